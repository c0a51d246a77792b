/** Between light node and wallet: the open wallet's scripts to the one, what was seen of them to the other, nothing while locked. */
import type { Watched } from '../../../../shared/contract/light-node';
import { NodeFeed } from '../../../../main/light-node/node-feed';
import { AppError } from '../../../../shared/errors/app-error';
import { status } from './kit';

function world() {
  const watched: string[][] = [];
  const told: { seen: unknown }[] = [];
  const logged: string[] = [];
  const offered: Uint8Array[] = [];
  const here = { on: true, open: true, fingerprint: 'one', to: 900 as number | null, reads: 0, pauses: [] as (() => void)[] };
  const feed = new NodeFeed({
    isOn: () => here.on,
    walletOpen: async () => here.open,
    node: () => ({
      'node.watch': async ({ scripts }: { scripts: string[] }) => void watched.push(scripts),
      'node.watched': async (): Promise<Watched> => {
        here.reads += 1;
        return { from: 101, to: here.to, coins: [] };
      },
      'node.status': async () => status,
      'node.broadcast': async ({ raw }: { raw: Uint8Array }) => {
        if (raw.length === 0) throw new AppError('broadcast/refused', 'the transaction would be refused');
        offered.push(raw);
        return { peers: 2 };
      },
    }) as never,
    wallet: () => ({ 'wallet.fluxScripts': async () => ({ fingerprint: here.fingerprint, scripts: [here.fingerprint] }), 'wallet.lightNode': async (input: { seen: unknown }) => void told.push(input) }) as never,
    pause: () => new Promise<void>((resolve) => here.pauses.push(resolve)),
    log: (line) => void logged.push(line),
  });
  /** Lets what runs go on until nothing waits but the pause. */
  const settle = async () => {
    for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
  };
  return { feed, watched, told, logged, offered, here, settle };
}
const { tip, verified, provenTo, start, emergency } = status;
const SEEN = { scripts: 'one', watched: { from: 101, to: 900, coins: [] }, status: { tip, verified, provenTo, start, emergency } };

test('gives the scripts once, tells what was seen by their name, and takes all back at lock', async () => {
  const { feed, watched, told, here, settle } = world();
  await feed.giveScripts();
  await settle();
  expect(watched).toEqual([['one']]);
  expect(told).toEqual([{ seen: SEEN }]);
  await feed.giveScripts();
  expect(watched).toHaveLength(1);
  here.fingerprint = 'two';
  await feed.giveScripts();
  here.open = false;
  await feed.giveScripts();
  expect(watched).toEqual([['one'], ['two'], []]);
});

test('a fresh process is given them again', async () => {
  const { feed, watched } = world();
  await feed.giveScripts();
  feed.forget();
  await feed.giveScripts();
  expect(watched).toEqual([['one'], ['one']]);
});

test('many events are one reading, and one more after the pause', async () => {
  const { feed, told, here, settle } = world();
  await feed.giveScripts();
  await settle();
  for (let times = 0; times < 5; times += 1) void feed.pass();
  await settle();
  expect(told).toHaveLength(1);
  here.pauses.shift()?.();
  await settle();
  expect(told).toHaveLength(2);
  here.pauses.shift()?.();
  await settle();
  expect(here.pauses).toEqual([]);
  expect(told).toHaveLength(2);
});

test('a block that comes between the two readings is read again, not for ever', async () => {
  const { feed, told, here, settle } = world();
  here.to = 899;
  await feed.giveScripts();
  await settle();
  expect(here.reads).toBe(3);
  expect(told).toHaveLength(1);
});

test('locked or off, nothing is told and nobody is asked', async () => {
  const { feed, told, logged, here, settle } = world();
  here.on = false;
  await feed.giveScripts();
  void feed.pass();
  await settle();
  expect([here.reads, told, logged]).toEqual([0, [], []]);
  await feed.off();
  expect(told).toEqual([{ seen: null }]);
  here.open = false;
  await feed.off();
  expect(told).toHaveLength(1);
});

test('a wallet process that is gone is a line in the log', async () => {
  const { feed, logged } = world();
  const gone = new AppError('process/gone', 'gone');
  const broken = new NodeFeed({ ...(feed as unknown as { deps: object }).deps, wallet: () => { throw gone; } } as never);
  await broken.giveScripts();
  expect(logged).toEqual(['light node and wallet: process/gone']);
});

test('signed bytes are given to peers while it is on; what it refuses is said in the log and harms nobody', async () => {
  const { feed, offered, logged, here } = world();
  await feed.offer(Uint8Array.of(1));
  here.on = false;
  await feed.offer(Uint8Array.of(2));
  here.on = true;
  await feed.offer(new Uint8Array(0));
  expect(offered).toEqual([Uint8Array.of(1)]);
  expect(logged).toEqual(['light node and wallet: broadcast/refused']);
});
