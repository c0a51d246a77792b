// What a payment link says, whatever its form.
import type { AssetId } from '../chains/ids';
import { AppError, type ErrorContext } from '../errors/app-error';

export interface PaymentRequest {
  /** Coin or token, and with it the chain. */
  readonly asset: AssetId;
  /** As written in the link; whether it is an address of that chain and network is for the address codecs to say. */
  readonly address: string;
  /** Base units, above zero; null when the link leaves the amount open. */
  readonly amount: bigint | null;
  /** Name of the payee and purpose: text of a stranger, for showing only. */
  readonly label: string | null;
  readonly message: string | null;
}

/** Links longer than this are refused unread. */
export const MAX_URI_LENGTH = 2000;
/** Bound of label and message, in characters. */
export const MAX_TEXT_LENGTH = 200;

/** An error of this folder. */
export function uriError(what: string, message: string, context: ErrorContext = {}): AppError {
  return new AppError(`uri/${what}`, message, { context });
}
