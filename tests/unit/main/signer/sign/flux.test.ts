// The Flux signer: bytes equal to other libraries', multisig in parts, and every request that must be refused.
import { bitgo, ECPair, networks } from '@bitgo/utxo-lib';
import { BIP32Factory } from 'bip32';
import { mnemonicToSeedSync } from 'bip39';
import fc from 'fast-check';
import * as tiny from 'tiny-secp256k1';
import { fromHex, toHex } from '../../../../../shared/crypto/bytes';
import type { Ecc } from '../../../../../shared/crypto/ecc';
import { hash160, sha256 } from '../../../../../shared/crypto/hashes';
import { startSigners } from '../../../../../shared/flux/fluxnode-rules';
import { parseFluxNodeTransaction, type FluxNodeStart } from '../../../../../shared/flux/fluxnode-transaction';
import { FLUX_BRANCH_ID, FLUX_MAINNET, MAX_MONEY } from '../../../../../shared/flux/params';
import { pushedItems } from '../../../../../shared/flux/script';
import { multisigScript, opReturnScript, p2pkhScript, p2shScript } from '../../../../../shared/flux/script-templates';
import { P2PKH_INPUT_SIZE, P2PKH_UNCOMPRESSED_INPUT_SIZE, transactionSizeBound } from '../../../../../shared/flux/size';
import { Zip243Hasher } from '../../../../../shared/flux/sighash-zip243';
import { parseTransaction, transparentTransaction, type FluxTransaction } from '../../../../../shared/flux/transaction';
import { decodeWif } from '../../../../../shared/flux/wif';
import { signFluxNodeStart, signFluxTransaction } from '../../../../../main/signer/sign/flux';
import type { FluxInputToSign } from '../../../../../main/signer/sign/flux-inputs';
import hd from '../../../../vectors/crypto/flux_hd_and_signed_tx.json';
import live from '../../../../vectors/flux-transactions.json';
import nodes from '../../../../vectors/flux-fluxnode-tx.json';

const ecc: Ecc = tiny;
const code = (text: string): Error => expect.objectContaining({ code: text });
const privateKey = (seed: number): Uint8Array => sha256(Uint8Array.of(seed));
const pointOf = (key: Uint8Array, compressed = true): Uint8Array => tiny.pointFromScalar(key, compressed) ?? new Uint8Array(0);
const p2pkhOf = (key: Uint8Array, compressed = true): Uint8Array => p2pkhScript(hash160(pointOf(key, compressed)));
const unsigned = (count: number, outputs: FluxTransaction['outputs']): FluxTransaction => transparentTransaction({
  inputs: Array.from({ length: count }, (_, index) => ({ txid: toHex(sha256(Uint8Array.of(99, index))), index, script: new Uint8Array(0), sequence: 0xffffffff })),
  outputs, lockTime: 0, expiryHeight: 3_000_000,
});
const [k1, k2, k3] = [privateKey(1), privateKey(2), privateKey(3)];
const pay = { value: 1000n, script: p2pkhOf(k3) };
const own = { script: p2pkhOf(k1), amount: 5000n, privateKey: k1 };

