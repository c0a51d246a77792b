// The life of a FluxNode through real blocks: each refusal that an owner can meet, each height at which something ends, and what a restart or a reorganisation leaves.
import { outpointKey } from '../../../../../node-core/practice/utxo/types';
import { PRACTICE_FLUX } from '../../../../../node-core/practice/flux/parameters';
import { signFluxPayment } from '../../../../../node-core/practice/flux/payment';
import { toHex } from '../../../../../shared/crypto/bytes';
import { expiryHeight, firstStartHeight, firstUpdateHeight, lastConfirmHeight, restartTip } from '../../../../../shared/flux/node-times';
import { tierReward } from '../../../../../shared/flux/subsidy';
import { closeChain, fund, host, keyOf, openChain, send, startBytes, started, type Chain, type Owned } from './kit';

jest.setTimeout(180_000);

const COIN = 100_000_000n;

/** Spends a collateral to its own owner. */
function spend(chain: Chain, { collateral, owner }: Owned): string {
  const coin = chain.node.state.coin(outpointKey(collateral));
  if (coin === null) throw new Error('the collateral is gone');
  return send(chain, signFluxPayment({ node: chain.node, key: owner, coins: [coin], outputs: [{ value: coin.value - 500n, script: coin.script }], expiryHeight: 0 }));
}

const stateOf = ({ table }: Chain, { collateral }: Owned): string => table.get(collateral)?.state ?? 'none';

test('a collateral may start in the block that is its hundredth confirmation, and not before', () => {
  const chain = openChain();
  const owned = fund(chain, 'young', 'cumulus');
  expect(send(chain, startBytes(chain, owned))).toBe('16: fluxnode-tx-coins-not-found');
  const mined = chain.node.mine(1);
  chain.node.mine(98);
  expect(send(chain, startBytes(chain, owned))).toBe('16: bad-txns-fluxnode-inputs-invalid-spent-or-bad-value-Minimum height requirement not met');
  chain.node.mine(1);
  expect(send(chain, startBytes(chain, owned))).toBe('taken');
  expect(chain.node.mine(1)).toBe(firstStartHeight(mined));
  expect(stateOf(chain, owned)).toBe('started');
});

test('amounts, owners and spent coins that carry no node', () => {
  const chain = openChain();
  const wrong = fund(chain, 'wrong', 999n * COIN);
  const right = fund(chain, 'right', 'cumulus');
  chain.node.mine(100);
  expect(send(chain, startBytes(chain, wrong))).toBe("16: bad-txns-fluxnode-inputs-invalid-spent-or-bad-value-Couldn't get coin tier from amount");
  expect(send(chain, startBytes(chain, { ...right, owner: keyOf('a thief') }))).toBe("16: fluxnode-tx-destinations-didn't-match");
  expect(send(chain, startBytes(chain, { ...right, collateral: { ...right.collateral, index: 99 } }))).toBe('16: fluxnode-tx-coins-not-available');
  expect(send(chain, startBytes(chain, right, { sigTime: chain.clock.nowSeconds() - 3601 }))).toBe('18: fluxnode-tx-sig-to-old');
  expect(spend(chain, right)).toBe('taken');
  chain.node.mine(1);
  expect(send(chain, startBytes(chain, right))).toMatch(/^16: fluxnode-tx-coins-not-(found|available)$/);
});

