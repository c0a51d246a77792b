// Cost of signing and checking large Flux transactions against bare curve operations and against another library.
import { bitgo, ECPair, networks, type ECPairInterface } from '@bitgo/utxo-lib';
import * as tiny from 'tiny-secp256k1';
import { toHex } from '../../shared/crypto/bytes';
import { hash160, sha256 } from '../../shared/crypto/hashes';
import { FLUX_BRANCH_ID } from '../../shared/flux/params';
import { p2pkhScript } from '../../shared/flux/script-templates';
import { serializeTransaction, transactionIdOfRaw, transparentTransaction, type FluxTransaction } from '../../shared/flux/transaction';
import { signFluxTransaction } from '../../main/signer/sign/flux';
import { fillFluxInputs, type FluxInputToSign } from '../../main/signer/sign/flux-inputs';
import { useNativeHashes } from '../../main/signer/native-hashes';
import { alternatingRatio, type Bench } from './bench-type';

interface Job {
  readonly tx: FluxTransaction;
  readonly inputs: readonly (FluxInputToSign & { readonly publicKey: Uint8Array })[];
}

const text = (label: string, index: number): Uint8Array => sha256(new TextEncoder().encode(`flux signing bench ${label} ${index}`));

/** A transaction of `count` inputs, each with a key of its own, and two outputs. */
function job(count: number): Job {
  const inputs = Array.from({ length: count }, (_, index) => {
    const privateKey = text('key', index);
    const publicKey = tiny.pointFromScalar(privateKey, true);
    if (publicKey === null) throw new Error('not a key');
    return { script: p2pkhScript(hash160(publicKey)), amount: 100_000_000n + BigInt(index), privateKey, publicKey };
  });
  const tx = transparentTransaction({
    inputs: inputs.map((_, index) => ({ txid: toHex(text('txid', index)), index: index % 7, script: new Uint8Array(0), sequence: 0xffffffff })),
    outputs: inputs.slice(0, 2).map(({ script }) => ({ value: 49_900_000n * BigInt(count), script })),
    lockTime: 0,
    expiryHeight: 3_000_240,
  });
  return { tx, inputs };
}

function bareHashes(count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, index) => text('hash', index));
}

function signAndCheckRatio(): number {
  const { tx, inputs } = job(500);
  const hashes = bareHashes(500);
  const bare = (): void => {
    inputs.forEach(({ privateKey, publicKey }, index) => {
      const hash = hashes[index] ?? privateKey;
      if (!tiny.verify(hash, publicKey, tiny.sign(hash, privateKey))) throw new Error('signature did not verify');
    });
  };
  return alternatingRatio(() => signFluxTransaction({ tx, inputs, ecc: tiny }), bare);
}

function growthRatio(): number {
  const [large, small] = [job(500), job(100)];
  return alternatingRatio(() => signFluxTransaction({ ...large, ecc: tiny }), () => signFluxTransaction({ ...small, ecc: tiny }));
}

function signOnly({ tx, inputs }: Job): { raw: string; txid: string } {
  const filled = fillFluxInputs(tx, inputs, tiny);
  const signed = { ...tx, inputs: tx.inputs.map((input, index) => ({ ...input, script: filled[index]?.script ?? input.script })) };
  const raw = serializeTransaction(signed);
  return { raw: toHex(raw), txid: transactionIdOfRaw(raw) };
}

/** The same transaction through @bitgo/utxo-lib, whose Zcash builder takes Flux's branch id. */
function signWithBitgo({ tx, inputs }: Job, pairs: readonly ECPairInterface[]): { raw: string; txid: string } {
  const builder = new bitgo.ZcashTransactionBuilder<bigint>(networks.zcash);
  builder.setVersion(4, true);
  builder.setVersionGroupId(0x892f2085);
  builder.setConsensusBranchId(FLUX_BRANCH_ID);
  builder.setExpiryHeight(tx.expiryHeight);
  tx.inputs.forEach((input, index) => builder.addInput(input.txid, input.index, input.sequence, Buffer.from(inputs[index]?.script ?? []), inputs[index]?.amount));
  tx.outputs.forEach((output) => builder.addOutput(Buffer.from(output.script), output.value));
  pairs.forEach((keyPair, vin) => builder.sign({ prevOutScriptType: 'p2pkh', vin, keyPair, hashType: 1 }));
  const built = builder.build();
  return { raw: built.toHex(), txid: built.getId() };
}

function againstBitgoRatio(): number {
  const whole = job(500);
  const pairs = whole.inputs.map(({ privateKey }) => ECPair.fromPrivateKey(Buffer.from(privateKey)));
  const [mine, theirs] = [signOnly(whole), signWithBitgo(whole, pairs)];
  if (mine.raw !== theirs.raw || mine.txid !== theirs.txid) throw new Error('the two libraries signed different bytes');
  return alternatingRatio(() => signOnly(whole), () => signWithBitgo(whole, pairs));
}

const bench = (id: string, anchor: string, bar: number, measure: () => number): Bench => ({
  id, issue: 2, anchor, bar, unit: 'ratio',
  run: () => {
    // As the signer's process does when it starts.
    useNativeHashes();
    return Promise.resolve({ value: measure() });
  },
});

export const benches: Bench[] = [
  bench('flux/sign-and-check-500', '500 bare signatures and 500 bare verifications', 1.25, signAndCheckRatio),
  bench('flux/sign-and-check-growth', 'the same with 100 inputs', 6, growthRatio),
  bench('flux/sign-500-library', '@bitgo/utxo-lib signing the same transaction', 0.35, againstBitgoRatio),
];