describe('the same bytes as other libraries', () => {
  const root = BIP32Factory(tiny).fromSeed(mnemonicToSeedSync(hd.mnemonic, hd.passphrase));
  test.each(hd.transactions.map((row, index) => [index, row] as const))('transaction %d of four implementations', (_, row) => {
    const parsed = parseTransaction(fromHex(row.signedHex));
    const inputs = row.inputs.map(({ path, scriptPubKey, value }) => ({ script: fromHex(scriptPubKey), amount: BigInt(value), privateKey: Uint8Array.from(root.derivePath(path).privateKey ?? []) }));
    const hasher = new Zip243Hasher(parsed);
    inputs.forEach(({ script, amount }, index) => expect(toHex(hasher.hash({ index, scriptCode: script, amount }, 1))).toBe(row.sighashes[index]));
    const bare = { ...parsed, inputs: parsed.inputs.map((input) => ({ ...input, script: new Uint8Array(0) })) };
    const signed = signFluxTransaction({ tx: bare, inputs, ecc });
    expect([toHex(signed.raw), signed.txid, signed.complete]).toEqual([row.signedHex, row.txid, true]);
  });

  test('the deterministic build of a Flux library', () => {
    const vector = live.vectors.find((row) => row.private_key !== undefined);
    if (vector === undefined) throw new Error('the vector is gone');
    const parsed = parseTransaction(fromHex(vector.raw));
    const key = vector.private_key?.length === 64 ? fromHex(vector.private_key) : decodeWif(vector.private_key ?? '', FLUX_MAINNET).privateKey;
    const inputs = (vector.prevouts ?? []).map((prevout) => ({ script: fromHex(prevout.script_pub_key), amount: BigInt(prevout.value), privateKey: key }));
    expect(toHex(signFluxTransaction({ tx: { ...parsed, inputs: parsed.inputs.map((input) => ({ ...input, script: new Uint8Array(0) })) }, inputs, ecc }).raw)).toBe(vector.raw);
  });

  test('@bitgo/utxo-lib with Flux\'s branch id, for any amounts and counts', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(255), fc.bigInt({ min: 2000n, max: 10n ** 15n })), { minLength: 1, maxLength: 5 }), fc.nat(400_000_000), (coins, expiryHeight) => {
      const tx = { ...unsigned(coins.length, [{ value: coins.reduce((sum, [, amount]) => sum + amount, 0n) - 700n, script: pay.script }, { value: 600n, script: p2shScript(hash160(k2)) }]), expiryHeight };
      const inputs = coins.map(([seed, amount]) => ({ script: p2pkhOf(privateKey(seed)), amount, privateKey: privateKey(seed) }));
      const builder = new bitgo.ZcashTransactionBuilder<bigint>(networks.zcash);
      builder.setVersion(4, true);
      builder.setVersionGroupId(0x892f2085);
      builder.setConsensusBranchId(FLUX_BRANCH_ID);
      builder.setExpiryHeight(expiryHeight);
      tx.inputs.forEach((input, index) => builder.addInput(input.txid, input.index, input.sequence, Buffer.from(inputs[index]?.script ?? []), inputs[index]?.amount));
      tx.outputs.forEach((output) => builder.addOutput(Buffer.from(output.script), output.value));
      inputs.forEach((input, vin) => builder.sign({ prevOutScriptType: 'p2pkh', vin, keyPair: ECPair.fromPrivateKey(Buffer.from(input.privateKey)), hashType: 1 }));
      const theirs = builder.build();
      const mine = signFluxTransaction({ tx, inputs, ecc });
      expect([toHex(mine.raw), mine.txid]).toEqual([theirs.toHex(), theirs.getId()]);
    }), { numRuns: 15 });
  });
});

