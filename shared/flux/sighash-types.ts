// Signature hash types (Bitcoin): which parts of a transaction a signature commits to.

export const SIGHASH_ALL = 1;
const SIGHASH_NONE = 2;
export const SIGHASH_SINGLE = 3;
export const SIGHASH_ANYONECANPAY = 0x80;

/** What a 32-bit hash type covers; fluxd looks at the low five bits and at ANYONECANPAY only. */
export function sighashScope(hashType: number): { readonly single: boolean; readonly none: boolean; readonly anyoneCanPay: boolean } {
  const base = hashType & 0x1f;
  return { single: base === SIGHASH_SINGLE, none: base === SIGHASH_NONE, anyoneCanPay: (hashType & SIGHASH_ANYONECANPAY) !== 0 };
}
