// The blob cache: content is checked when it is read, the quota holds, and what a crash left behind is gone.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BlobCache, blobHash } from '../../../../../node-core/pouw/store/blob-cache';
import { temporaryFolder } from '../../practice/temporary';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
let time = 1_700_000_000_000;
const now = (): number => (time += 1000);
const open = (folder: string, quota = 1000): Promise<BlobCache> => BlobCache.open(folder, { quota, now });
const pathIn = (folder: string, hash: string): string => join(folder, hash.slice(0, 2), hash);

test('a blob is kept under its SHA-256, over a restart', async () => {
  const folder = join(temporaryFolder(), 'blobs');
  const cache = await open(folder);
  const hash = await cache.put(bytesOf('hello'));
  expect(hash).toBe('2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824');
  expect(readFileSync(pathIn(folder, hash), 'utf8')).toBe('hello');
  const again = await open(folder);
  expect(again).toMatchObject({ bytes: 5, count: 1 });
  expect(Buffer.from((await again.get(hash)) ?? []).toString()).toBe('hello');
  expect(await again.get(blobHash(bytesOf('another')))).toBeNull();
});

test('bytes that are not what was promised are refused and not kept', async () => {
  const cache = await open(temporaryFolder());
  await expect(cache.put(bytesOf('evil'), blobHash(bytesOf('good')))).rejects.toMatchObject({ code: 'blob/wrong-hash' });
  expect(cache.count).toBe(0);
});

test('a copy that the disk damaged is not handed out, and can be put again', async () => {
  const folder = temporaryFolder();
  const cache = await open(folder);
  const [first, second] = [await cache.put(bytesOf('hello')), await cache.put(bytesOf('world'))];
  writeFileSync(pathIn(folder, first), 'hellp');
  writeFileSync(pathIn(folder, second), 'worlds');
  expect(await cache.get(first)).toBeNull();
  expect(cache.has(first)).toBe(false);
  expect(existsSync(pathIn(folder, first))).toBe(false);
  await cache.put(bytesOf('world'));
  expect(readFileSync(pathIn(folder, second), 'utf8')).toBe('world');
  expect(cache.bytes).toBe(5);
});

test('the least recently used blob makes room, also after a restart', async () => {
  const folder = temporaryFolder();
  const before = await open(folder, 30);
  const [a, b, c] = [await before.put(bytesOf('a'.repeat(10))), await before.put(bytesOf('b'.repeat(10))), await before.put(bytesOf('c'.repeat(10)))];
  await before.get(a);
  const cache = await open(folder, 30);
  const d = await cache.put(bytesOf('d'.repeat(10)));
  expect([a, b, c, d].map((hash) => cache.has(hash))).toEqual([true, false, true, true]);
  expect(existsSync(pathIn(folder, b))).toBe(false);
  expect(cache.bytes).toBe(30);
});

test('a blob in use does not make room, and nothing is thrown away in vain', async () => {
  const cache = await open(temporaryFolder(), 30);
  const held = await cache.put(bytesOf('a'.repeat(20)));
  const other = await cache.put(bytesOf('b'.repeat(10)));
  const letGo = cache.hold(held);
  await expect(cache.put(bytesOf('c'.repeat(11)))).rejects.toMatchObject({ code: 'blob/no-room' });
  expect(cache.has(other)).toBe(true);
  letGo();
  letGo();
  await cache.put(bytesOf('c'.repeat(11)));
  expect(cache.has(held)).toBe(false);
  expect(() => cache.hold(held)).toThrow(expect.objectContaining({ code: 'blob/missing' }));
});

test('a blob larger than the quota is refused', async () => {
  const cache = await open(temporaryFolder(), 10);
  await expect(cache.put(new Uint8Array(11))).rejects.toMatchObject({ code: 'blob/no-room' });
});

test('half-written files go when it is opened, strange ones are left alone', async () => {
  const folder = temporaryFolder();
  const hash = blobHash(bytesOf('hello'));
  mkdirSync(join(folder, hash.slice(0, 2)));
  writeFileSync(`${pathIn(folder, hash)}.new`, 'hel');
  writeFileSync(join(folder, hash.slice(0, 2), 'note.txt'), 'kept');
  const cache = await open(folder);
  expect(cache.count).toBe(0);
  expect(readdirSync(join(folder, hash.slice(0, 2)))).toEqual(['note.txt']);
});

test('a blob that cannot be written is not there, and can be put when the disk is well', async () => {
  const folder = temporaryFolder();
  const cache = await open(folder);
  const hash = blobHash(bytesOf('hello'));
  mkdirSync(`${pathIn(folder, hash)}.new`, { recursive: true });
  await expect(cache.put(bytesOf('hello'))).rejects.toMatchObject({ code: 'blob/write-failed' });
  expect(cache).toMatchObject({ bytes: 0, count: 0 });
  expect(await (await open(folder)).put(bytesOf('hello'))).toBe(hash);
});

test('a smaller quota at the next start is obeyed', async () => {
  const folder = temporaryFolder();
  const cache = await open(folder, 100);
  for (const text of ['a', 'b', 'c']) await cache.put(bytesOf(text.repeat(10)));
  expect(await open(folder, 20)).toMatchObject({ bytes: 20, count: 2 });
});

test('calls at the same time for the same blob keep it once', async () => {
  const cache = await open(temporaryFolder());
  const hashes = await Promise.all(Array.from({ length: 10 }, () => cache.put(bytesOf('same'))));
  expect(new Set(hashes).size).toBe(1);
  expect(cache).toMatchObject({ bytes: 4, count: 1 });
  await cache.clear();
  expect(cache).toMatchObject({ bytes: 0, count: 0 });
});

test('a name that is no hash reaches no file', async () => {
  const cache = await open(temporaryFolder());
  expect(await cache.get('../../etc/passwd')).toBeNull();
  await cache.remove('../../etc/passwd');
});
