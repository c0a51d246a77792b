// The wallet process's calls over the real practice network, without Electron around them.
import { createHash, randomFillSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeHttp } from '../../../main/wallet/chains/http';
import { walletHandlers } from '../../../main/wallet/process/handlers';
import type { OpenInput } from '../../../main/wallet/process/open-wallet';
import { Keyring } from '../../../main/signer/keyring/keyring';
import { CHAINS, type ChainId } from '../../../shared/chains/ids';
import type { Client } from '../../../shared/contract/base';
import { connect, serve, type RpcPort } from '../../../shared/contract/rpc';
import type { Activity, AssetRow } from '../../../shared/contract/wallet';
import { walletCalls } from '../../../shared/contract/wallet';
import type { WireEvent } from '../../../shared/contract/wire';
import type { PracticeProcess } from '../practice/practice-process';

export const walletFolder = (): string => mkdtempSync(join(tmpdir(), 'fluxkeep-wallet-'));
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** A wallet's keys from a name, so that every run has its own and each is repeatable. */
export function keysOf(name: string): Keyring {
  return Keyring.fromSeed('practice', new Uint8Array(createHash('sha512').update(name).digest()));
}

export function openInput(network: PracticeProcess, keys: Keyring, dir: string): OpenInput {
  const { endpoints, instanceId } = network.ready;
  const both = (chain: ChainId): [ChainId, string[]] => [chain, [endpoints[chain].a, endpoints[chain].b]];
  return {
    wallet: '0'.repeat(32), network: 'practice', dir,
    descriptors: ['flux:44:0', 'bitcoin:84:0', 'bitcoin:86:0', 'evm:44:0'].map((account) => keys.describe(account)),
    imported: [], nodeKeys: keys.nodeKeys(), fluxId: { address: '1', key: { kind: 'flux-id' }, path: '' },
    endpoints: Object.fromEntries(CHAINS.map(both)), prices: [endpoints.prices.a, endpoints.prices.b], fusion: endpoints.fusion.a, fluxos: [endpoints.fluxos.a, endpoints.fluxos.b], xdao: endpoints.xdao.a,
    currency: 'USD', clockOffset: network.ready.clock.nowMs - Date.now(), instance: instanceId,
  };
}

export interface TestWallet {
  readonly calls: Client<typeof walletCalls>;
  readonly events: WireEvent[];
  /** Looks at every chain until `done` answers something, at most `rounds` times. */
  until<T>(done: () => Promise<T | null | undefined | false>, rounds?: number): Promise<T>;
  row(asset: string): Promise<AssetRow>;
  activity(text: string, suspicious?: boolean): Promise<Activity[]>;
  close(): Promise<void>;
}

/** Opens a wallet through its wire: every message is parsed by the contract on both sides. */
export async function startWallet(input: OpenInput, pollMs = 3_600_000): Promise<TestWallet> {
  const events: WireEvent[] = [];
  const [here, there] = wire();
  const { handlers, close } = walletHandlers({
    now: Date.now, chance: () => 0.5, random: (length) => randomFillSync(new Uint8Array(length)), http: nodeHttp, resolve: () => Promise.reject(new Error('no names')), pollMs: () => pollMs,
    emit: (event, payload) => there.post({ event, payload }),
  });
  serve(there, walletCalls, handlers);
  const { calls } = connect(here, walletCalls, (event) => events.push(event));
  await calls['wallet.open'](input);
  const row = async (asset: string): Promise<AssetRow> => {
    const found = (await calls['portfolio.get'](undefined)).assets.find((one) => one.asset === asset);
    if (!found) throw new Error(`no row ${asset}`);
    return found;
  };
  return {
    calls, events, row,
    activity: async (text, suspicious = false) => (await calls['activity.list']({ filter: { text, suspicious }, offset: 0, limit: 200 })).entries,
    async until(done, rounds = 20) {
      for (let round = 0; round < rounds; round += 1) {
        const value = await done();
        if (value !== null && value !== undefined && value !== false) return value;
        await calls['sync.now'](undefined);
      }
      throw new Error(`did not happen in ${rounds} rounds: ${JSON.stringify(await calls['sync.state'](undefined), null, 1)}`);
    },
    close,
  };
}

/** Two ends of a port in one process. */
function wire(): [RpcPort, RpcPort] {
  const listeners: [((message: unknown) => void)[], ((message: unknown) => void)[]] = [[], []];
  const end = (mine: 0 | 1): RpcPort => ({
    post: (message) => setImmediate(() => listeners[mine === 0 ? 1 : 0].forEach((listener) => listener(structuredClone(message)))),
    onMessage: (listener) => void listeners[mine].push(listener),
  });
  return [end(0), end(1)];
}

export const known = <T>(reading: { state: string; value?: T }): T | null => (reading.state === 'known' && reading.value !== undefined ? reading.value : null);
