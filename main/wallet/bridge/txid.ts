// Transaction ids as the operator may write them, brought into the wallet's form: lower case, with 0x on EVM chains.

import { isEvmChain, type ChainId } from '../../../shared/chains/ids';

/** The id of a transaction on a chain of the wallet, or null when the text can be none. */
export function txidOn(chain: ChainId, text: string): string | null {
  const match = /^(?:0x)?([0-9a-f]{64})$/.exec(text.trim().toLowerCase());
  if (!match) return null;
  return isEvmChain(chain) ? `0x${match[1]}` : match[1] ?? null;
}

/** A form in which two writings of an id are equal. */
export function txidKey(text: string): string {
  return text.trim().toLowerCase().replace(/^0x/, '');
}

/** Whether two writings name the same address: EVM addresses in any case of letters. */
export function sameAddress(left: string, right: string): boolean {
  return left === right || (/^0x/i.test(left) && left.toLowerCase() === right.toLowerCase());
}
