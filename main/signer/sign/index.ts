// Signs what was approved: picks the signer by the kind of what the review left behind.

import { AppError } from '../../../shared/errors/app-error';
import type { ScriptType } from '../../../shared/contract/money-path';
import type { ReviewDeps } from '../review/ports';
import { signBitcoinTransaction, type BitcoinSpend } from './bitcoin';
import { signEvmTransaction } from './evm';
import { signFluxPayment } from './flux-payment';
import { keyFor, withPrivateKeys, type KeySource } from './keys';
import { signTextMessage } from './message';
import { signStarts } from './starts';
import type { Signable, SignedBytes } from './signable';

type SignDeps = Pick<ReviewDeps, 'keys' | 'ecc' | 'random'>;

function bitcoinSpend(type: ScriptType): BitcoinSpend {
  if (type === 'p2pkh' || type === 'p2sh-p2wpkh' || type === 'p2wpkh' || type === 'p2tr') return type;
  throw new AppError('sign/unsupported-script', 'this kind of output cannot be spent here', { context: { type } });
}

function signBitcoin(signable: Extract<Signable, { kind: 'bitcoin' }>, keysOf: KeySource, deps: SignDeps): SignedBytes {
  const inputs = signable.inputs.map((input) => ({
    type: bitcoinSpend(input.scriptType), script: input.script, value: input.value, publicKey: input.own.publicKey, privateKey: keysOf(input.key).first,
  }));
  const { raw, txid } = signBitcoinTransaction({ tx: signable.tx, inputs, ecc: deps.ecc, random: deps.random });
  return { kind: 'transaction', chain: 'bitcoin', raw, txid };
}

/**
 * Signs, checks its own signatures on the final bytes, wipes the keys.
 * @throws AppError `sign/...`
 */
export function signApproved(signable: Signable, deps: SignDeps): SignedBytes {
  return withPrivateKeys(deps.keys, (keysOf): SignedBytes => {
    switch (signable.kind) {
      case 'flux': return { kind: 'transaction', chain: 'flux', ...signFluxPayment(signable, keysOf, deps.ecc) };
      case 'bitcoin': return signBitcoin(signable, keysOf, deps);
      case 'evm': {
        const { raw, txid } = signEvmTransaction({ tx: signable.tx, privateKey: keysOf(signable.key).first, from: signable.from, ecc: deps.ecc });
        return { kind: 'transaction', chain: signable.chain, raw, txid };
      }
      case 'message': {
        const { message, scheme, own } = signable;
        const privateKey = keyFor(own.publicKey, keysOf(signable.key), deps.ecc);
        const signature = signTextMessage({ message, scheme, privateKey, publicKey: own.publicKey, ecc: deps.ecc });
        return { kind: 'message', signature, address: own.address };
      }
      case 'starts': return { kind: 'starts', ...signStarts(signable, keysOf, deps.ecc) };
    }
  });
}
