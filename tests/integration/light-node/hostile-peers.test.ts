// Everything a stranger can do to the light node's pool on the wire, with its end: dropped, banned or asked no more, while an honest peer beside it serves on.
import { dial, randomNonce, timers } from '../../../node-core/p2p/dial';
import { PeerPool } from '../../../node-core/p2p/pool';
import { ByteReader } from '../../../shared/crypto/byte-reader';
import { fromHex } from '../../../shared/crypto/bytes';
import { headerHash, readHeader, type BlockHeader } from '../../../shared/flux/block-header';
import { FLUX_REGTEST } from '../../../shared/flux/params';
import { encodeFrame } from '../../../shared/flux/p2p/envelope';
import { frameOf, INV_BLOCK } from '../../../shared/flux/p2p/messages';
import { ipOfText } from '../../../shared/flux/p2p/net-address';
import plain from '../../vectors/fluxd-regtest-p2p-170020-plain.json';
import { HostilePeer, type Said, type Script } from '../../hostile-peer/hostile-peer';

jest.setTimeout(30_000);

const PARAMS = FLUX_REGTEST;
const LOCATOR = [PARAMS.genesisHash];
const sample = plain.results.samples[0];
if (!sample) throw new Error('no sample');
/** Height 1 of a real regtest chain. */
const first: BlockHeader = readHeader(new ByteReader(fromHex(sample.hex)));
const others = plain.results.samples.slice(1).map(({ hex }) => readHeader(new ByteReader(fromHex(hex))));
/** Any bytes behind a header will do: the pool checks a block's hash, its contents are the follower's. */
const block = fromHex(`${sample.hex}00`);
const hash = headerHash(first);
/** Waits of the pool pass so many times as fast: not so fast that a flood in this very process makes the honest peer too late. */
const QUICK = 25;

let honest: HostilePeer;
let hostile: HostilePeer;
let pool: PeerPool;
let log: string[];

const serves: Script = {
  on: {
    getheaders: (_message, said) => said.send({ command: 'headers', headers: [first] }),
    getdata: ({ items }, said) => {
      for (const item of items) if (item.type === INV_BLOCK && item.hash === hash) said.send({ command: 'block', raw: block });
    },
  },
};
const frame = (command: string, payload: Uint8Array): Uint8Array => encodeFrame(PARAMS.magic, { command, payload });
const changed = (bytes: Uint8Array, at: number, value: number): Uint8Array => bytes.map((byte, index) => (index === at ? value : byte));
const ping = frame('ping', new Uint8Array(8));

async function meet(script: Script, discover = false): Promise<void> {
  hostile = await HostilePeer.start(PARAMS, script);
  log = [];
  pool = new PeerPool({
    now: timers.now, after: (ms, act) => timers.after(ms / QUICK, act), magic: PARAMS.magic, userAgent: '/Fluxkeep:test/', networkSeconds: () => 1_800_000_000, nonce: randomNonce, dial,
    given: [hostile.address, honest.address], discover, seeds: () => Promise.resolve([]), random: Math.random, wanted: 4, kilobytesPerSecond: null,
    log: (line) => {
      log.push(line);
      for (const look of [...looks]) look();
    },
  });
  pool.start();
}
const looks = new Set<() => void>();
/** Resolves when it holds; asked after each change and each line of the log. */
const until = (holds: () => boolean): Promise<void> => new Promise((resolve) => {
  const look = (): void => {
    if (!holds()) return;
    looks.delete(look);
    stop();
    resolve();
  };
  looks.add(look);
  const stop = pool.onChange(look);
  look();
});
const shaken = (peer: HostilePeer): boolean => pool.peers.some(({ address }) => address === peer.address);
const logged = (text: string): boolean => log.some((line) => line.includes(hostile.address) && line.includes(text));
/** The honest peer is there and answers, whatever the other does. */
async function servesOn(): Promise<void> {
  await until(() => shaken(honest));
  expect((await pool.headers(LOCATOR)).headers.map(headerHash)).toEqual([hash]);
  expect((await pool.block(hash)).raw).toEqual(block);
}

beforeEach(async () => {
  honest = await HostilePeer.start(PARAMS, serves);
});
afterEach(async () => {
  pool.stop();
  looks.clear();
  await Promise.all([honest.stop(), hostile.stop()]);
});

