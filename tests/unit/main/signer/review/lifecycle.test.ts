// The life of a review: signed once, by its hash, within minutes, and gone after a lock.

import { makeKit, goodPayment } from './kit';

const code = (work: Promise<unknown>): Promise<string> => work.then(() => 'signed', (error: { code: string }) => error.code);

it('is signed once', async () => {
  const kit = makeKit();
  const { hash } = kit.reviewer.review(goodPayment(kit, 'flux'));
  expect(await code(kit.reviewer.sign({ hash }))).toBe('signed');
  expect(await code(kit.reviewer.sign({ hash }))).toBe('review/unknown-hash');
});

it('is signed once even when asked twice at the same time', async () => {
  const kit = makeKit();
  const { hash } = kit.reviewer.review(goodPayment(kit, 'flux'));
  expect(await Promise.all([code(kit.reviewer.sign({ hash })), code(kit.reviewer.sign({ hash }))])).toEqual(['signed', 'review/unknown-hash']);
});

it('is not signed for another hash', async () => {
  const kit = makeKit();
  kit.reviewer.review(goodPayment(kit, 'flux'));
  expect(await code(kit.reviewer.sign({ hash: '00'.repeat(32) }))).toBe('review/unknown-hash');
  expect(kit.keys.handedOut).toEqual([]);
});

it.each<[string, number, string]>([
  ['just in time', 10 * 60_000, 'signed'],
  ['too late', 10 * 60_000 + 1, 'review/review-expired'],
  ['after the clock jumped back', -1, 'review/review-expired'],
])('%s', async (_name, later, want) => {
  const kit = makeKit();
  const { hash } = kit.reviewer.review(goodPayment(kit, 'bitcoin'));
  kit.clock.now += later;
  expect(await code(kit.reviewer.sign({ hash }))).toBe(want);
});

it.each<[string, number, number, string]>([
  ['ten minutes of a person, at sixty times the speed', 60, 10 * 60 * 60_000, 'signed'],
  ['longer than that', 60, 10 * 60 * 60_000 + 1, 'review/review-expired'],
  ['a jump of eleven minutes while the clock stands', 0, 11 * 60_000, 'review/review-expired'],
])('on a practice clock: %s', async (_name, speed, later, want) => {
  const kit = makeKit();
  kit.clock.speed = speed;
  const { hash } = kit.reviewer.review(goodPayment(kit, 'flux'));
  kit.clock.now += later;
  expect(await code(kit.reviewer.sign({ hash }))).toBe(want);
});

it('is forgotten on demand and on lock', async () => {
  const kit = makeKit();
  const one = kit.reviewer.review(goodPayment(kit, 'flux'));
  const other = kit.reviewer.review(goodPayment(kit, 'bitcoin'));
  kit.reviewer.forget({ hash: one.hash });
  kit.reviewer.forget({ hash: one.hash });
  expect(await code(kit.reviewer.sign({ hash: one.hash }))).toBe('review/unknown-hash');
  kit.reviewer.forgetAll();
  expect(await code(kit.reviewer.sign({ hash: other.hash }))).toBe('review/unknown-hash');
});

it('makes room when many are never answered', async () => {
  const kit = makeKit();
  const hashes = Array.from({ length: 9 }, (_, index) => kit.reviewer.review(goodPayment(kit, 'flux', { expiryHeight: 1100 + index })).hash);
  expect(await code(kit.reviewer.sign({ hash: hashes[0] ?? '' }))).toBe('review/unknown-hash');
  expect(await code(kit.reviewer.sign({ hash: hashes[8] ?? '' }))).toBe('signed');
});

it('hands out nothing when the recipient cannot be sealed as paid', async () => {
  const kit = makeKit();
  const { hash } = kit.reviewer.review(goodPayment(kit, 'flux'));
  Object.assign(kit.deps.addresses, { rememberPaid: () => Promise.reject(Object.assign(new Error('disk full'), { code: 'vault/disk-full' })) });
  expect(await code(kit.reviewer.sign({ hash }))).toBe('vault/disk-full');
});

it('wipes keys also when signing fails', async () => {
  const kit = makeKit();
  const { hash } = kit.reviewer.review(goodPayment(kit, 'flux'));
  const given = kit.keys.privateKeysOf;
  Object.assign(kit.keys, { privateKeysOf: (key: Parameters<typeof given>[0]) => given(key).map((bytes, place) => (place === 0 ? bytes.fill(9) : bytes)) });
  expect(await code(kit.reviewer.sign({ hash }))).toMatch(/^sign\//);
  expect(kit.keys.handedOut.every((key) => key.every((byte) => byte === 0))).toBe(true);
});
