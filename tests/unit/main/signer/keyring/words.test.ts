// BIP39 against the published vectors in twelve languages, the bip39 package as oracle, and mistakes that people make.

import * as bip39 from 'bip39';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { editDistance } from '../../../../../shared/text/edit-distance';
import { seedFromEntropy, seedFromPhrase } from '../../../../../main/signer/keyring/seed';
import { entropyFromWords, phraseBytes, readWords, wordsOf } from '../../../../../main/signer/keyring/words';
import { HdPrivateKey } from '../../../../../main/signer/keyring/hd-private';
import * as bip32Oracle from 'bip32';
import * as ecc from 'tiny-secp256k1';

type Case = readonly [entropy: string, mnemonic: string, seed: string, xprv: string];
const vectors = JSON.parse(readFileSync('tests/vectors/crypto/bip39_trezor.json', 'utf8')) as Record<string, Case[]>;
const PASSPHRASE = 'TREZOR';
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bip32 = bip32Oracle.BIP32Factory(ecc);

test.each((vectors.english ?? []).map((one) => [one[1].slice(0, 30), one] as const))('english: %s', (_name, [entropy, mnemonic, seed, xprv]) => {
  const bytes = Buffer.from(entropy, 'hex');
  expect(wordsOf(bytes).join(' ')).toBe(mnemonic);
  expect(Buffer.from(phraseBytes(bytes)).toString()).toBe(mnemonic);
  expect(hex(entropyFromWords(mnemonic.split(' ')))).toBe(entropy);
  const made = seedFromEntropy(bytes, PASSPHRASE);
  expect(hex(made)).toBe(seed);
  expect(hex(HdPrivateKey.fromSeed(made).privateKey())).toBe(hex(bip32.fromBase58(xprv).privateKey ?? new Uint8Array(0)));
});

test.each(Object.keys(vectors))('seeds of all %s phrases', (language) => {
  for (const [, mnemonic, seed] of vectors[language] ?? []) {
    expect(hex(seedFromPhrase(new TextEncoder().encode(mnemonic.normalize('NFKD')), PASSPHRASE))).toBe(seed);
  }
});

test('words and entropy go both ways, as the bip39 package says, for every size', () => {
  fc.assert(fc.property(fc.constantFrom(16, 20, 24, 28, 32).chain((size) => fc.uint8Array({ minLength: size, maxLength: size })), (entropy) => {
    const words = wordsOf(entropy);
    expect(words.join(' ')).toBe(bip39.entropyToMnemonic(Buffer.from(entropy)));
    expect(entropyFromWords(words)).toEqual(entropy);
  }));
  expect(() => wordsOf(new Uint8Array(17))).toThrow(expect.objectContaining({ code: 'phrase/entropy-size' }));
});

test('a random list of words is judged as the bip39 package judges it', () => {
  const list = bip39.wordlists.english ?? [];
  fc.assert(fc.property(fc.array(fc.constantFrom(...list), { minLength: 12, maxLength: 12 }), (words) => {
    expect(readWords(words).ok).toBe(bip39.validateMnemonic(words.join(' ')));
  }), { numRuns: 60 });
});

test('passphrases are normalised, and another one is another seed', () => {
  const entropy = new Uint8Array(16);
  expect(seedFromEntropy(entropy, 'caf\u00e9')).toEqual(seedFromEntropy(entropy, 'cafe\u0301'));
  expect(seedFromEntropy(entropy, 'a')).not.toEqual(seedFromEntropy(entropy, 'A'));
});

const phrase = (vectors.english?.[2]?.[1] ?? '').split(' ');

test('typing habits are forgiven: case, spaces, compatibility forms', () => {
  expect(readWords(phrase.map((word) => ` ${word.toUpperCase()} `)).ok).toBe(true);
});

test('what is missing is incomplete', () => {
  expect(readWords([])).toEqual({ ok: false, problem: { code: 'incomplete', place: null, suggestions: [] } });
  expect(readWords(phrase.slice(0, 11))).toMatchObject({ problem: { code: 'incomplete', place: null } });
  expect(readWords(phrase.map((word, at) => (at === 4 ? '' : word)))).toMatchObject({ problem: { code: 'incomplete', place: 4 } });
});

test('an unknown word is named by its place, with words that it may be', () => {
  const read = readWords(['abandn', ...phrase.slice(1)]);
  expect(read).toMatchObject({ ok: false, problem: { code: 'unknown-word', place: 0 } });
  expect(read.ok ? [] : read.problem.suggestions).toContain('abandon');
  expect(() => entropyFromWords([...phrase.slice(0, 11), 'zzzz'])).toThrow(expect.objectContaining({ code: 'phrase/unknown-word', context: { place: 12 } }));
});

test('a wrong checksum names the word that is probably mistyped', () => {
  const entropy = Uint8Array.from({ length: 32 }, (_, index) => 255 - index * 3);
  const words = wordsOf(entropy);
  const list = bip39.wordlists.english ?? [];
  let named = 0;
  let cases = 0;
  words.forEach((word, place) => {
    const typo = list.find((other) => other !== word && editDistance(other, word, 3) === 1);
    if (!typo) return;
    const changed = words.map((one, at) => (at === place ? typo : one));
    const read = readWords(changed);
    if (read.ok) return;
    cases += 1;
    if (read.problem.place === place && read.problem.suggestions.includes(word)) named += 1;
  });
  expect(cases).toBeGreaterThan(5);
  expect(named).toBe(cases);
});

test('two neighbours exchanged are found', () => {
  const words = wordsOf(Uint8Array.from({ length: 32 }, (_, index) => index * 5));
  const swapped = [...words.slice(0, 6), words[7] ?? '', words[6] ?? '', ...words.slice(8)];
  const read = readWords(swapped);
  expect(read).toMatchObject({ ok: false, problem: { code: 'checksum' } });
});

test('no error carries a word', () => {
  try {
    entropyFromWords([...phrase.slice(0, 11), 'abandon']);
    throw new Error('expected a refusal');
  } catch (error) {
    expect(error).toMatchObject({ code: 'phrase/checksum' });
    for (const word of phrase) expect(JSON.stringify(error)).not.toContain(word);
  }
});

test('edit distance counts a swap once and gives up at its limit', () => {
  expect(editDistance('able', 'albe', 3)).toBe(1);
  expect(editDistance('able', 'cable', 3)).toBe(1);
  expect(editDistance('able', 'able', 3)).toBe(0);
  expect(editDistance('zoo', 'abandon', 3)).toBe(3);
});
