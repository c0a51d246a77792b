// BIP39's English word list: bundled with the secrets window only, for completion and for naming a wrong word at once.

import list from 'bip39/src/wordlists/english.json';

const WORDS: readonly string[] = list;
const KNOWN = new Set(WORDS);
export const WORD_COUNTS = [12, 15, 18, 21, 24] as const;

export function isWord(text: string): boolean {
  return KNOWN.has(text);
}

/** Up to five words that begin so; none for a whole word: the list would cover what comes next, and another letter brings the longer ones back. */
export function completions(text: string): string[] {
  if (text.length === 0 || isWord(text)) return [];
  const found: string[] = [];
  for (const word of WORDS) {
    if (word.startsWith(text)) found.push(word);
    if (found.length === 5) break;
  }
  return found;
}

/** The words of a pasted phrase: any white space, numbering and case. */
export function splitPhrase(text: string): string[] {
  return text.normalize('NFKD').toLowerCase().split(/[^a-z]+/).filter((word) => word.length > 0);
}
