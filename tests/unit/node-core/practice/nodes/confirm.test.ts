// CONFIRM transactions that the chain refuses, each with fluxd's reason, and hosts that cannot confirm.
import * as ecc from 'tiny-secp256k1';
import { makeConfirm } from '../../../../../node-core/practice/flux/hosts/confirm';
import { PRACTICE_BENCHMARK } from '../../../../../node-core/practice/flux/nodes/benchmark';
import type { PracticeKey } from '../../../../../node-core/practice/seed';
import { benchmarkMessage, fluxNodeMessage, parseFluxNodeTransaction, serializeFluxNodeTransaction, type FluxNodeConfirm } from '../../../../../shared/flux/fluxnode-transaction';
import { signMessage } from '../../../../../shared/flux/message';
import type { WifKey } from '../../../../../shared/flux/wif';
import { closeChain, fund, host, keyOf, openChain, send, startBytes, started, type Chain, type Owned } from './kit';

jest.setTimeout(180_000);

const asWif = (key: PracticeKey): WifKey => ({ privateKey: key.secret, compressed: true });

/** A CONFIRM with fields of the test's choice, signed by whom it says. */
function confirm(chain: Chain, owned: Owned, change: Partial<FluxNodeConfirm> = {}, identity = asWif(owned.identity), benchmark = PRACTICE_BENCHMARK): Uint8Array {
  const raw = makeConfirm({ collateral: owned.collateral, kind: 'initial', identity, benchmark, hardware: 'stratus', ip: '203.0.113.7', now: chain.clock.nowSeconds() });
  const tx = parseFluxNodeTransaction(raw);
  if (tx.kind !== 'confirm') throw new Error('not a CONFIRM');
  const changed = { ...tx, ...change };
  const signed = { ...changed, signature: signMessage(fluxNodeMessage(changed), 'flux', identity, ecc) };
  return serializeFluxNodeTransaction({ ...signed, benchmarkSignature: signMessage(benchmarkMessage(signed), 'flux', benchmark, ecc) });
}

test('of a node that was never started, wrong signers and fields', () => {
  const chain = openChain();
  const nobody = fund(chain, 'nobody', 'cumulus');
  const owned = started(chain, 'refused', 'nimbus', false);
  const now = chain.clock.nowSeconds();
  expect([
    send(chain, confirm(chain, nobody)),
    send(chain, confirm(chain, owned, {}, asWif(keyOf('another server')))),
    send(chain, confirm(chain, owned, {}, asWif(owned.identity), asWif(keyOf('another benchmark')))),
    send(chain, confirm(chain, owned, {}, asWif(owned.identity), { ...PRACTICE_BENCHMARK, compressed: true })),
    send(chain, confirm(chain, owned, { benchmarkTier: 4 })),
    send(chain, confirm(chain, owned, { benchmarkTier: 1 })),
    send(chain, confirm(chain, owned, { ip: '1'.repeat(61) })),
    send(chain, confirm(chain, owned, { updateType: 2 })),
    send(chain, confirm(chain, owned, { updateType: 1 })),
    send(chain, confirm(chain, owned, { sigTime: now - 3601 })),
    send(chain, confirm(chain, owned, { benchmarkSigTime: now - 3601 })),
  ]).toEqual([
    '',
    '16: bad-txns-fluxnode-tx-invalid-signature',
    '16: bad-txns-fluxnode-tx-invalid-signature',
    '16: bad-txns-fluxnode-tx-invalid-signature',
    '16: bad-txns-fluxnode-tx-invalid-benchmark-tier',
    '16: fluxnode-tx-benchmark-tier-to-low-for-collateral',
    '16: bad-txns-fluxnode-tx-ip-address-to-large',
    '16: bad-txns-fluxnode-tx-invalid-update-type',
    '',
    '18: fluxnode-tx-sig-to-old',
    '18: fluxnode-tx-bench-sig-to-old',
  ]);
  expect(send(chain, confirm(chain, owned))).toBe('taken');
  chain.node.mine(1);
  expect(chain.table.get(owned.collateral)?.state).toBe('confirmed');
  expect(send(chain, confirm(chain, owned, { sigTime: now + 1 }))).toBe('16: fluxnode-tx-invalid-confirm-outpoint-not-started');
});

test('a host with another key than the START names stays silent and says why it can', () => {
  const chain = openChain();
  const owned = started(chain, 'mistaken', 'cumulus', false);
  host(chain, { ...owned, identity: keyOf('mistaken paste') });
  chain.node.mine(3);
  expect(chain.hosts.state().hosts).toMatchObject([{ status: 'STARTED', keyMatches: false, lastConfirm: null }]);
  host(chain, owned);
  chain.node.mine(1);
  expect(chain.hosts.state().hosts).toMatchObject([{ status: 'CONFIRMED', keyMatches: true, lastRefusal: null }]);
});

test('hardware below the tier is refused at every block, and the host tells the reason', () => {
  const chain = openChain();
  const owned = started(chain, 'weak', 'stratus', false);
  host(chain, owned, 'nimbus');
  chain.node.mine(2);
  expect(chain.hosts.state().hosts).toMatchObject([{ status: 'STARTED', keyMatches: true, lastConfirm: null, lastRefusal: '16: fluxnode-tx-benchmark-tier-to-low-for-collateral' }]);
  chain.hosts.remove(owned.collateral);
  expect(() => chain.hosts.setRunning(owned.collateral, true)).toThrow(expect.objectContaining({ code: 'practice/no-host' }));
});

test('a first CONFIRM after the time for it is over is refused, and so is a START in between', async () => {
  const chain = openChain();
  const owned = started(chain, 'overdue', 'cumulus', false);
  chain.node.mine(240);
  expect(send(chain, confirm(chain, owned))).toBe('16: fluxnode-tx-invalid-confirm-outpoint-not-started');
  expect(send(chain, startBytes(chain, owned))).toBe('16: fluxnode-tx-already-in-chain-or-waiting-for-dos-unban');
  await closeChain(chain);
  expect(openChain(chain.folder).table.get(owned.collateral)?.state).toBe('dos');
});
