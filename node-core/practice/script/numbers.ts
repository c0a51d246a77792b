// Truth and numbers on the script stack: little endian, sign in the top bit (Bitcoin CScriptNum).
import { ScriptFault } from './faults';

/** Anything but zero; negative zero is false too. */
export function isTrue(item: Uint8Array): boolean {
  return item.some((byte, index) => byte !== 0 && !(index === item.length - 1 && byte === 0x80));
}

/** @throws ScriptFault when the item is longer than `maxSize`, or not minimal where that is asked */
export function readScriptNumber(item: Uint8Array, maxSize: number, minimal: boolean): bigint {
  if (item.length > maxSize) throw new ScriptFault('unknown');
  if (item.length === 0) return 0n;
  const last = item[item.length - 1] ?? 0;
  if (minimal && (last & 0x7f) === 0 && (item.length === 1 || ((item[item.length - 2] ?? 0) & 0x80) === 0)) throw new ScriptFault('unknown');
  let value = 0n;
  for (let index = item.length - 1; index >= 0; index -= 1) {
    const byte = item[index] ?? 0;
    value = value * 256n + BigInt(index === item.length - 1 ? byte & 0x7f : byte);
  }
  return (last & 0x80) !== 0 ? -value : value;
}
