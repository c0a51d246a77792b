// Looks for secrets in every file below a folder, in every encoding that a program might leave them in.
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { layersOf } from './secret-layers';
import { bytesNeedles, textNeedles, type Needle } from './secret-needles';

export interface Secret {
  /** Says in a finding which secret it was, without telling it. */
  readonly name: string;
  readonly needles: readonly Needle[];
}

export interface Finding {
  readonly secret: string;
  readonly encoding: string;
  readonly file: string;
  /** `file` itself, or what had to be decompressed to see it. */
  readonly layer: string;
  readonly offset: number;
}

/** A password or any other text. At least four characters: shorter ones are found everywhere. */
export function textSecret(name: string, text: string): Secret {
  if (text.length < 4) throw new RangeError(`${name}: too short to be searched for`);
  return { name, needles: textNeedles(text) };
}

/** Entropy, a seed or a private key; 32 bytes are searched as WIF too. */
export function bytesSecret(name: string, bytes: Uint8Array): Secret {
  if (bytes.length < 8) throw new RangeError(`${name}: too short to be searched for`);
  return { name, needles: bytesNeedles(bytes) };
}

/** Any two consecutive words of a recovery phrase, however they are joined. */
export function phraseSecrets(phrase: string): Secret[] {
  const words = phrase.split(' ');
  const joints = [' ', ',', ', ', '","', '", "', '\n', '\r\n', '\t', '\0'];
  return words.slice(1).map((word, index) => ({
    name: `words ${index + 1} and ${index + 2}`,
    needles: joints.flatMap((joint) => textNeedles(`${words[index]}${joint}${word}`)),
  }));
}

/** Every place below `folder` where a secret stands; empty when there is none. Files that vanish meanwhile are passed over. */
export function searchFolder(folder: string, secrets: readonly Secret[]): Finding[] {
  const index = new NeedleIndex(secrets);
  return filesBelow(folder).flatMap((file) => {
    const content = readIfThere(file);
    return content ? searchContent(relative(folder, file), content, index) : [];
  });
}

/** The same for bytes at hand, such as a log that was collected. */
export function searchBytes(name: string, content: Uint8Array, secrets: readonly Secret[]): Finding[] {
  return searchContent(name, content, new NeedleIndex(secrets));
}

function searchContent(file: string, content: Uint8Array, index: NeedleIndex): Finding[] {
  return layersOf(content).flatMap(({ name, bytes }) => index.find(bytes).map((hit) => ({ file, layer: name, ...hit })));
}

type Candidate = { readonly secret: string; readonly needle: Needle };

/** All needles by their first two bytes, so that one walk over the content is enough. */
class NeedleIndex {
  private readonly byStart: (Candidate[] | undefined)[] = new Array(65536);

  constructor(secrets: readonly Secret[]) {
    for (const secret of secrets) {
      for (const needle of secret.needles) {
        const key = ((needle.bytes[0] ?? 0) << 8) | (needle.bytes[1] ?? 0);
        (this.byStart[key] ??= []).push({ secret: secret.name, needle });
      }
    }
  }

  find(content: Uint8Array): { secret: string; encoding: string; offset: number }[] {
    const hits: { secret: string; encoding: string; offset: number }[] = [];
    let key = content[0] ?? 0;
    for (let at = 0; at + 1 < content.length; at++) {
      key = ((key & 0xff) << 8) | (content[at + 1] ?? 0);
      for (const { secret, needle } of this.byStart[key] ?? []) {
        if (standsAt(content, at, needle.bytes)) hits.push({ secret, encoding: needle.encoding, offset: at });
      }
    }
    return hits;
  }
}

function standsAt(content: Uint8Array, at: number, needle: Uint8Array): boolean {
  if (at + needle.length > content.length) return false;
  for (let i = 2; i < needle.length; i++) if (content[at + i] !== needle[i]) return false;
  return true;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

function readIfThere(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
