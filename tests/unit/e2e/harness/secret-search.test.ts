// A planted secret is found in every encoding that the search claims to know, and nothing is found where nothing is.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { unsnap } from '../../../e2e/harness/leveldb-table';
import { bytesSecret, phraseSecrets, searchBytes, searchFolder, textSecret } from '../../../e2e/harness/secret-search';

const password = textSecret('password', 'correct horse ünlock');
const text = Buffer.from('correct horse ünlock');
const key = Uint8Array.from({ length: 32 }, (_, index) => (index * 37 + 11) & 0xff);
const noise = Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 131 + (index >> 3)) & 0xff));
const wrapped = (bytes: Uint8Array): Buffer => Buffer.concat([noise, bytes, noise]);

describe('a text', () => {
  const forms: [string, Buffer][] = [
    ['UTF-8', text],
    ['UTF-16LE', Buffer.from('correct horse ünlock', 'utf16le')],
    ['UTF-16BE', Buffer.from('correct horse ünlock', 'utf16le').swap16()],
    ['hex', Buffer.from(text.toString('hex'))],
    ['hex in capitals', Buffer.from(text.toString('hex').toUpperCase())],
    ['hex in UTF-16', Buffer.from(text.toString('hex'), 'utf16le')],
    ['base64 at 0', Buffer.from(text.toString('base64'))],
    ['base64 at 1', Buffer.from(Buffer.concat([Buffer.from('x'), text, Buffer.from('tail')]).toString('base64'))],
    ['base64 at 2', Buffer.from(Buffer.concat([Buffer.from('xy'), text, Buffer.from('tail')]).toString('base64url'))],
    ['byte list', Buffer.from(JSON.stringify([...text]))],
    ['byte object', Buffer.from(JSON.stringify(Object.fromEntries([...text].entries())))],
    ['gzip', gzipSync(text)],
    ['zlib', deflateSync(text)],
  ];
  it.each(forms)('is found as %s', (_, bytes) => {
    expect(searchBytes('planted', wrapped(bytes), [password]).map((finding) => finding.secret)).toContain('password');
  });
  it('is not found where it is not', () => {
    expect(searchBytes('clean', wrapped(Buffer.from('correct horse unlock')), [password])).toEqual([]);
  });
  it('is refused when too short to mean anything', () => {
    expect(() => textSecret('pin', '123')).toThrow(RangeError);
  });
});

describe('a key', () => {
  const forms: [string, Buffer][] = [
    ['raw bytes', Buffer.from(key)],
    ['raw bytes reversed', Buffer.from(key).reverse()],
    ['hex', Buffer.from(Buffer.from(key).toString('hex'))],
    ['base64', Buffer.from(Buffer.from(key).toString('base64'))],
  ];
  it.each(forms)('is found as %s', (_, bytes) => {
    expect(searchBytes('planted', wrapped(bytes), [bytesSecret('key', key)])).not.toEqual([]);
  });
  it('is found as WIF, compressed and not, on both networks', () => {
    // The key 1 in the four forms that Bitcoin Core gives for it.
    const one = new Uint8Array(32);
    one[31] = 1;
    const wifs = [
      '5HpHagT65TZzG1PH3CSu63k8DbpvD8s5ip4nEB3kEsreAnchuDf',
      'KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn',
      '91avARGdfge8E4tZfYLoxeJ5sGBdNJQH4kvjJoQFacbgwmaKkrx',
      'cMahea7zqjxrtgAbB7LSGbcQUr1uX1ojuat9jZodMN87JcbXMTcA',
    ];
    for (const wif of wifs) expect(searchBytes('planted', wrapped(Buffer.from(wif)), [bytesSecret('one', one)])).not.toEqual([]);
  });
});

describe('a phrase', () => {
  const secrets = phraseSecrets('legal winner thank year');
  it.each(['winner thank', 'winner","thank', 'winner\nthank'])('is found by two words joined as %j', (joined) => {
    const [finding, ...more] = searchBytes('planted', wrapped(Buffer.from(joined)), secrets);
    expect(finding).toMatchObject({ secret: 'words 2 and 3', encoding: 'UTF-8', layer: 'file', offset: noise.length });
    expect(more).toEqual([]);
  });
  it('is not found by one word or by words in another order', () => {
    expect(searchBytes('clean', wrapped(Buffer.from('winner legal thank winner')), secrets)).toEqual([]);
  });
});

describe('a folder', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'secret-search-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is searched to its depth, compressed LevelDB blocks included', () => {
    mkdirSync(join(folder, 'a/b'), { recursive: true });
    writeFileSync(join(folder, 'clean'), noise);
    writeFileSync(join(folder, 'a/b/000005.ldb'), levelDbTable(Buffer.from('correct horse ünlock and more of it')));
    expect(searchFolder(folder, [password])).toEqual([
      { secret: 'password', encoding: 'UTF-8', file: 'a/b/000005.ldb', layer: 'LevelDB block at 0', offset: 11 },
    ]);
  });
});

describe('Snappy', () => {
  it('expands literals and overlapping copies', () => {
    // "ab" as a literal, then a copy of 6 bytes from 2 back.
    expect(unsnap(Buffer.from([8, 1 << 2, 0x61, 0x62, ((6 - 4) << 2) | 1, 2]))?.toString()).toBe('abababab');
  });
  it('refuses a copy from before the start', () => {
    expect(unsnap(Buffer.from([8, 1 << 2, 0x61, 0x62, ((6 - 4) << 2) | 1, 3]))).toBeUndefined();
  });
});

/** A table of one Snappy-compressed block in which the value is split, so that only decompression shows it whole. */
function levelDbTable(value: Buffer): Buffer {
  const plain = Buffer.concat([Buffer.from([0, 8, value.length]), Buffer.from('some-key'), value]);
  const cut = 20;
  const literal = (bytes: Buffer): Buffer => Buffer.concat([Buffer.from([(bytes.length - 1) << 2]), bytes]);
  const block = Buffer.concat([Buffer.from([plain.length]), literal(plain.subarray(0, cut)), literal(plain.subarray(cut))]);
  const handle = Buffer.from([0, block.length]);
  const index = Buffer.concat([Buffer.from([0, 1, handle.length]), Buffer.from('z'), handle, Buffer.from([0, 0, 0, 0, 1, 0, 0, 0])]);
  const trailer = (type: number): Buffer => Buffer.from([type, 0, 0, 0, 0]);
  const body = Buffer.concat([block, trailer(1), index, trailer(0)]);
  const footer = Buffer.alloc(48);
  footer.set([0, 0, block.length + 5, index.length]);
  footer.set(Buffer.from('57fb808b247547db', 'hex'), 40);
  return Buffer.concat([body, footer]);
}