describe('ends the connection of a peer that', () => {
  const at = (act: (said: Said) => void): Script => ({ ready: act });
  const cases: readonly (readonly [string, Script, string])[] = [
    ['speaks for another network', { connected: (said) => said.sendBytes(Uint8Array.of(0x24, 0xe9, 0x27, 0x64)) }, 'p2p/wrong-magic'],
    ['sends bytes without meaning', { connected: (said) => said.sendBytes(new TextEncoder().encode('HTTP/1.1 400 Bad Request\r\n\r\n')) }, 'p2p/wrong-magic'],
    ['claims four gigabytes', at((said) => said.sendBytes(changed(ping, 19, 0xff))), 'p2p/too-long'],
    ['claims a long ping', at((said) => said.sendBytes(changed(ping, 16, 9))), 'p2p/too-long'],
    ['sends a wrong checksum', at((said) => said.sendBytes(changed(ping, 20, (ping[20] ?? 0) ^ 1))), 'p2p/bad-checksum'],
    ['names a command with a gap', at((said) => said.sendBytes(changed(ping, 5, 0))), 'p2p/bad-command'],
    ['cuts an inventory short', at((said) => said.sendFrame({ command: 'inv', payload: Uint8Array.of(5, 1, 2, 3) })), 'bytes/truncated'],
    ['counts more items than there can be', at((said) => said.sendFrame({ command: 'addr', payload: Uint8Array.of(0xfe, 0xff, 0xff, 0xff, 0x00) })), 'bytes/compact-size-too-large'],
    ['pings without end', at((said) => { for (let count = 0; count < 1_600; count += 1) said.sendBytes(ping); }), 'peer/flood'],
    ['greets twice', at((said) => said.send({ command: 'version', version: 170_021, services: 0n, time: 0n, receiver: { services: 0n, ip: ipOfText(''), port: 0 }, sender: { services: 0n, ip: ipOfText(''), port: 0 }, nonce: 9n, userAgent: '', startHeight: 0, relay: true })), 'peer/protocol'],
    ['speaks the protocol that the network has left', { version: { version: 170_019 } }, 'peer/too-old'],
    ['is ourselves', { on: { version: (message, said) => said.send(message) } }, 'peer/self'],
    ['never greets', { version: null }, 'peer/timeout'],
    ['says its name one byte at a time and never comes to an end', { version: null, connected: (said) => drip(said, frame('version', new Uint8Array(900)).subarray(0, 800)) }, 'peer/timeout'],
    ['hangs up in the middle of a message', at((said) => { said.sendBytes(ping.subarray(0, 20)); said.end(); }), 'peer/gone'],
  ];
  it.each(cases)('%s', async (_what, script, code) => {
    await meet(script);
    await until(() => logged(code));
    await until(() => !shaken(hostile));
    await servesOn();
  });
});

/** Sends one byte after another, each after the one before has gone. */
function drip({ socket }: Said, bytes: Uint8Array): void {
  let at = 0;
  const next = (): void => {
    if (socket.destroyed || at >= bytes.length) return;
    socket.write(bytes.subarray(at, at + 1), () => setImmediate(next));
    at += 1;
  };
  next();
}

describe('leaves a peer that', () => {
  it.each<[string, Script, string]>([
    ['announces fifty times what anybody does', { ready: (said) => said.send({ command: 'inv', items: Array.from({ length: 50_000 }, () => ({ type: INV_BLOCK, hash })) }) }, 'flood'],
    ['names addresses without end', { ready: (said) => { for (let count = 0; count < 4; count += 1) said.send({ command: 'addr', addresses: Array.from({ length: 1_000 }, (_, index) => ({ time: 0, services: 0n, ip: ipOfText(`8.8.${index % 250}.${count}`), port: 16_125 })) }); } }, 'flood'],
    ['sends blocks that nobody asked for', { ready: (said) => { for (let count = 0; count < 4; count += 1) said.send({ command: 'block', raw: block }); } }, 'protocol'],
    ['sends headers that nobody asked for', { ready: (said) => { for (let count = 0; count < 4; count += 1) said.send({ command: 'headers', headers: [first] }); } }, 'protocol'],
    ['sends transactions that nobody asked for', { ready: (said) => { for (let count = 0; count < 4; count += 1) said.send({ command: 'tx', raw: new Uint8Array(100) }); } }, 'protocol'],
  ])('%s', async (_what, script, fault) => {
    await meet(script);
    await until(() => logged(fault) && logged('peer/banned'));
    await until(() => !shaken(hostile));
    const { connections } = hostile;
    await servesOn();
    expect(hostile.connections).toBe(connections);
  });

  it('answers with headers that do not follow what was asked', async () => {
    await meet({ on: { getheaders: (_message, said) => said.send({ command: 'headers', headers: others.slice(0, 1) }) } });
    await until(() => shaken(hostile) && shaken(honest));
    const peer = pool.peers.find(({ address }) => address === hostile.address)?.id ?? 0;
    await expect(pool.headers(LOCATOR, { peer })).rejects.toMatchObject({ code: 'peer/wrong-start' });
    await until(() => logged('bad-headers') && !shaken(hostile));
    await servesOn();
  });
});

