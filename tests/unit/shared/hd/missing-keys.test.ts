// Which imported keys are enough for a multisig script.
import { fromHex, toHex } from '../../../../shared/crypto/bytes';
import { multisigScript } from '../../../../shared/flux/script-templates';
import { missingKeys } from '../../../../shared/hd/missing-keys';

const points = ['1', '2', '3'].map((digit) => `02${digit.repeat(64)}`);
const script = (required: number, keys: readonly string[]) => ({ redeemScript: toHex(multisigScript(required, keys.map(fromHex))) });
const held = (...keys: (string | undefined)[]) => keys.map((publicKey) => ({ publicKey: publicKey ?? '' }));

test.each([
  ['a plain key', { redeemScript: null }, held(points[0]), 0],
  ['one of SSP’s two', script(2, points.slice(0, 2)), held(points[0]), 1],
  ['a key of another script beside it', script(2, points.slice(0, 2)), held(points[0], points[2]), 1],
  ['both of SSP’s two', script(2, points.slice(0, 2)), held(points[1], points[0]), 0],
  ['one of a 1-of-2', script(1, points.slice(0, 2)), held(points[1]), 0],
  ['one of a 3-of-3', script(3, points), held(points[0]), 2],
  ['what is no multisig script', { redeemScript: '51' }, held(points[0]), 1],
])('%s', (_, key, all, missing) => expect(missingKeys(key, all)).toBe(missing));
