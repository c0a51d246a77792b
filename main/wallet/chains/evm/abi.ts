// The few pieces of the contract ABI that reading needs: ERC-20 reads and its Transfer and Approval events (EIP-20).

import { fromHex } from '../../../../shared/crypto/bytes';
import { plainText } from '../exact-json';
import { padAddress } from './hex';

export const TRANSFER_TOPIC = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef';
export const SELECTORS = { balanceOf: '0x70a08231', decimals: '0x313ce567', symbol: '0x95d89b41', name: '0x06fdde03', transfer: '0xa9059cbb', approve: '0x095ea7b3' } as const;
/** GasPriceOracle.getL1Fee(bytes) of the OP stack. */
export const L1_FEE_ORACLE = '0x420000000000000000000000000000000000000f';
const GET_L1_FEE = '0x49948e0e';

export const balanceOfCall = (owner: string): string => `${SELECTORS.balanceOf}${padAddress(owner)}`;

/** Call data of getL1Fee for a serialised transaction. */
export function l1FeeCall(transaction: string): string {
  const bytes = transaction.slice(2);
  const word = (value: number) => value.toString(16).padStart(64, '0');
  return `${GET_L1_FEE}${word(32)}${word(bytes.length / 2)}${bytes.padEnd(Math.ceil(bytes.length / 64) * 64, '0')}`;
}

/** A uint256 answer, or null when the answer is no single word. */
export function decodeUint(data: string): bigint | null {
  return data.length === 66 ? BigInt(data) : null;
}

/** A `string` answer, or the bytes32 that old tokens give; cleaned, at most 60 characters. Null when it is neither. */
export function decodeText(data: string): string | null {
  const hex = data.slice(2);
  let bytes: Uint8Array | null = null;
  if (hex.length === 64) bytes = fromHex(hex.replace(/(00)+$/, ''));
  else if (hex.length >= 128) {
    const length = Number(BigInt(`0x${hex.slice(64, 128)}`));
    if (length <= 400 && hex.length >= 128 + length * 2) bytes = fromHex(hex.slice(128, 128 + length * 2));
  }
  if (bytes === null) return null;
  const text = plainText(new TextDecoder('utf-8').decode(bytes), 60);
  return text === '' ? null : text;
}