describe('keys and scripts', () => {
  test('uncompressed keys, and a public key that is known already', () => {
    const long = { ...own, script: p2pkhOf(k1, false) };
    const signed = signFluxTransaction({ tx: unsigned(1, [pay]), inputs: [long], ecc });
    expect(pushedItems(signed.tx.inputs[0]?.script ?? k1)?.[1]).toHaveLength(65);
    expect(transactionSizeBound([P2PKH_UNCOMPRESSED_INPUT_SIZE], [pay.script]) - signed.raw.length).toBeLessThanOrEqual(3);
    const known = signFluxTransaction({ tx: unsigned(1, [pay]), inputs: [{ ...own, publicKey: pointOf(k1) }], ecc });
    expect(toHex(known.raw)).toBe(toHex(signFluxTransaction({ tx: unsigned(1, [pay]), inputs: [own], ecc }).raw));
    expect(transactionSizeBound([P2PKH_INPUT_SIZE], [pay.script]) - known.raw.length).toBeLessThanOrEqual(3);
  });

  test('a note next to a payment', () => {
    const signed = signFluxTransaction({ tx: unsigned(1, [pay, { value: 0n, script: opReturnScript(k1) }]), inputs: [own], ecc });
    expect(signed.complete).toBe(true);
  });

  describe('2-of-3 multisig', () => {
    const keys = [k1, k2, k3];
    const redeemScript = multisigScript(2, keys.map((key) => pointOf(key)));
    const coin = { script: p2shScript(hash160(redeemScript)), amount: 5000n, redeemScript };
    const tx = unsigned(1, [pay]);

    test('in one step, in two steps of any order, from parts signed apart: one and the same result', () => {
      const whole = signFluxTransaction({ tx, inputs: [{ ...coin, privateKey: k1, cosignerKeys: [k3] }], ecc });
      expect([whole.complete, whole.missing]).toEqual([true, [0]]);
      for (const [first, second] of [[k1, k3], [k3, k1]] as const) {
        const part = signFluxTransaction({ tx, inputs: [{ ...coin, privateKey: first }], ecc });
        expect([part.complete, part.missing]).toEqual([false, [1]]);
        expect(pushedItems(part.tx.inputs[0]?.script ?? k1)).toHaveLength(5);
        const done = signFluxTransaction({ tx: parseTransaction(part.raw), inputs: [{ ...coin, privateKey: second }], ecc });
        expect([toHex(done.raw), done.complete]).toEqual([toHex(whole.raw), true]);
        expect(toHex(signFluxTransaction({ tx: parseTransaction(part.raw), inputs: [{ ...coin, privateKey: first }], ecc }).raw)).toBe(toHex(part.raw));
      }
    });

    test('signatures for another transaction or of no key are dropped', () => {
      const elsewhere = signFluxTransaction({ tx: { ...tx, lockTime: 1 }, inputs: [{ ...coin, privateKey: k1 }], ecc });
      const carried = { ...tx, inputs: tx.inputs.map((input, index) => ({ ...input, script: elsewhere.tx.inputs[index]?.script ?? input.script })) };
      expect(signFluxTransaction({ tx: carried, inputs: [{ ...coin, privateKey: k3 }], ecc }).missing).toEqual([1]);
    });

    test('the redeem script must be the one that is paid, and hold the key', () => {
      expect(() => signFluxTransaction({ tx, inputs: [{ ...coin, privateKey: privateKey(4) }], ecc })).toThrow(code('sign/wrong-key'));
      expect(() => signFluxTransaction({ tx, inputs: [{ ...coin, redeemScript: undefined, privateKey: k1 }], ecc })).toThrow(code('sign/wrong-redeem-script'));
      expect(() => signFluxTransaction({ tx, inputs: [{ ...coin, redeemScript: multisigScript(1, [pointOf(k1)]), privateKey: k1 }], ecc })).toThrow(code('sign/wrong-redeem-script'));
      const other = p2pkhOf(k1);
      expect(() => signFluxTransaction({ tx, inputs: [{ script: p2shScript(hash160(other)), redeemScript: other, amount: 5000n, privateKey: k1 }], ecc })).toThrow(code('sign/unsupported-script'));
    });
  });
});

describe('refuses', () => {
  const tx = unsigned(1, [pay]);
  test.each<readonly [string, FluxTransaction, readonly FluxInputToSign[]]>([
    ['sign/wrong-key', tx, [{ ...own, privateKey: k2 }]],
    ['sign/wrong-key', tx, [{ ...own, publicKey: pointOf(k2) }]],
    ['sign/bad-key', tx, [{ ...own, privateKey: new Uint8Array(32) }]],
    ['sign/bad-key', tx, [{ ...own, privateKey: new Uint8Array(31) }]],
    ['sign/unsupported-script', tx, [{ ...own, script: fromHex('51') }]],
    ['sign/input-count', tx, []],
    ['sign/input-count', tx, [own, own]],
    ['sign/bad-amount', tx, [{ ...own, amount: -1n }]],
    ['sign/bad-amount', tx, [{ ...own, amount: MAX_MONEY + 1n }]],
    ['sign/outputs-exceed-inputs', tx, [{ ...own, amount: 999n }]],
    ['sign/invalid-transaction', unsigned(1, []), [own]],
    ['sign/invalid-transaction', { ...tx, inputs: [...tx.inputs, ...tx.inputs] }, [own, own]],
    ['sign/unsupported-transaction', { ...tx, version: 3 }, [own]],
    ['sign/unsupported-transaction', { ...tx, version: 1, overwintered: false, expiryHeight: 0 }, [own]],
    ['sign/unsupported-transaction', { ...tx, shielded: { ...tx.shielded, spends: [new Uint8Array(384)] } }, [own]],
  ])('%s', (expected, request, inputs) => {
    expect(() => signFluxTransaction({ tx: request, inputs, ecc })).toThrow(code(expected));
  });

  test('to hand out what does not verify', () => {
    const liar: Ecc = { ...tiny, sign: (hash, key) => tiny.sign(sha256(hash), key) };
    expect(() => signFluxTransaction({ tx, inputs: [own], ecc: liar })).toThrow(code('sign/self-check-failed'));
    const redeemScript = multisigScript(2, [pointOf(k1), pointOf(k2)]);
    expect(() => signFluxTransaction({ tx, inputs: [{ script: p2shScript(hash160(redeemScript)), redeemScript, amount: 5000n, privateKey: k1 }], ecc: liar })).toThrow(code('sign/self-check-failed'));
    // A public key that hashes right but belongs to another private key.
    expect(() => signFluxTransaction({ tx, inputs: [{ script: p2pkhOf(k2), amount: 5000n, privateKey: k1, publicKey: pointOf(k2) }], ecc })).toThrow(code('sign/self-check-failed'));
  });
});

