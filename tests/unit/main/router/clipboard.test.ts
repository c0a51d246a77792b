// The clipboard keeper: clears what it or a secrets window copied, and nothing that came after it.

import { createHash } from 'node:crypto';

let held = '';
jest.mock('electron', () => ({
  clipboard: {
    writeText: (text: string) => { held = text; },
    readText: () => held,
    clear: () => { held = ''; },
  },
}), { virtual: true });

import { ClipboardKeeper } from '../../../../main/router/clipboard';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const pass = (milliseconds: number) => jest.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => {
  held = '';
  jest.useFakeTimers();
});
afterEach(() => jest.useRealTimers());

test('text that it copied is cleared after a minute', async () => {
  const keeper = new ClipboardKeeper();
  keeper.copy('tmX');
  expect(held).toBe('tmX');
  await pass(59_000);
  expect(held).toBe('tmX');
  await pass(1_000);
  expect(held).toBe('');
});

test('a secret that a window copied by itself is cleared by its hash alone', async () => {
  const keeper = new ClipboardKeeper();
  held = 'key ü';
  keeper.expectSecret(hashOf('key ü'));
  await pass(60_000);
  expect(held).toBe('');
});

test('what was copied since stays', async () => {
  const keeper = new ClipboardKeeper();
  held = 'key';
  keeper.expectSecret(hashOf('key'));
  held = 'a letter';
  await pass(60_000);
  expect(held).toBe('a letter');
  await keeper.dropSecret();
  expect(held).toBe('a letter');
});

test('a secret does not outlive the app; an address may', async () => {
  const keeper = new ClipboardKeeper();
  held = 'key';
  keeper.expectSecret(hashOf('key'));
  await keeper.dropSecret();
  expect(held).toBe('');
  keeper.copy('tmX');
  await keeper.dropSecret();
  expect(held).toBe('tmX');
});
