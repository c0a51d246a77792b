// JSON in which bytes are hex and bigints are decimal text.
import { toHex } from '../../shared/crypto/bytes';

/** @param indent spaces for each level; one line when left out */
export function hexJson(value: unknown, indent?: number): string {
  // The holder's own field is read: a Buffer has turned itself into something else by the time its value is given.
  return JSON.stringify(value, function plain(this: Record<string, unknown>, key: string, given: unknown) {
    const held = this[key];
    if (held instanceof Uint8Array) return toHex(held);
    return typeof given === 'bigint' ? given.toString() : given;
  }, indent);
}
