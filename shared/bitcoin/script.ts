// Standard output scripts of Bitcoin: P2PKH, P2SH (BIP16), witness programs (BIP141) with P2WPKH, P2WSH and P2TR (BIP341), OP_RETURN.

import { hash160 } from '../crypto/hashes';
import { AppError } from '../errors/app-error';
import { OP, buildScript, tryParseScript } from '../flux/script';

/** Who can spend. `program` of a witness output has 2 to 40 bytes. */
export type BitcoinDestination =
  | { readonly kind: 'p2pkh' | 'p2sh'; readonly hash: Uint8Array }
  | { readonly kind: 'witness'; readonly version: number; readonly program: Uint8Array };

export type BitcoinScriptKind = 'p2pkh' | 'p2sh' | 'p2wpkh' | 'p2wsh' | 'p2tr' | 'witness-unknown' | 'op-return' | 'other';

function sized(bytes: Uint8Array, size: number): Uint8Array {
  if (bytes.length !== size) throw new AppError('script/bad-hash', 'wrong size for this kind of script', { context: { length: bytes.length, size } });
  return bytes;
}

/** OP_n and one direct push. */
function witnessScript(version: number, program: Uint8Array): Uint8Array {
  const script = new Uint8Array(program.length + 2);
  script[0] = version === 0 ? OP[0] : OP[1] + version - 1;
  script[1] = program.length;
  script.set(program, 2);
  return script;
}

/** The output script of a destination. @throws AppError `script/bad-hash` */
export function scriptOfDestination(destination: BitcoinDestination): Uint8Array {
  switch (destination.kind) {
    case 'p2pkh': return buildScript([OP.DUP, OP.HASH160, sized(destination.hash, 20), OP.EQUALVERIFY, OP.CHECKSIG]);
    case 'p2sh': return buildScript([OP.HASH160, sized(destination.hash, 20), OP.EQUAL]);
    case 'witness': return witnessScript(destination.version, destination.program);
  }
}

/** P2PKH of a public key in the form given (33 or 65 bytes). */
export function p2pkhScript(publicKey: Uint8Array): Uint8Array {
  return scriptOfDestination({ kind: 'p2pkh', hash: hash160(publicKey) });
}

/** P2WPKH of a compressed public key. @throws AppError `script/uncompressed-key`: BIP143 makes such coins unspendable */
export function p2wpkhScript(publicKey: Uint8Array): Uint8Array {
  if (publicKey.length !== 33) throw new AppError('script/uncompressed-key', 'segwit needs a compressed public key');
  return witnessScript(0, hash160(publicKey));
}

/** P2WPKH inside P2SH (BIP141): what the output's script hash names is the P2WPKH script. */
export function p2shP2wpkhScript(publicKey: Uint8Array): Uint8Array {
  return scriptOfDestination({ kind: 'p2sh', hash: hash160(p2wpkhScript(publicKey)) });
}

/** P2TR of an output key, x-only. */
export function p2trScript(outputKey: Uint8Array): Uint8Array {
  return witnessScript(1, sized(outputKey, 32));
}

/** The destination of a standard script, or null (data, bare keys, bare multisig, anything else). */
export function destinationOfScript(script: Uint8Array): BitcoinDestination | null {
  const [first, second] = script;
  if (first === undefined || second === undefined) return null;
  if (script.length === 25 && first === OP.DUP && second === OP.HASH160 && script[2] === 20 && script[23] === OP.EQUALVERIFY && script[24] === OP.CHECKSIG) return { kind: 'p2pkh', hash: script.slice(3, 23) };
  if (script.length === 23 && first === OP.HASH160 && second === 20 && script[22] === OP.EQUAL) return { kind: 'p2sh', hash: script.slice(2, 22) };
  if (script.length >= 4 && script.length <= 42 && second === script.length - 2 && (first === OP[0] || (first >= OP[1] && first <= OP[16]))) {
    return { kind: 'witness', version: first === OP[0] ? 0 : first - OP[1] + 1, program: script.slice(2) };
  }
  return null;
}

/** What an output script is, for display and for dust rules. */
export function classifyBitcoinScript(script: Uint8Array): BitcoinScriptKind {
  const destination = destinationOfScript(script);
  if (destination !== null && destination.kind !== 'witness') return destination.kind;
  if (destination !== null) {
    const size = destination.program.length;
    if (destination.version === 0) return size === 20 ? 'p2wpkh' : size === 32 ? 'p2wsh' : 'other';
    return destination.version === 1 && size === 32 ? 'p2tr' : 'witness-unknown';
  }
  const steps = tryParseScript(script);
  return steps?.[0]?.opcode === OP.RETURN && steps.slice(1).every((step) => step.opcode <= OP[16]) ? 'op-return' : 'other';
}
