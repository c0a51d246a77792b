// Whether imported keys are enough to move what one of them holds: a multisig script (SSP: 2 of 2) asks for several.

import type { Imported } from '../contract/money-path';
import { fromHex, toHex } from '../crypto/bytes';
import { classifyScript } from '../flux/script-templates';

/**
 * How many keys must still be imported before this one can be swept; 0 when those that are here are enough.
 * @param all every imported key of the wallet, this one among them
 */
export function missingKeys(key: Pick<Imported, 'redeemScript'>, all: readonly Pick<Imported, 'publicKey'>[]): number {
  if (key.redeemScript === null) return 0;
  const template = classifyScript(fromHex(key.redeemScript));
  if (template.kind !== 'multisig') return 1;
  const held = new Set(all.map(({ publicKey }) => publicKey));
  return Math.max(0, template.required - template.publicKeys.filter((publicKey) => held.has(toHex(publicKey))).length);
}