test('of two STARTs that wait for one collateral, the one signed later stays', () => {
  const chain = openChain();
  const owned = fund(chain, 'twice', 'cumulus');
  chain.node.mine(100);
  const now = chain.clock.nowSeconds();
  expect(send(chain, startBytes(chain, owned, { sigTime: now - 10 }))).toBe('taken');
  expect(send(chain, startBytes(chain, owned, { sigTime: now - 10 }))).toBe('18: txn-already-in-mempool');
  expect(send(chain, startBytes(chain, owned, { sigTime: now - 20 }))).toBe('18: fluxnode-tx-outpoint-sigTime-older-cant-replace');
  expect(send(chain, startBytes(chain, owned, { sigTime: now }))).toBe('taken');
  expect(chain.node.mempool.size).toBe(1);
  chain.node.mine(1);
  expect(chain.node.mempool.size).toBe(0);
  expect(send(chain, startBytes(chain, owned, { sigTime: now }))).toBe('');
  expect(send(chain, startBytes(chain, owned, { sigTime: now + 1 }))).toBe('16: fluxnode-tx-already-in-chain-or-waiting-for-dos-unban');
});

test('without a CONFIRM in 240 blocks it goes to the DOS list, and after 720 it may start again', () => {
  const chain = openChain();
  const owned = started(chain, 'silent', 'cumulus', false);
  const added = chain.node.height;
  chain.node.mine(lastConfirmHeight(added) - added - 1);
  expect(stateOf(chain, owned)).toBe('started');
  chain.node.mine(1);
  expect([chain.node.height, stateOf(chain, owned)]).toEqual([added + 240, 'dos']);
  chain.node.mine(restartTip(added) - chain.node.height - 1);
  expect(send(chain, startBytes(chain, owned))).toBe('16: fluxnode-tx-already-in-chain-or-waiting-for-dos-unban');
  chain.node.mine(1);
  expect([chain.node.height, stateOf(chain, owned)]).toEqual([added + 720, 'none']);
  expect(send(chain, startBytes(chain, owned))).toBe('taken');
  chain.node.mine(1);
  expect(stateOf(chain, owned)).toBe('started');
});

test('a server that starts late confirms in the last block that may hold it', () => {
  const chain = openChain();
  const owned = started(chain, 'late', 'nimbus', false);
  const added = chain.node.height;
  chain.node.mine(lastConfirmHeight(added) - added - 1);
  host(chain, owned);
  chain.node.mine(1);
  expect(chain.table.get(owned.collateral)).toMatchObject({ state: 'confirmed', confirmedHeight: added + 240 });
});

test('a host confirms in the block after the START, renews after 500 blocks and is paid like others', () => {
  const chain = openChain();
  const owned = started(chain, 'paid', 'stratus');
  const confirmed = chain.node.mine(1);
  expect(chain.table.get(owned.collateral)).toMatchObject({ state: 'confirmed', confirmedHeight: confirmed, lastPaidHeight: 0, ip: '203.0.113.7' });
  expect(send(chain, startBytes(chain, owned))).toBe('16: fluxnode-tx-already-in-confirm-chain');
  // Eleven of its tier wait longer than it does; the twelfth was paid in the very block that confirmed it.
  chain.node.mine(11);
  expect(chain.table.queue('stratus')[0]?.collateral).toEqual(owned.collateral);
  const paid = chain.node.mine(1);
  const payee = toHex(chain.table.get(owned.collateral)?.payee ?? new Uint8Array(0));
  expect(chain.node.state.tip.transactions[0]?.outputs.filter((output) => toHex(output.script) === payee).map((output) => output.value)).toEqual([tierReward(paid, 'stratus', PRACTICE_FLUX)]);
  chain.node.mine(firstUpdateHeight(confirmed, false) - paid - 1);
  expect(chain.table.get(owned.collateral)?.lastConfirmedHeight).toBe(confirmed);
  chain.node.mine(1);
  expect(chain.table.get(owned.collateral)).toMatchObject({ confirmedHeight: confirmed, lastConfirmedHeight: confirmed + 501 });
});

test('a host that moves says so after five blocks', () => {
  const chain = openChain();
  const owned = started(chain, 'moved', 'cumulus');
  const confirmed = chain.node.mine(1);
  chain.hosts.setAddress(owned.collateral, '203.0.113.8:16137');
  chain.node.mine(4);
  expect(chain.table.get(owned.collateral)?.ip).toBe('203.0.113.7');
  expect(chain.node.mine(1)).toBe(firstUpdateHeight(confirmed, true));
  expect(chain.table.get(owned.collateral)).toMatchObject({ ip: '203.0.113.8:16137', lastConfirmedHeight: confirmed + 5 });
});

