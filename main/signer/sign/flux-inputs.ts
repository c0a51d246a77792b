// Fills the scriptSigs of a Flux version 4 transaction: P2PKH, and P2SH multisig whole or in part (ZIP-243, RFC 6979, low S).
import { concatBytes, equalBytes } from '../../../shared/crypto/bytes';
import { compactToDer, derToCompact } from '../../../shared/crypto/der';
import type { Ecc } from '../../../shared/crypto/ecc';
import { hash160 } from '../../../shared/crypto/hashes';
import { AppError } from '../../../shared/errors/app-error';
import { OP, buildScript, pushedItems } from '../../../shared/flux/script';
import { classifyScript, type MultisigTemplate } from '../../../shared/flux/script-templates';
import { SIGHASH_ALL } from '../../../shared/flux/sighash-types';
import { Zip243Hasher } from '../../../shared/flux/sighash-zip243';
import type { FluxTransaction } from '../../../shared/flux/transaction';

/** What is needed to sign one input. Keys belong to the caller, who wipes them. */
export interface FluxInputToSign {
  /** Output script that is spent. */
  readonly script: Uint8Array;
  /** Satoshi of that output. */
  readonly amount: bigint;
  readonly privateKey: Uint8Array;
  /** Public key of `privateKey` where the caller has derived it anyway; saves a point multiplication. */
  readonly publicKey?: Uint8Array;
  /** Needed for P2SH: the script whose hash is paid. */
  readonly redeemScript?: Uint8Array;
  /** Further keys of a multisig that sign in the same step. */
  readonly cosignerKeys?: readonly Uint8Array[];
}

/** A filled input. `missing` counts the signatures that a multisig still needs. */
export interface FilledInput {
  readonly script: Uint8Array;
  readonly missing: number;
}

/** Signs one hash for one input; closes over the shared digests. */
interface InputSigner {
  readonly hash: (scriptCode: Uint8Array) => Uint8Array;
  readonly hashType: number;
  readonly ecc: Ecc;
}

function refuse(code: string, message: string, index: number): never {
  throw new AppError(code, message, { context: { input: index } });
}

function signatureBytes(compact: Uint8Array, hashType: number): Uint8Array {
  return concatBytes(compactToDer(compact), Uint8Array.of(hashType));
}

/** The form of the public key that a P2PKH output was made with, or null when the key is another one. */
function publicKeyFor(input: FluxInputToSign, hash: Uint8Array, ecc: Ecc): Uint8Array | null {
  const { privateKey, publicKey } = input;
  if (publicKey !== undefined) return equalBytes(hash160(publicKey), hash) ? publicKey : null;
  for (const compressed of [true, false]) {
    const point = ecc.pointFromScalar(privateKey, compressed);
    if (point !== null && equalBytes(hash160(point), hash)) return point;
  }
  return null;
}

function fillP2pkh(input: FluxInputToSign, hash: Uint8Array, index: number, signer: InputSigner): FilledInput {
  const publicKey = publicKeyFor(input, hash, signer.ecc);
  if (publicKey === null) return refuse('sign/wrong-key', 'the key does not own this output', index);
  const signature = signer.ecc.sign(signer.hash(input.script), input.privateKey);
  return { script: buildScript([signatureBytes(signature, signer.hashType), publicKey]), missing: 0 };
}

/** Signatures that an input already carries, by the place of their key; those that fit no key are dropped. */
function signaturesPresent(scriptSig: Uint8Array, template: MultisigTemplate, hash: Uint8Array, signer: InputSigner): (Uint8Array | undefined)[] {
  const found = new Array<Uint8Array | undefined>(template.publicKeys.length).fill(undefined);
  for (const item of (pushedItems(scriptSig) ?? []).slice(1, -1)) {
    if (item[item.length - 1] !== signer.hashType || item.length < 9) continue;
    try {
      const compact = derToCompact(item.subarray(0, -1));
      const place = template.publicKeys.findIndex((key, at) => found[at] === undefined && signer.ecc.isPoint(key) && signer.ecc.verify(hash, key, compact, true));
      if (place >= 0) found[place] = item;
    } catch {
      // Broken DER, or r or s outside the group: this is no signature, and a fresh one can take its place.
      continue;
    }
  }
  return found;
}

function fillMultisig(input: FluxInputToSign, redeemScript: Uint8Array, template: MultisigTemplate, present: Uint8Array, index: number, signer: InputSigner): FilledInput {
  const { ecc } = signer;
  const hash = signer.hash(redeemScript);
  const signatures = signaturesPresent(present, template, hash, signer);
  for (const key of [input.privateKey, ...(input.cosignerKeys ?? [])]) {
    const forms = [true, false].map((compressed) => ecc.pointFromScalar(key, compressed));
    const place = template.publicKeys.findIndex((listed) => forms.some((form) => form !== null && equalBytes(form, listed)));
    if (place < 0) refuse('sign/wrong-key', 'the key is not in the redeem script', index);
    signatures[place] = signatureBytes(ecc.sign(hash, key), signer.hashType);
  }
  const made = signatures.filter((signature) => signature !== undefined);
  if (made.length >= template.required) return { script: buildScript([OP[0], ...made.slice(0, template.required), redeemScript]), missing: 0 };
  // While signatures are missing, each key has a place of its own, empty until it signs: other wallets read this form.
  return { script: buildScript([OP[0], ...signatures.map((signature) => signature ?? OP[0]), redeemScript]), missing: template.required - made.length };
}

function fillInput(input: FluxInputToSign, present: Uint8Array, index: number, signer: InputSigner): FilledInput {
  if (!signer.ecc.isPrivate(input.privateKey)) refuse('sign/bad-key', 'not a private key', index);
  const template = classifyScript(input.script);
  if (template.kind === 'p2pkh') return fillP2pkh(input, template.hash, index, signer);
  if (template.kind !== 'p2sh') return refuse('sign/unsupported-script', 'this kind of output cannot be spent here', index);
  const { redeemScript } = input;
  if (redeemScript === undefined || !equalBytes(hash160(redeemScript), template.hash)) return refuse('sign/wrong-redeem-script', 'the redeem script is missing or another one', index);
  const inner = classifyScript(redeemScript);
  if (inner.kind !== 'multisig') return refuse('sign/unsupported-script', 'the redeem script is not a multisig', index);
  return fillMultisig(input, redeemScript, inner, present, index, signer);
}

/**
 * The scriptSig of every input, unchecked: `signFluxTransaction` is what the wallet calls.
 * Signatures that a multisig input of `tx` already carries are kept.
 * @param hashTypes hash type by input; all but SIGHASH_ALL leave parts of the transaction open to change
 * @throws AppError `sign/wrong-key` | `sign/bad-key` | `sign/unsupported-script` | `sign/wrong-redeem-script`
 */
export function fillFluxInputs(tx: FluxTransaction, inputs: readonly FluxInputToSign[], ecc: Ecc, hashTypes: readonly number[] = []): FilledInput[] {
  const hasher = new Zip243Hasher(tx);
  return inputs.map((input, index) => {
    const hashType = hashTypes[index] ?? SIGHASH_ALL;
    const hash = (scriptCode: Uint8Array): Uint8Array => hasher.hash({ index, scriptCode, amount: input.amount }, hashType);
    return fillInput(input, tx.inputs[index]?.script ?? new Uint8Array(0), index, { hash, hashType, ecc });
  });
}
