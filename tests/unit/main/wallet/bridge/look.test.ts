// A payout as servers show it: exact contract, exact recipient, raw bytes hashed, and what several answers amount to.
import { Endpoints } from '../../../../../main/wallet/chains/endpoints';
import { evmClient, type EvmClient } from '../../../../../main/wallet/chains/evm/evm-client';
import { utxoFamily } from '../../../../../main/wallet/chains/utxo-family';
import type { UtxoClient } from '../../../../../main/wallet/chains/utxo-client';
import { lookEvm, lookFlux } from '../../../../../main/wallet/bridge/payout/look';
import { AppError } from '../../../../../shared/errors/app-error';
import { coin, fluxKey, makeKit } from '../../signer/review/kit';
import { codeOf } from '../replay-server';

const TXID = `0x${'ab'.repeat(32)}`;
const FLUX_ON_BASE = '0xb008bdcf9cdff9da684a190941dc3dca8c2cdd44';
const FLUX_ON_ETHEREUM = '0x720cd16b011b987da3518fbf38c3071d4f0d1495';
const ME = '0x00000000000000000000000000000000000000AA';
const OTHER = '0x00000000000000000000000000000000000000bb';
const TRANSFER = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef';
const word = (value: bigint | string): string => `0x${(typeof value === 'bigint' ? value.toString(16) : value.slice(2).toLowerCase()).padStart(64, '0')}`;
const log = (address: string, to: string, units: bigint, topic = TRANSFER) => ({ address, topics: [topic, word(OTHER), word(to)], data: word(units) });
const receipt = (logs: object[], more: object = {}) => ({ status: '0x1', blockNumber: '0x64', blockHash: word(1n), transactionHash: TXID, gasUsed: '0x1', logs, ...more });

type Says = { receipt?: object | null; transaction?: object | null } | AppError;
/** Servers over real JSON-RPC clients. */
function servers(...says: Says[]): Endpoints<EvmClient> {
  return new Endpoints(says.map((say, index) => ({
    url: `https://${index}.test`,
    client: evmClient(`https://${index}.test`, ({ body }) => {
      if (say instanceof AppError) return Promise.reject(say);
      const { method } = JSON.parse(body ?? '{}');
      const result = method === 'eth_getTransactionReceipt' ? say.receipt ?? null : say.transaction ?? null;
      return Promise.resolve({ status: 200, text: JSON.stringify({ jsonrpc: '2.0', id: 1, result }) });
    }),
  })), () => Promise.resolve(), { now: () => 0, random: () => 0 });
}
const onBase = (...says: Says[]) => lookEvm(servers(...says), 'base', TXID, ME);

