// A reviewed payment on the Flux main chain, signed whole: every input by its own key, a multisig by as many as its script asks for.

import type { Ecc } from '../../../shared/crypto/ecc';
import { AppError } from '../../../shared/errors/app-error';
import { signFluxTransaction } from './flux';
import type { KeySource } from './keys';
import type { FluxSignable } from './signable';

/** @throws AppError `sign/incomplete` when another's key has to sign too, and as `signFluxTransaction` */
export function signFluxPayment(signable: FluxSignable, keysOf: KeySource, ecc: Ecc): { raw: Uint8Array; txid: string } {
  const inputs = signable.inputs.map((input) => {
    const { first, others } = keysOf(input.key);
    const { redeemScript, publicKey } = input.own;
    const single = { script: input.script, amount: input.value, privateKey: first };
    return redeemScript === null ? { ...single, publicKey } : { ...single, redeemScript, cosignerKeys: others };
  });
  const { complete, missing, raw, txid } = signFluxTransaction({ tx: signable.tx, inputs, ecc });
  if (!complete) throw new AppError('sign/incomplete', 'another key has to sign too, and this wallet does not have it', { context: { missing: Math.max(...missing) } });
  return { raw, txid };
}