describe('FluxNode START', () => {
  const known = nodes.vectors.filter((vector) => vector.keys !== undefined && !vector.name.includes('would be rejected'));
  const startOf = (raw: string): FluxNodeStart => {
    const tx = parseFluxNodeTransaction(fromHex(raw));
    if (tx.kind !== 'start') throw new Error('a START was expected');
    return { ...tx, signature: new Uint8Array(0) };
  };

  test.each(known.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
    const start = startOf(vector.raw);
    const signer = vector.recovered_signer_pubkey;
    // The delegate's key is written as "00..01": the number one.
    const { collateral_wif: owner } = vector.keys ?? {};
    const key = owner === undefined ? fromHex('01'.padStart(64, '0')) : decodeWif(owner, FLUX_MAINNET).privateKey;
    const signed = signFluxNodeStart({ start, privateKey: key, delegates: [fromHex(signer)], ecc });
    expect([toHex(signed.raw), signed.txid]).toEqual([vector.raw, vector.txid]);
  });

  const start = startOf(known.find((vector) => vector.name.startsWith('v6 normal'))?.raw ?? '');
  const mine: FluxNodeStart = { ...start, owner: { kind: 'key', publicKey: pointOf(k1) } };

  test('by the owner only, or by a delegate that is named', () => {
    expect(startSigners(signFluxNodeStart({ start: mine, privateKey: k1, ecc }).tx)).toEqual([pointOf(k1)]);
    expect(() => signFluxNodeStart({ start: mine, privateKey: k2, ecc })).toThrow(code('sign/wrong-key'));
    const delegated: FluxNodeStart = { ...mine, delegates: { kind: 'signing', version: 1 } };
    expect(() => signFluxNodeStart({ start: delegated, privateKey: k1, ecc })).toThrow(code('sign/wrong-key'));
    expect(signFluxNodeStart({ start: delegated, privateKey: k2, delegates: [pointOf(k2)], ecc }).tx.delegates).toEqual({ kind: 'signing', version: 1 });
  });

  test('not when a node would refuse it', () => {
    for (const wrong of [{ ...mine, extraBits: 0x200 }, { ...mine, nodePublicKey: new Uint8Array(33) }, { ...mine, delegates: { kind: 'unused' as const } }]) {
      expect(() => signFluxNodeStart({ start: wrong, privateKey: k1, ecc })).toThrow(code('sign/invalid-start'));
    }
    expect(() => signFluxNodeStart({ start: mine, privateKey: new Uint8Array(32), ecc })).toThrow(code('sign/bad-key'));
    const liar: Ecc = { ...tiny, signRecoverable: (hash, key) => tiny.signRecoverable(sha256(hash), key) };
    expect(() => signFluxNodeStart({ start: mine, privateKey: k1, ecc: liar })).toThrow(code('sign/self-check-failed'));
  });
});
