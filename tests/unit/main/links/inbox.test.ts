// Links of the system: found among arguments, one waits, the newest wins, each is handed over once.
import { LinkInbox, linkArgument } from '../../../../main/links/inbox';

test.each<[string, string[], string | null]>([
  ['none', ['/opt/fluxkeep', '--profile', '/tmp/x'], null],
  ['one behind switches', ['/opt/fluxkeep', '--no-sandbox', '--', 'zel:?action=sign'], 'zel:?action=sign'],
  ['our own scheme in capitals', ['electron', '.', 'FLUXKEEP:?action=sign'], 'FLUXKEEP:?action=sign'],
  ['a payment', ['fluxkeep', 'flux:t1abc'], 'flux:t1abc'],
  ['a scheme that is never registered', ['fluxkeep', 'bitcoin:bc1q', 'https://example.org', 'file:///x'], null],
  ['the last of several', ['fluxkeep', 'flux:a', 'zel:b'], 'zel:b'],
])('among arguments: %s', (_name, argv, link) => expect(linkArgument(argv)).toBe(link));

test('the newest takes the place of one that nobody took, and is handed over once', () => {
  const inbox = new LinkInbox();
  const told: string[] = [];
  inbox.onArrival(() => told.push('arrived'));
  inbox.arrive('zel:one');
  inbox.arrive('zel:two');
  expect([inbox.take(), inbox.take(), told]).toEqual(['zel:two', null, ['arrived', 'arrived']]);
});

test('what is no link of ours is not even kept', () => {
  const inbox = new LinkInbox();
  for (const text of ['https://example.org', 'javascript:alert(1)', '', null]) inbox.arrive(text);
  expect(inbox.take()).toBeNull();
});

test('who waits for one is told when it comes, or at once', async () => {
  const inbox = new LinkInbox();
  const first = inbox.whenWaiting();
  inbox.arrive('zel:one');
  await first;
  await inbox.whenWaiting();
  inbox.take();
  let late = false;
  void inbox.whenWaiting().then(() => (late = true));
  await Promise.resolve();
  expect(late).toBe(false);
});

test('a link without end does not fill the memory, and is not cut to a sound one', () => {
  const inbox = new LinkInbox();
  inbox.arrive(`zel:?action=sign&message=${'x'.repeat(1_000_000)}`);
  expect(inbox.take()?.length).toBe(60_000);
});