describe('goes on beside a peer that', () => {
  it('is silent when it is asked for headers: it is itself in initial download, which is said', async () => {
    await meet({});
    await until(() => shaken(hostile) && shaken(honest));
    const peer = pool.peers.find(({ address }) => address === hostile.address)?.id ?? 0;
    await expect(pool.headers(LOCATOR, { peer })).rejects.toMatchObject({ code: 'peer/timeout' });
    expect(pool.peers.map(({ address, syncing }) => [address, syncing])).toEqual([[honest.address, false], [hostile.address, true]]);
    await servesOn();
  });

  it('has no news, which is another thing', async () => {
    await meet({ on: { getheaders: (_message, said) => said.send({ command: 'headers', headers: [] }) } });
    await until(() => shaken(hostile) && shaken(honest));
    const peer = pool.peers.find(({ address }) => address === hostile.address)?.id ?? 0;
    expect((await pool.headers(LOCATOR, { peer })).headers).toEqual([]);
    expect(pool.peers.every(({ syncing }) => !syncing)).toBe(true);
  });

  it('does not have a block: another is asked, and nobody is blamed', async () => {
    await meet({ on: { getheaders: (_message, said) => said.send({ command: 'headers', headers: [first] }) } });
    await until(() => shaken(hostile) && shaken(honest));
    const got = await Promise.all(Array.from({ length: 2 }, () => pool.block(hash)));
    expect(got.map(({ raw }) => raw)).toEqual([block, block]);
    expect(shaken(hostile)).toBe(true);
  });

  it('answers after its time was up: what comes too late is no fault', async () => {
    const late: (() => void)[] = [];
    await meet({ on: { getdata: (_message, said) => void late.push(() => said.send({ command: 'block', raw: block })) } });
    await until(() => shaken(hostile) && shaken(honest));
    const peer = pool.peers.find(({ address }) => address === honest.address)?.id ?? 0;
    await expect(pool.block(hash, { avoid: new Set([peer]) })).rejects.toMatchObject({ code: 'peer/timeout' });
    late.forEach((send) => send());
    await servesOn();
    expect(log.filter((line) => line.includes('protocol'))).toEqual([]);
  });

  it('speaks of things that this node has no use for', async () => {
    await meet({ ready: (said) => ['sendheaders', 'sendcmpct', 'alert', 'whatever'].forEach((command) => said.sendFrame({ command, payload: new Uint8Array(50) })) });
    await until(() => shaken(hostile));
    await servesOn();
    expect(shaken(hostile)).toBe(true);
  });

  it('asks as if this were a full node', async () => {
    await meet({ ready: (said) => {
      said.sendBytes(encodeFrame(PARAMS.magic, frameOf({ command: 'getheaders', version: 170_021, locator: LOCATOR, stop: '0'.repeat(64) })));
      said.send({ command: 'getdata', items: [{ type: INV_BLOCK, hash }] });
      said.send({ command: 'getaddr' });
    } });
    await until(() => shaken(hostile));
    await servesOn();
    expect(shaken(hostile)).toBe(true);
  });
});

it('keeps few of the addresses that strangers name, and none inside this network', async () => {
  await meet({ on: { getaddr: (_message, said) => said.send({ command: 'addr', addresses: ['127.0.0.1', '10.0.0.1', '192.168.1.1'].map((ip) => ({ time: 0, services: 0n, ip: ipOfText(ip), port: 16_125 })) }) } }, true);
  await until(() => shaken(hostile) && shaken(honest));
  await servesOn();
  expect(log.filter((line) => /(10\.0\.0\.1|192\.168|:16125)/.test(line))).toEqual([]);
});

it('asks nobody twice at once, and takes its question back when it is told to', async () => {
  await meet({});
  await until(() => shaken(hostile));
  const peer = pool.peers.find(({ address }) => address === hostile.address)?.id ?? 0;
  const stop = new AbortController();
  const asked = pool.headers(LOCATOR, { peer, signal: stop.signal });
  await expect(pool.headers(LOCATOR, { peer })).rejects.toMatchObject({ code: 'peer/none' });
  stop.abort(new Error('no more'));
  await expect(asked).rejects.toThrow('no more');
});
