// BIP39 words: entropy to words and back, with a checksum error that says which word is probably mistyped. English list only.

import { createHash } from 'node:crypto';
import english from 'bip39/src/wordlists/english.json';
import { AppError } from '../../../shared/errors/app-error';
import { editDistance } from '../../../shared/text/edit-distance';

const WORDS: readonly string[] = english;
const INDEX = new Map(WORDS.map((word, index) => [word, index]));
const BITS_PER_WORD = 11;
const ENTROPY_SIZES = [16, 20, 24, 28, 32];
const WORD_COUNTS: readonly number[] = ENTROPY_SIZES.map((size) => (size * 8 * 33) / 32 / BITS_PER_WORD);
const MAX_SUGGESTIONS = 5;

/** What is wrong with words as typed; `place` counts from 0. */
export interface PhraseProblem {
  readonly code: 'incomplete' | 'unknown-word' | 'checksum';
  readonly place: number | null;
  /** Words of the list that would fit at `place`, likeliest first. They go to the secrets window only, never into an error. */
  readonly suggestions: string[];
}

const checksumOf = (entropy: Uint8Array): number => createHash('sha256').update(entropy).digest()[0] ?? 0;

/** Indices of the words of 16, 20, 24, 28 or 32 bytes of entropy. @throws AppError phrase/entropy-size */
function indicesOf(entropy: Uint8Array): number[] {
  if (!ENTROPY_SIZES.includes(entropy.length)) throw new AppError('phrase/entropy-size', 'entropy has 16, 20, 24, 28 or 32 bytes');
  const indices: number[] = [];
  let buffer = 0;
  let bits = 0;
  for (const byte of [...entropy, checksumOf(entropy)]) {
    buffer = ((buffer << 8) | byte) & 0x7ffff;
    bits += 8;
    if (bits >= BITS_PER_WORD) {
      bits -= BITS_PER_WORD;
      indices.push((buffer >> bits) & 0x7ff);
    }
  }
  return indices.slice(0, (entropy.length * 8 * 33) / 32 / BITS_PER_WORD);
}

/** The words to show to a person. Strings cannot be wiped: made for display and nothing else. */
export function wordsOf(entropy: Uint8Array): string[] {
  return indicesOf(entropy).map((index) => WORDS[index] ?? '');
}

/** The phrase as the bytes that PBKDF2 takes, without ever being a string. The caller wipes them. */
export function phraseBytes(entropy: Uint8Array): Uint8Array {
  const encoder = new TextEncoder();
  const out = new Uint8Array(24 * 9);
  let length = 0;
  for (const index of indicesOf(entropy)) {
    if (length > 0) out[length++] = 0x20;
    length += encoder.encodeInto(WORDS[index] ?? '', out.subarray(length)).written;
  }
  const exact = out.slice(0, length);
  out.fill(0);
  return exact;
}

/** Entropy of word indices, or null when the checksum does not hold. */
function entropyOf(indices: readonly number[]): Uint8Array | null {
  const entropyBits = (indices.length * BITS_PER_WORD * 32) / 33;
  const bytes = new Uint8Array(entropyBits / 8);
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (const index of indices) {
    buffer = ((buffer << BITS_PER_WORD) | index) & 0x7ffff;
    bits += BITS_PER_WORD;
    while (bits >= 8 && at < bytes.length) {
      bits -= 8;
      bytes[at++] = (buffer >> bits) & 0xff;
    }
  }
  const checksumBits = entropyBits / 32;
  const found = buffer & ((1 << checksumBits) - 1);
  if (found === checksumOf(bytes) >> (8 - checksumBits)) return bytes;
  bytes.fill(0);
  return null;
}

