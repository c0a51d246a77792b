// Signed STARTs: stored with their nodes before anything is sent, never twice, and undone when their payment cannot be stored.
import { AppError } from '../../../../../shared/errors/app-error';
import type { Signed } from '../../../../../shared/contract/money-path';
import { hash160 } from '../../../../../shared/crypto/hashes';
import { fluxNodeTransactionId, serializeFluxNodeTransaction, type FluxNodeStart } from '../../../../../shared/flux/fluxnode-transaction';
import { p2pkhScript } from '../../../../../shared/flux/script-templates';
import { TIER_COLLATERAL } from '../../../../../shared/flux/subsidy';
import { carryOut, type CarryOutDeps, type SignedStarts } from '../../../../../main/wallet/staking/carry-out';
import { begin, type StartIntent } from '../../../../../main/wallet/staking/wish/begin';
import { codeOf } from '../replay-server';
import { paying, publicKey, removeFolders, stakingWorld } from './support';

let world: ReturnType<typeof stakingWorld>;
let sent: { readonly id: string; readonly nodeKnew: boolean }[];
let refusal: AppError | null;
let deps: CarryOutDeps;
beforeEach(() => {
  world = stakingWorld();
  sent = [];
  refusal = null;
  deps = {
    nodes: world.nodes, tip: () => world.state.tip, clock: () => world.state.now,
    outbox: {
      carryOut: (_intent, signed) => {
        if (signed.kind !== 'transaction') throw new Error('not a payment');
        sent.push({ id: signed.txid, nodeKnew: world.nodes.all().some(({ fund, start }) => fund === signed.txid && start !== null) });
        return refusal === null ? Promise.resolve({ id: `flux:${signed.txid}`, txid: signed.txid, sent: true, reason: null }) : Promise.reject(refusal);
      },
    },
  };
});
afterEach(() => world.close());
afterAll(removeFolders);

/** What a signer would hand over; the signature itself is for nodes to judge. */
function signedOf(intent: StartIntent): SignedStarts {
  const payment = intent.fund === null ? null : paying(p2pkhScript(hash160(publicKey(10))), BigInt(intent.fund.amount));
  return {
    kind: 'starts', reviewHash: '0'.repeat(64), fund: payment && { raw: payment.raw, txid: payment.txid },
    starts: intent.starts.map((start) => {
      const collateral = start.collateral ?? { txid: payment?.txid ?? '', vout: 0 };
      const tx: FluxNodeStart = {
        kind: 'start', version: 5, collateral: { txid: collateral.txid, index: collateral.vout }, owner: { kind: 'key', publicKey: publicKey(10) }, nodePublicKey: publicKey(9), sigTime: start.sigTime, signature: new Uint8Array(65).fill(1), delegates: null, extraBits: 0,
      };
      return { node: start.node, raw: serializeFluxNodeTransaction(tx), txid: fluxNodeTransactionId(tx), collateral };
    }),
  };
}
const funded = () => begin({ tier: 'cumulus', name: 'Attic', collateral: 'new', identity: 'own', delegates: { kind: 'none' } }, world.deps);

test('node and START are on disk before the payment is handed to the outbox', async () => {
  const { node: id, intent } = await funded();
  const signed = signedOf(intent);
  expect(await carryOut(intent, signed, deps)).toEqual({ nodes: [id], txid: signed.fund?.txid, sent: true, reason: null });
  expect(sent).toEqual([{ id: signed.fund?.txid, nodeKnew: true }]);
  expect(world.nodes.get(id)).toMatchObject({ collateral: { txid: signed.fund?.txid, vout: 0 }, fund: signed.fund?.txid, start: { txid: signed.starts[0]?.txid, tip: 2_000, landed: false, taken: false, attempts: 0 } });
});
test('the same once more changes nothing that happened since', async () => {
  const { node: id, intent } = await funded();
  const signed = signedOf(intent);
  await carryOut(intent, signed, deps);
  const record = world.nodes.get(id);
  if (!record?.start) throw new Error('no start');
  world.nodes.put({ ...record, start: { ...record.start, taken: true, attempts: 3 } });
  await carryOut(intent, signed, deps);
  expect(world.nodes.get(id)?.start).toMatchObject({ taken: true, attempts: 3 });
});
test('a node whose record is gone gets it back from what was signed', async () => {
  const { node: id, intent } = await funded();
  world.nodes.remove(id);
  await carryOut(intent, signedOf(intent), deps);
  expect(world.nodes.get(id)).toMatchObject({ name: 'Attic', tier: 'cumulus', address: intent.fund?.to, start: { landed: false } });
});
test('when the outbox does not take the payment, everything is as before', async () => {
  const { node: id, intent } = await funded();
  const before = world.nodes.get(id);
  refusal = new AppError('outbox/coins-taken', 'x');
  expect(await codeOf(carryOut(intent, signedOf(intent), deps))).toBe('outbox/coins-taken');
  expect(world.nodes.get(id)).toEqual(before);
  world.nodes.remove(id);
  await codeOf(carryOut(intent, signedOf(intent), deps));
  expect(world.nodes.all()).toEqual([]);
});
test('a coin that was freed is collateral again once a node starts on it', async () => {
  const coin = world.coin();
  world.nodes.release(coin, 1);
  const { node: id, intent } = await begin({ tier: 'cumulus', name: '', collateral: coin, identity: 'own', delegates: { kind: 'none' } }, world.deps);
  expect(await carryOut(intent, signedOf(intent), deps)).toMatchObject({ nodes: [id], txid: null });
  expect([sent, [...world.nodes.released()]]).toEqual([[], []]);
});

describe('what is not what was asked for is refused, and nothing is kept', () => {
  test.each<[string, (signed: SignedStarts, intent: StartIntent) => Signed]>([
    ['a message', () => ({ kind: 'message', signature: '', address: 'x', reviewHash: '0'.repeat(64) })],
    ['no payment', (signed) => ({ ...signed, fund: null })],
    ['another id of the payment', (signed) => ({ ...signed, fund: signed.fund && { ...signed.fund, txid: '1'.repeat(64) } })],
    ['a payment of another amount', (signed) => {
      const other = paying(p2pkhScript(hash160(publicKey(10))), TIER_COLLATERAL.nimbus);
      return { ...signed, fund: { raw: other.raw, txid: other.txid }, starts: signed.starts.map((start) => ({ ...start, collateral: { txid: other.txid, vout: 0 } })) };
    }],
    ['a START too few', (signed) => ({ ...signed, starts: [] })],
    ['a START of another node', (signed) => ({ ...signed, starts: signed.starts.map((start) => ({ ...start, node: '1'.repeat(32) })) })],
    ['a START with another id', (signed) => ({ ...signed, starts: signed.starts.map((start) => ({ ...start, txid: '1'.repeat(64) })) })],
    ['a START of another time', (signed, intent) => ({ ...signed, starts: signedOf({ ...intent, starts: intent.starts.map((start) => ({ ...start, sigTime: start.sigTime + 1 })) } as StartIntent).starts })],
  ])('%s', async (_name, change) => {
    const { intent } = await funded();
    const before = world.nodes.all();
    expect(await codeOf(carryOut(intent, change(signedOf(intent), intent), deps))).toBe('staking/bad-start');
    expect([world.nodes.all(), sent]).toEqual([before, []]);
  });
});
