// Scripted servers of node lists, two explorers and two gateways, that answer as fluxd prints (flux-chain 6.1) and count what they are asked.
import { AppError } from '../../../shared/errors/app-error';
import type { HttpAnswer, HttpRequest } from '../../../main/wallet/chains/http';
import type { ListServers } from '../../../main/wallet/staking/lists/desk';

export const SERVERS: ListServers = { insight: ['https://one.test/api', 'https://two.test/api'], fluxos: ['https://three.test', 'https://four.test'] };

/** Id of the transaction with the collateral of the node of this number. */
export const collateralOf = (index: number): string => (index + 1).toString(16).padStart(64, '0');

export type Standing = 'confirmed' | 'started' | 'dos';

export class ScriptedServers {
  /** Since somebody set it to nothing. */
  requests = 0;
  /** Hosts that do not answer. */
  readonly down = new Set<string>();
  readonly #lists: Readonly<Record<Standing, string>>;

  /** @param count nodes of the network, all of them asked for; @param standing of each number */
  constructor(count: number, standing: (index: number) => Standing, height: number) {
    const rows: Record<Standing, object[]> = { confirmed: [], started: [], dos: [] };
    for (let index = 0; index < count; index += 1) rows[standing(index)].push(standing(index) === 'confirmed' ? confirmedRow(index, height) : waitingRow(index, height));
    this.#lists = { confirmed: JSON.stringify(rows.confirmed), started: JSON.stringify(rows.started), dos: JSON.stringify(rows.dos) };
  }

  readonly http = ({ url }: HttpRequest): Promise<HttpAnswer> => {
    this.requests += 1;
    const { hostname, pathname } = new URL(url);
    if (this.down.has(hostname)) return Promise.reject(new AppError('endpoint/unreachable', 'the server is away'));
    const list = this.#lists[listAt(pathname)];
    return Promise.resolve({ status: 200, text: pathname.startsWith('/api/') ? `{"result":${list},"error":null,"id":1}` : `{"status":"success","data":${list}}` });
  };
}

function listAt(path: string): Standing {
  if (/listfluxnodes|viewdeterministicfluxnodelist/.test(path)) return 'confirmed';
  if (/startlist$/.test(path)) return 'started';
  if (/doslist$/.test(path)) return 'dos';
  throw new Error(`no list is at ${path}`);
}

function confirmedRow(index: number, height: number): object {
  return {
    collateral: `COutPoint(${collateralOf(index)}, 0)`, txhash: collateralOf(index), outidx: '0', ip: `65.108.${index >> 8}.${index & 255}:16187`, network: 'ipv4', added_height: height - 900, confirmed_height: height - 890,
    last_confirmed_height: height - 100, last_paid_height: height - 300, tier: 'CUMULUS', payment_address: 't1abAp9oZenibGLFuZKyUjmL6FiATTaCYaj', pubkey: `04${'a'.repeat(128)}`, activesince: '1790797114', lastpaid: '1790797114', amount: '1000.00', rank: index,
  };
}

const waitingRow = (index: number, height: number): object => ({ collateral: `COutPoint(${collateralOf(index)}, 0)`, added_height: height - 50, payment_address: 't1abAp9oZenibGLFuZKyUjmL6FiATTaCYaj', expires_in: 100, amount: '1000.00' });