/** The letters of a word as bits: words that differ in more than 4 letters cannot be 2 mistakes apart. */
const lettersOf = (word: string): number => Array.from(word).reduce((mask, letter) => mask | (1 << (letter.charCodeAt(0) - 97)), 0);
const LETTERS = WORDS.map(lettersOf);
function bitCount(value: number): number {
  let count = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** Words of the list at most 2 mistakes from `typed`, itself left out. */
function lookAlikes(typed: string): Array<{ word: string; index: number; distance: number }> {
  const letters = lettersOf(typed);
  return WORDS.flatMap((word, index) => {
    if (word === typed || bitCount((LETTERS[index] ?? 0) ^ letters) > 4) return [];
    const distance = editDistance(word, typed, 3);
    return distance <= 2 ? [{ word, index, distance }] : [];
  });
}

const tidy = (word: string): string => word.normalize('NFKD').trim().toLowerCase();

/**
 * Reads typed words.
 * @returns the entropy (the caller wipes it), or what is wrong with the words
 */
export function readWords(typed: readonly string[]): { ok: true; entropy: Uint8Array } | { ok: false; problem: PhraseProblem } {
  const words = typed.map(tidy);
  const unknown = words.findIndex((word) => word !== '' && !INDEX.has(word));
  if (unknown >= 0) return { ok: false, problem: { code: 'unknown-word', place: unknown, suggestions: nearest(words[unknown] ?? '') } };
  const empty = words.indexOf('');
  if (empty >= 0 || !WORD_COUNTS.includes(words.length)) return { ok: false, problem: { code: 'incomplete', place: empty >= 0 ? empty : null, suggestions: [] } };
  const indices = words.map((word) => INDEX.get(word) ?? 0);
  const entropy = entropyOf(indices);
  return entropy ? { ok: true, entropy } : { ok: false, problem: { code: 'checksum', ...likelyTypo(words, indices) } };
}

/** As `readWords`, for code that needs the entropy or nothing. @throws AppError phrase/incomplete, phrase/unknown-word, phrase/checksum with the place (from 1) and no word */
export function entropyFromWords(typed: readonly string[]): Uint8Array {
  const read = readWords(typed);
  if (read.ok) return read.entropy;
  const { code, place } = read.problem;
  throw new AppError(`phrase/${code}`, 'the words are not a recovery phrase', { context: place === null ? {} : { place: place + 1 } });
}

/** Words of the list that look most like `typed`. */
function nearest(typed: string): string[] {
  const begun = WORDS.filter((word) => word.startsWith(typed)).map((word) => ({ word, distance: 0.5 }));
  return [...begun, ...lookAlikes(typed).filter(({ word }) => !word.startsWith(typed))]
    .sort((one, other) => one.distance - other.distance)
    .slice(0, MAX_SUGGESTIONS)
    .map(({ word }) => word);
}

/**
 * The place whose word is most probably wrong: where one look-alike word (or a swap with the next) makes the checksum hold.
 * With 12 words one wrong candidate in 16 passes by chance, so this is a hint and is shown as one.
 */
function likelyTypo(words: readonly string[], indices: readonly number[]): Pick<PhraseProblem, 'place' | 'suggestions'> {
  const holds = (changed: readonly number[]): boolean => {
    const entropy = entropyOf(changed);
    entropy?.fill(0);
    return entropy !== null;
  };
  const found: Array<{ place: number; word: string; distance: number }> = [];
  words.forEach((typed, place) => {
    for (const { word, index, distance } of lookAlikes(typed)) {
      if (holds(replaced(indices, place, index))) found.push({ place, word, distance });
    }
    const next = indices[place + 1];
    const own = indices[place];
    if (next !== undefined && own !== undefined && next !== own && holds(replaced(replaced(indices, place, next), place + 1, own))) {
      found.push({ place, word: words[place + 1] ?? '', distance: 1.5 });
    }
  });
  found.sort((one, other) => one.distance - other.distance);
  const best = found[0];
  if (!best) return { place: null, suggestions: [] };
  return { place: best.place, suggestions: found.filter(({ place }) => place === best.place).slice(0, MAX_SUGGESTIONS).map(({ word }) => word) };
}

const replaced = (list: readonly number[], at: number, value: number): number[] => list.map((one, index) => (index === at ? value : one));
