// Finding outputs in raw transactions: real Flux and Bitcoin ones of every format, with the ids that explorers give them.

import fluxVectors from '../../../../vectors/fluxd-regtest-main.json';
import psbts from '../../../../vectors/crypto/psbt_bip174_371_bitcoinjs.json';
import { Psbt, Transaction } from 'bitcoinjs-lib';
import { fromHex, toDisplayHash, toHex } from '../../../../../shared/crypto/bytes';
import { sha256d } from '../../../../../shared/crypto/hashes';
import { AppError } from '../../../../../shared/errors/app-error';
import { locateOutputs } from '../../../../../main/signer/review/utxo/locate-outputs';

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'ok';
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return thrown.code;
  }
};

it('finds every output of the Flux transactions that fluxd accepted, and hashes to their ids', () => {
  let outputs = 0;
  for (const { hex, txid, outputs: listed } of fluxVectors.accepted) {
    const raw = fromHex(hex);
    if (listed === undefined || raw[0] !== 4) continue;
    const located = locateOutputs(raw, 'flux');
    expect(toDisplayHash(sha256d(located.hashed))).toBe(txid);
    listed.forEach(({ value, scriptPubKey }, index) => {
      expect(located.at(index)).toEqual({ value: BigInt(value), script: fromHex(scriptPubKey) });
      outputs += 1;
    });
    expect(located.at(listed.length)).toBeNull();
  }
  expect(outputs).toBeGreaterThan(20);
});

it('finds the outputs of Bitcoin transactions with and without witness', () => {
  const previous = psbts.bip174.finalizer.flatMap(({ psbt }) => Psbt.fromBase64(psbt).data.inputs.flatMap(({ nonWitnessUtxo }) => (nonWitnessUtxo === undefined ? [] : [Uint8Array.from(nonWitnessUtxo)])));
  const raws: Uint8Array[] = [...previous, fromHex(psbts.bip174.extractor[0]?.transaction ?? '')];
  expect(raws.some((raw) => raw[4] === 0)).toBe(true);
  expect(raws.some((raw) => raw[4] !== 0)).toBe(true);
  for (const raw of raws) {
    const theirs = Transaction.fromBuffer(raw);
    const located = locateOutputs(raw, 'bitcoin');
    expect(toDisplayHash(sha256d(located.hashed))).toBe(theirs.getId());
    theirs.outs.forEach(({ value, script }, index) => {
      const output = located.at(index);
      expect([output?.value, toHex(output?.script ?? new Uint8Array(0))]).toEqual([value, toHex(script)]);
    });
  }
});

it.each([
  ['a FluxNode START', 'flux', '0500000002' + '00'.repeat(200)],
  ['a FluxNode transaction of version 6', 'flux', '0600000002' + '00'.repeat(200)],
  ['an unknown version group', 'flux', '0400008000000000' + '00'.repeat(20)],
  ['a count that no transaction can have', 'bitcoin', '01000000ff0000000000000001' + '00'.repeat(20)],
  ['a count in a longer form than needed', 'bitcoin', '01000000fd0100' + '00'.repeat(60)],
  ['more inputs than bytes', 'bitcoin', '01000000fdffff' + '00'.repeat(60)],
  ['nothing', 'bitcoin', ''],
] as const)('%s is refused', (_name, chain, hex) => {
  expect(codeOf(() => locateOutputs(fromHex(hex), chain))).toBe('transaction/unknown-format');
});

it('a transaction cut anywhere is refused or has another id', () => {
  const row = fluxVectors.accepted[0];
  const raw = fromHex(row?.hex ?? '');
  for (let length = 0; length < raw.length; length += 1) {
    const cut = raw.subarray(0, length);
    if (codeOf(() => locateOutputs(cut, 'flux')) === 'ok') expect(toDisplayHash(sha256d(locateOutputs(cut, 'flux').hashed))).not.toBe(row?.txid);
  }
});
