// How hard a password is to guess, honestly: length first, then what people do to make length cheap. No list can prove strength.

import { COMMON_PASSWORDS, WALKS } from './common';

export type PasswordLevel = 'very-weak' | 'weak' | 'fair' | 'strong' | 'very-strong';

export interface PasswordEstimate {
  /** Base-2 logarithm of the guesses that a good guesser needs, rounded down. */
  readonly bits: number;
  readonly level: PasswordLevel;
  /** Whether a new wallet may be protected by it. */
  readonly acceptable: boolean;
}

/** Fewest characters of a new password. */
export const MIN_PASSWORD_LENGTH = 10;
/** 2^40 guesses at a third of a second each are eleven thousand years of one processor core. */
const ACCEPTABLE_BITS = 40;
const LEVELS: ReadonlyArray<readonly [PasswordLevel, number]> = [['very-strong', 70], ['strong', 52], ['fair', ACCEPTABLE_BITS], ['weak', 28]];

/** Bits that a common word, a year, a walk over the keyboard or a repetition is worth, however long. */
const BITS = { common: 8, year: 7, walkStart: 5, walkStep: 0.5, repeatStep: 0.5, word: 11, wordExtra: 2, capital: 1 } as const;

/** @param password as typed; it is measured in the NFKC form that the vault uses */
export function estimatePassword(password: string): PasswordEstimate {
  const text = password.normalize('NFKC');
  const length = Array.from(text).length;
  const bits = Math.floor(Math.min(bitsOf(text), bitsOf(unleet(text)) + 3));
  const level = LEVELS.find(([, least]) => bits >= least)?.[0] ?? 'very-weak';
  return { bits, level, acceptable: length >= MIN_PASSWORD_LENGTH && bits >= ACCEPTABLE_BITS };
}

/** Takes the usual letter-for-digit exchanges back: they are the first thing a guesser tries. */
function unleet(text: string): string {
  const plain: Record<string, string> = { '0': 'o', '1': 'l', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' };
  return text.replace(/(?<=\p{L})[013457@$!]|[013457@$!](?=\p{L})/gu, (sign) => plain[sign] ?? sign);
}

/** The sum over the parts that the text falls into; the same part again costs a guesser almost nothing. */
function bitsOf(text: string): number {
  const seen = new Set<string>();
  let bits = 0;
  for (let at = 0; at < text.length; ) {
    const part = partAt(text, at);
    const key = part.text.toLowerCase();
    bits += seen.has(key) ? 1 : part.bits;
    seen.add(key);
    at += part.text.length;
  }
  return bits;
}

interface Part {
  readonly text: string;
  readonly bits: number;
}

function partAt(text: string, at: number): Part {
  const rest = text.slice(at);
  return repetition(rest) ?? commonPart(rest) ?? walk(rest) ?? year(rest) ?? word(rest) ?? single(rest);
}

/** "aaaa", "abcabcabc". */
function repetition(rest: string): Part | null {
  const match = /^(.{1,6}?)\1{2,}/su.exec(rest);
  const unit = match?.[1];
  if (!match || unit === undefined) return null;
  return { text: match[0], bits: bitsOf(unit) + BITS.repeatStep * (match[0].length / unit.length) };
}

function commonPart(rest: string): Part | null {
  const lower = rest.toLowerCase();
  for (let length = Math.min(lower.length, 14); length >= 4; length -= 1) {
    if (COMMON_PASSWORDS.has(lower.slice(0, length))) return { text: rest.slice(0, length), bits: BITS.common };
  }
  return null;
}

/** "12345", "qwert", "dcba": at least 4 steps along a row, in either direction. */
function walk(rest: string): Part | null {
  const lower = rest.toLowerCase();
  let best = 0;
  for (const row of WALKS.flatMap((one) => [one, Array.from(one).reverse().join('')])) {
    for (let start = row.indexOf(lower.charAt(0)); start >= 0; start = row.indexOf(lower.charAt(0), start + 1)) {
      let length = 1;
      while (length < lower.length && start + length < row.length && row[start + length] === lower[length]) length += 1;
      best = Math.max(best, length);
    }
  }
  return best >= 4 ? { text: rest.slice(0, best), bits: BITS.walkStart + BITS.walkStep * best } : null;
}

/** Years and dates of living people: digits that look random and are not. */
function year(rest: string): Part | null {
  const match = /^(?:(?:0?[1-9]|[12]\d|3[01])[./-]?(?:0?[1-9]|1[0-2])[./-]?)?(?:19[3-9]\d|20[0-4]\d)(?!\d)/.exec(rest);
  return match ? { text: match[0], bits: match[0].length > 4 ? 2 * BITS.year : BITS.year } : null;
}

/** A run of letters that can be spoken counts as a word: 11 bits, as if it were one of 2,048, and little more for length. */
function word(rest: string): Part | null {
  const run = /^\p{L}{3,}/u.exec(rest)?.[0];
  if (run === undefined || !isSpeakable(run)) return null;
  // A capital inside is worth a guess or two; at the start it is where everybody puts it.
  const capitals = /^\P{Lu}+$/u.test(run.slice(1)) ? 0 : BITS.capital;
  return { text: run, bits: Math.min(BITS.word + BITS.wordExtra * Math.max(0, run.length - 7) + capitals, 4.7 * run.length) };
}

/** Vowels neither too few nor too many and no crowd of consonants: true of words, rarely of random letters. */
function isSpeakable(run: string): boolean {
  const lower = run.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  if (!/^[a-z]+$/.test(lower)) return true;
  const vowels = lower.replace(/[^aeiouy]/g, '').length / lower.length;
  return vowels >= 0.2 && vowels <= 0.7 && !/[^aeiouy]{5,}/.test(lower);
}

/** One character on its own is worth the kind of character it is. */
function single(rest: string): Part {
  const character = String.fromCodePoint(rest.codePointAt(0) ?? 0x20);
  if (/\p{L}/u.test(character)) return { text: character, bits: 4.7 };
  if (/\d/.test(character)) return { text: character, bits: 3.3 };
  return { text: character, bits: character === ' ' ? 0.5 : 4.5 };
}