test('a stopped host lets its node expire in the 641st block, and it may start again at once', () => {
  const chain = openChain();
  const owned = started(chain, 'stopped', 'cumulus');
  const confirmed = chain.node.mine(1);
  chain.hosts.setRunning(owned.collateral, false);
  chain.node.mine(expiryHeight(confirmed) - confirmed - 1);
  expect([stateOf(chain, owned), chain.hosts.state().hosts[0]?.status]).toEqual(['confirmed', 'CONFIRMED']);
  chain.node.mine(1);
  expect([chain.node.height, stateOf(chain, owned), chain.hosts.state().hosts[0]?.status]).toEqual([confirmed + 641, 'none', 'expired']);
  chain.hosts.setRunning(owned.collateral, true);
  expect(send(chain, startBytes(chain, owned))).toBe('taken');
  chain.node.mine(2);
  expect(stateOf(chain, owned)).toBe('confirmed');
});

test('spending the collateral ends a confirmed node in that block, and never together with its CONFIRM', () => {
  const chain = openChain();
  const owned = started(chain, 'spent', 'cumulus');
  const other = started(chain, 'spent early', 'cumulus');
  expect([spend(chain, owned), spend(chain, other)]).toEqual(['taken', 'taken']);
  chain.node.mine(1);
  expect([stateOf(chain, owned), stateOf(chain, other)]).toEqual(['none', 'started']);
  chain.node.mine(1);
  expect(chain.hosts.state().hosts.map((each) => each.lastRefusal)).toContain('16: bad-txns-fluxnode-inputs-invalid-spent-or-bad-value-Coins not available');
});

test('delegates: set by the owner, used by a delegate, erased', () => {
  const chain = openChain();
  const first = keyOf('delegate');
  const owned = fund(chain, 'delegated', 'cumulus');
  chain.node.mine(100);
  const asDelegate = (): string => send(chain, startBytes(chain, owned, { delegates: { kind: 'signing', version: 1 }, delegate: first }));
  const again = (): void => void chain.node.mine(721);
  expect(asDelegate()).toBe('16: bad-txns-fluxnode-tx-invalid-signature');
  expect(send(chain, startBytes(chain, owned, { delegates: { kind: 'update', version: 1, keys: [first.publicKey] } }))).toBe('taken');
  again();
  expect(asDelegate()).toBe('taken');
  again();
  expect(send(chain, startBytes(chain, owned, { delegates: { kind: 'update', version: 1, keys: [] } }))).toBe('taken');
  again();
  expect([asDelegate(), chain.table.delegates(owned.collateral)]).toEqual(['16: bad-txns-fluxnode-tx-invalid-signature', []]);
});

test('hosts and nodes are the same after a restart', async () => {
  const chain = openChain();
  const owned = started(chain, 'restarted', 'cumulus');
  const before = [chain.hosts.state(), chain.table.list('started'), chain.table.list('confirmed')];
  await closeChain(chain);
  const next = openChain(chain.folder);
  expect([next.hosts.state(), next.table.list('started'), next.table.list('confirmed')]).toEqual(before);
  next.node.mine(1);
  expect(stateOf(next, owned)).toBe('confirmed');
});

test('a reorganisation takes a START and its CONFIRM back, and both come again', () => {
  const chain = openChain();
  const owned = started(chain, 'reorganised', 'cumulus');
  chain.node.mine(3);
  expect(stateOf(chain, owned)).toBe('confirmed');
  chain.node.reorg(5, 'return');
  expect(stateOf(chain, owned)).toBe('none');
  chain.node.mine(2);
  expect(stateOf(chain, owned)).toBe('confirmed');
});
