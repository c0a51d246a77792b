// ERC-20 calls (EIP-20): transfer, approve and transferFrom as a 4-byte selector and 32-byte words, strict in both directions.

import { concatBytes, equalBytes, fromHex, toHex } from '../crypto/bytes';
import { AppError } from '../errors/app-error';

const SELECTOR = { transfer: fromHex('a9059cbb'), approve: fromHex('095ea7b3'), transferFrom: fromHex('23b872dd') } as const;
/** The amount by which wallets approve "everything, for ever". */
export const UNLIMITED = (1n << 256n) - 1n;

/** Addresses have 20 bytes; amounts are base units of the token. */
export type Erc20Call =
  | { readonly method: 'transfer'; readonly to: Uint8Array; readonly amount: bigint }
  | { readonly method: 'approve'; readonly spender: Uint8Array; readonly amount: bigint }
  | { readonly method: 'transferFrom'; readonly from: Uint8Array; readonly to: Uint8Array; readonly amount: bigint };

function addressWord(address: Uint8Array): Uint8Array {
  if (address.length !== 20) throw new AppError('evm/bad-address', 'an address has 20 bytes', { context: { length: address.length } });
  return concatBytes(new Uint8Array(12), address);
}

function amountWord(amount: bigint): Uint8Array {
  if (amount < 0n || amount > UNLIMITED) throw new AppError('evm/out-of-range', 'number does not fit 256 bits');
  return fromHex(amount.toString(16).padStart(64, '0'));
}

/** Call data of an ERC-20 call. */
export function encodeErc20(call: Erc20Call): Uint8Array {
  const amount = amountWord(call.amount);
  switch (call.method) {
    case 'transfer': return concatBytes(SELECTOR.transfer, addressWord(call.to), amount);
    case 'approve': return concatBytes(SELECTOR.approve, addressWord(call.spender), amount);
    case 'transferFrom': return concatBytes(SELECTOR.transferFrom, addressWord(call.from), addressWord(call.to), amount);
  }
}

/** The call in `data`, or null unless it is exactly one of these three: no extra bytes, no stray bits above an address. */
export function decodeErc20(data: Uint8Array): Erc20Call | null {
  const selector = data.subarray(0, 4);
  const words = (data.length - 4) / 32;
  const address = (place: number): Uint8Array | null => {
    const start = 4 + 32 * place;
    return data.subarray(start, start + 12).every((byte) => byte === 0) ? data.slice(start + 12, start + 32) : null;
  };
  const amount = (): bigint => BigInt(`0x${toHex(data.subarray(-32))}`);
  if (words === 2) {
    const party = address(0);
    if (party === null) return null;
    if (equalBytes(selector, SELECTOR.transfer)) return { method: 'transfer', to: party, amount: amount() };
    if (equalBytes(selector, SELECTOR.approve)) return { method: 'approve', spender: party, amount: amount() };
  }
  if (words === 3 && equalBytes(selector, SELECTOR.transferFrom)) {
    const [from, to] = [address(0), address(1)];
    if (from !== null && to !== null) return { method: 'transferFrom', from, to, amount: amount() };
  }
  return null;
}
