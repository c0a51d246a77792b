// Public keys as they are typed: what a server's key and a delegate's key look like (flux-chain 2.6, 2.7).

const PUBLIC_KEY = /^(0[23][0-9a-f]{64}|04[0-9a-f]{128})$/;
const COMPRESSED = /^0[23][0-9a-f]{64}$/;
/** A public key, or a script of 33 to 520 bytes. */
const OWNER = /^([0-9a-f]{2}){33,520}$/;

export const cleanKey = (typed: string): string => typed.trim().toLowerCase();
export const isPublicKey = (typed: string): boolean => PUBLIC_KEY.test(cleanKey(typed));
export const isCompressedKey = (typed: string): boolean => COMPRESSED.test(cleanKey(typed));
export const isOwner = (typed: string): boolean => OWNER.test(cleanKey(typed));

/** The keys that are typed, without empty fields. */
export const typedKeys = (keys: readonly string[]): string[] => keys.map(cleanKey).filter((key) => key !== '');

/** Whether each typed key can be a delegate's, and none is there twice. */
export function soundDelegates(keys: readonly string[]): boolean {
  const typed = typedKeys(keys);
  return typed.every(isCompressedKey) && new Set(typed).size === typed.length;
}