describe('on EVM chains', () => {
  const paid = { receipt: receipt([log(FLUX_ON_BASE, ME, 500n)]) };

  it('counts Transfer events of the exact contract to the recipient', async () => {
    expect(await onBase(paid, paid)).toEqual({ kind: 'block', height: 100, amounts: [500n], fault: null, agreed: true, denied: false });
    const many = { receipt: receipt([log(FLUX_ON_BASE, ME, 500n), log(FLUX_ON_BASE, OTHER, 7n), log(FLUX_ON_ETHEREUM, ME, 9n), log(FLUX_ON_BASE, ME, 0n), log(FLUX_ON_BASE, ME, 3n), log(FLUX_ON_BASE, ME, 900n, word(5n))]) };
    expect(await onBase(many)).toMatchObject({ amounts: [500n, 3n], agreed: true });
  });
  it.each([
    ['reverted', receipt([], { status: '0x0' })], ['wrong-token', receipt([log(FLUX_ON_ETHEREUM, ME, 500n)])], ['wrong-recipient', receipt([log(FLUX_ON_BASE, OTHER, 500n)])], ['no-payout', receipt([])],
    ['no-payout', receipt([{ address: FLUX_ON_BASE, topics: [TRANSFER], data: '0x' }])],
  ])('names what is no payout: %s', async (fault, said) => {
    expect(await onBase({ receipt: said }, { receipt: said })).toMatchObject({ kind: 'block', fault, amounts: [] });
  });
  it('weighs several answers', async () => {
    expect(await onBase({}, {})).toEqual({ kind: 'absent' });
    const pending = { transaction: { hash: TXID, from: ME, to: OTHER, value: '0x0', input: '0x', nonce: '0x0' } };
    expect(await onBase({}, pending)).toEqual({ kind: 'mempool' });
    expect(await onBase(paid, {})).toMatchObject({ kind: 'block', agreed: false, denied: true });
    expect(await onBase(paid, { receipt: receipt([log(FLUX_ON_BASE, ME, 400n)]) })).toMatchObject({ agreed: false, denied: true });
    expect(await onBase(paid, { receipt: receipt([log(FLUX_ON_BASE, ME, 500n)], { blockHash: word(2n) }) })).toMatchObject({ agreed: false, denied: true });
    expect(await onBase(paid, paid, {})).toMatchObject({ agreed: true, denied: true });
    expect(await onBase(paid, new AppError('endpoint/unreachable', 'x'))).toMatchObject({ agreed: false, denied: false });
  });
  it('does not take the receipt of another transaction, nor silence, for an answer', async () => {
    expect(await codeOf(onBase({ receipt: receipt([], { transactionHash: word(7n) }) }))).toBe('endpoint/lies');
    expect(await codeOf(onBase(new AppError('endpoint/unreachable', 'x')))).toBe('endpoint/unreachable');
  });
});

describe('on the Flux main chain', () => {
  const kit = makeKit();
  const family = utxoFamily('flux', 'practice');
  const made = coin(kit, 'flux', fluxKey(1), 700n, { scriptType: 'p2pkh', salt: 3 });
  const me = kit.keys.scriptOf(fluxKey(1), 'p2pkh', 'flux').address;
  const stranger = kit.keys.scriptOf(fluxKey(9), 'p2pkh', 'flux').address;
  const look = (recipient: string, ...says: ({ height: number | null; raw?: Uint8Array } | null)[]) => {
    const clients = says.map((say): Pick<UtxoClient, 'status' | 'raw'> => ({ status: () => Promise.resolve(say && { height: say.height }), raw: () => Promise.resolve(say && (say.raw ?? made.raw)) }));
    return lookFlux(new Endpoints(clients.map((client, index) => ({ url: String(index), client: client as UtxoClient })), () => Promise.resolve(), { now: () => 0, random: () => 0 }), family, made.txid, recipient);
  };

  it('reads the outputs of the raw bytes, which must hash to the id', async () => {
    expect(await look(me, { height: 9 }, { height: 9 })).toEqual({ kind: 'block', height: 9, amounts: [700n], fault: null, agreed: true, denied: false });
    expect(await look(stranger, { height: 9 }, { height: 9 })).toMatchObject({ fault: 'wrong-recipient', amounts: [] });
    const other = coin(kit, 'flux', fluxKey(1), 900n, { scriptType: 'p2pkh', salt: 4 });
    expect(await codeOf(look(me, { height: 9, raw: other.raw }))).toBe('endpoint/lies');
    // The next server is asked when one lies about the bytes.
    expect(await look(me, { height: 9, raw: other.raw }, { height: 9 })).toMatchObject({ amounts: [700n] });
  });
  it('weighs several answers', async () => {
    expect(await look(me, null, null)).toEqual({ kind: 'absent' });
    expect(await look(me, { height: null }, null)).toEqual({ kind: 'mempool' });
    expect(await look(me, { height: 9 }, { height: null })).toMatchObject({ kind: 'block', agreed: false, denied: true });
    expect(await look(me, { height: 9 }, { height: 10 })).toMatchObject({ kind: 'block', agreed: false, denied: true });
    expect(await look(me, { height: 9 })).toMatchObject({ kind: 'block', agreed: true, denied: false });
  });
});
