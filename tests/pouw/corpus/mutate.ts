// Random damage to modules: to the bytes of the file, or to the instructions before they are encoded, so that sizes stay right and the
// damage reaches the code.
import type { Random } from '../../e2e/harness/random';
import { encode, fromSections, type Module } from './encode';
import { corpus } from './corpus';
import { jobModule } from './job-module';
import { instructions, richModule, withTable } from './rich-module';

/** Bytes at the borders of numbers, prefixes of instructions, and features that are refused. */
const BORDERS = [0x00, 0x01, 0x02, 0x03, 0x0b, 0x05, 0x1c, 0x12, 0x25, 0x3f, 0x40, 0x41, 0x42, 0x6f, 0x70, 0x7b, 0x7f, 0x80, 0xd0, 0xfb, 0xfc, 0xfd, 0xfe, 0xff];
/** Larger modules only cost time here. */
const SEED_BYTES = 4_096;

const seeds: readonly Uint8Array[] = [encode(jobModule()), fromSections(withTable(richModule)), ...corpus().map(({ bytes }) => bytes).filter(({ length }) => length > 0 && length <= SEED_BYTES)];
const pick = <Item>(random: Random, items: ArrayLike<Item>): Item | undefined => items[random(0, items.length - 1)];

/** A module that is damaged in a few places. */
export const mutated = (random: Random): Uint8Array => (random(0, 1) === 0 ? damagedFile(random) : damagedCode(random));

function damagedFile(random: Random): Uint8Array {
  const bytes = [...(pick(random, seeds) ?? [])];
  for (let times = random(1, 4); times > 0; times -= 1) damage(random, bytes);
  return Uint8Array.from(bytes);
}

function damagedCode(random: Random): Uint8Array {
  const base = random(0, 3) === 0 ? jobModule() : richModule;
  const victim = random(0, base.functions.length - 1);
  const functions = base.functions.map((item, index) => {
    if (index !== victim) return item;
    const code = [...item.code];
    for (let times = random(1, 3); times > 0; times -= 1) damage(random, code);
    return { ...item, code };
  });
  const module: Module = { ...base, functions };
  return base === richModule ? fromSections(withTable(module)) : encode(module);
}

function damage(random: Random, bytes: number[]): void {
  const at = random(0, bytes.length);
  switch (random(0, 6)) {
    case 0:
      bytes[at] = random(0, 255);
      break;
    case 1:
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random(0, 7));
      break;
    case 2:
      bytes[at] = pick(random, BORDERS) ?? 0;
      break;
    case 3:
      bytes.splice(at, random(1, 4));
      break;
    case 4:
      bytes.splice(at, 0, ...Array.from({ length: random(1, 4) }, () => pick(random, BORDERS) ?? 0));
      break;
    case 5:
      bytes.splice(at, 0, ...bytes.slice(at, at + random(1, 32)));
      break;
    default:
      bytes.splice(at, 0, ...(pick(random, instructions)?.opcode ?? []));
  }
}
