// Nodes whose collateral a multisig script holds, through real blocks: one signature starts them, and the script is paid.
import * as ecc from 'tiny-secp256k1';
import { PRACTICE_FLUX } from '../../../../../node-core/practice/flux/parameters';
import { payFlux } from '../../../../../node-core/practice/flux/faucet';
import { toHex } from '../../../../../shared/crypto/bytes';
import { hash160 } from '../../../../../shared/crypto/hashes';
import { addressOfRedeemScript } from '../../../../../shared/flux/address';
import { fluxNodeMessage, serializeFluxNodeTransaction, type CollateralOwner, type FluxNodeStart } from '../../../../../shared/flux/fluxnode-transaction';
import { signMessage } from '../../../../../shared/flux/message';
import { multisigScript, p2shScript } from '../../../../../shared/flux/script-templates';
import { TIER_COLLATERAL } from '../../../../../shared/flux/subsidy';
import { SEED, fund, host, keyOf, openChain, send, type Chain, type Owned } from './kit';

const signers = [keyOf('multisig 1'), keyOf('multisig 2'), keyOf('multisig 3')];
const redeemScript = multisigScript(2, signers.map((key) => key.publicKey));
const [, second] = signers;
if (second === undefined) throw new Error('no second key');

function fundScript(chain: Chain): Owned {
  const value = TIER_COLLATERAL.nimbus;
  const txid = payFlux(chain.node, SEED, addressOfRedeemScript(redeemScript, PRACTICE_FLUX), value);
  const index = chain.node.transaction(txid)?.tx.outputs.findIndex((output) => output.value === value) ?? -1;
  return { collateral: { txid, index }, owner: second ?? keyOf('multisig 2'), identity: keyOf('multisig identity') };
}

function start(chain: Chain, { collateral, owner, identity }: Owned, from: CollateralOwner, extraBits = 0, version: 5 | 6 = 6): Uint8Array {
  const unsigned: FluxNodeStart = {
    kind: 'start', version, collateral, owner: from, nodePublicKey: identity.publicKey, sigTime: chain.clock.nowSeconds(), signature: new Uint8Array(0), delegates: null, extraBits,
  };
  return serializeFluxNodeTransaction({ ...unsigned, signature: signMessage(fluxNodeMessage(unsigned), 'flux', { privateKey: owner.secret, compressed: true }, ecc) });
}

test('one of the keys starts it, a host confirms it, and the script earns', () => {
  const chain = openChain();
  const owned = fundScript(chain);
  chain.node.mine(100);
  host(chain, owned);
  expect(send(chain, start(chain, owned, { kind: 'script', redeemScript }))).toBe('taken');
  chain.node.mine(2);
  expect(chain.table.get(owned.collateral)).toMatchObject({ state: 'confirmed', tier: 'nimbus', payee: p2shScript(hash160(redeemScript)) });
  chain.node.mine(24);
  const paid = chain.node.state.tip.transactions[0]?.outputs.map((output) => toHex(output.script));
  expect(paid).toContain(toHex(p2shScript(hash160(redeemScript))));
});

test('scripts and keys that do not hold the collateral', () => {
  const chain = openChain();
  const owned = fundScript(chain);
  const plain = fund(chain, 'plain', 'cumulus');
  chain.node.mine(100);
  const other = multisigScript(1, [owned.owner.publicKey]);
  const byKey: CollateralOwner = { kind: 'key', publicKey: owned.owner.publicKey };
  const byScript: CollateralOwner = { kind: 'script', redeemScript };
  const stranger = { ...owned, owner: keyOf('stranger') };
  expect([
    send(chain, start(chain, owned, { kind: 'script', redeemScript: other })),
    send(chain, start(chain, owned, byKey)),
    send(chain, start(chain, owned, byKey, 0, 5)),
    send(chain, start(chain, { ...plain, owner: owned.owner }, byScript)),
    send(chain, start(chain, stranger, byScript)),
    send(chain, start(chain, owned, { kind: 'script', redeemScript: Uint8Array.of(0x51) })),
    send(chain, start(chain, owned, byScript, 1)),
  ]).toEqual([
    "16: fluxnode-tx-p2shnodes-destinations-didn't-match",
    '16: fluxnode-tx-normal-version-not-p2pkh-script',
    "16: fluxnode-tx-p2sh-publickeys-didn't-match",
    '16: fluxnode-tx-p2sh-version-not-p2sh-script',
    '16: bad-txns-fluxnode-tx-invalid-signature',
    '16: bad-txns-fluxnode-tx-redeemscript-not-multisig',
    '16: bad-txns-fluxnode-tx-invalid-signature',
  ]);
});
