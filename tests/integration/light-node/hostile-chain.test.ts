// What peers and sources can do to the chain that the light node follows, each with its end: another copy is fetched, the branch is left, the peer is dropped, the table kept.
import { rmSync } from 'node:fs';
import { assemble, type Assembled } from '../../../node-core/light/assemble';
import { PRACTICE_FLUX } from '../../../node-core/practice/flux/parameters';
import type { LightNodeStart, LightNodeStatus } from '../../../shared/contract/light-node';
import { ByteReader } from '../../../shared/crypto/byte-reader';
import { ByteWriter } from '../../../shared/crypto/byte-writer';
import { concatBytes } from '../../../shared/crypto/bytes';
import { headerHash, readHeader, serializeHeader, type BlockHeader, type PonHeader } from '../../../shared/flux/block-header';
import { parseBlock } from '../../../shared/flux/block';
import { requiredPonBits } from '../../../shared/flux/pon';
import { INV_BLOCK, MAX_HEADERS } from '../../../shared/flux/p2p/messages';
import { merkleRoot } from '../../../shared/flux/merkle';
import { HostilePeer, type Said, type Script } from '../../hostile-peer/hostile-peer';
import { getJson, PracticeProcess, remove, stopAll, temporaryFolder } from '../practice/practice-process';

jest.setTimeout(60_000);

/** The practice chain as it was read from its node, served again with whatever a test changes. */
interface Served {
  readonly header: PonHeader;
  readonly raw: Uint8Array;
}

const folder = temporaryFolder();
let network: PracticeProcess;
const honest: Served[] = [];
let running: Assembled | null = null;
let nodeFolder = '';
let hostile: HostilePeer | null = null;
const log: string[] = [];
const looks = new Set<() => void>();

const rawOf = (header: BlockHeader, rest: Uint8Array): Uint8Array => concatBytes(serializeHeader(header), rest);
/** The bytes behind a block's header. */
function bodyOf({ raw }: Served): Uint8Array {
  const reader = new ByteReader(raw);
  readHeader(reader);
  return raw.subarray(reader.offset);
}
const served = (header: PonHeader, body: Uint8Array): Served => ({ header, raw: rawOf(header, body) });

/** Serves a chain from height 1 on. */
function serving(chain: () => readonly Served[]): Script {
  return {
    version: { startHeight: 500 },
    on: {
      getheaders: ({ locator }, said) => {
        const hashes = chain().map(({ header }) => headerHash(header));
        const known = locator.map((hash) => (hash === PRACTICE_FLUX.genesisHash ? 0 : hashes.indexOf(hash) + 1)).find((height, index) => height > 0 || locator[index] === PRACTICE_FLUX.genesisHash) ?? 0;
        said.send({ command: 'headers', headers: chain().slice(known, known + MAX_HEADERS).map(({ header }) => header) });
      },
      getdata: ({ items }, said) => {
        for (const { type, hash } of items) {
          const found = chain().find(({ header }) => headerHash(header) === hash);
          if (type === INV_BLOCK && found) said.send({ command: 'block', raw: found.raw });
        }
      },
    },
  };
}

async function follow(peers: readonly string[], sources?: LightNodeStart['tableSources']): Promise<Assembled> {
  const changed = (): void => looks.forEach((look) => look());
  nodeFolder = temporaryFolder();
  const { flux } = network.ready.endpoints;
  const { clock } = await network.status();
  running = assemble({
    network: 'practice', folder: nodeFolder, peers: [...peers], tableSources: sources ?? [{ kind: 'insight', url: flux.a }, { kind: 'insight', url: flux.b }], limits: { diskMegabytes: 100, kilobytesPerSecond: null },
    clockOffset: clock.nowMs - Date.now(), paused: false,
  }, { onStatus: changed, onWatched: changed, log: (line) => { log.push(line); changed(); } });
  running.node.start();
  return running;
}
const until = (what: string, holds: (status: LightNodeStatus) => boolean): Promise<void> => new Promise((resolve, reject) => {
  const timer = setTimeout(() => reject(new Error(`in vain for ${what}: ${JSON.stringify(running?.node.status())}\n${log.slice(-12).join('\n')}`)), 25_000);
  const look = (): void => {
    if (running === null || !holds(running.node.status())) return;
    looks.delete(look);
    clearTimeout(timer);
    resolve();
  };
  looks.add(look);
  look();
});
const logged = (text: string) => (): boolean => log.some((line) => line.includes(text));
const followsTo = (height: number): Promise<void> => until(`following ${height}`, ({ phase, tip }) => phase.kind === 'following' && tip?.height === height);

/** Reads the chain as it stands now. */
async function readChain(): Promise<void> {
  const flux = network.ready.endpoints.flux.a;
  const list = (await getJson(`${flux}/status?q=getInfo`)) as { info: { blocks: number } };
  for (let height = honest.length + 1; height <= list.info.blocks; height += 1) {
    const { blockHash } = (await getJson(`${flux}/block-index/${height}`)) as { blockHash: string };
    const { rawblock } = (await getJson(`${flux}/rawblock/${blockHash}`)) as { rawblock: string };
    const raw = Uint8Array.from(Buffer.from(rawblock, 'hex'));
    const { header } = parseBlock(raw);
    if (header.kind === 'pon') honest.push({ header, raw });
  }
}

beforeAll(async () => {
  network = await PracticeProcess.start(folder, '--seed', 'hostile chain', '--clock-rate', '0');
  await network.do('/control/mine', { chain: 'flux', blocks: 3 });
  await readChain();
});
afterEach(async () => {
  await running?.node.stop();
  running = null;
  await hostile?.stop();
  hostile = null;
  rmSync(nodeFolder, { recursive: true, force: true });
  looks.clear();
  log.length = 0;
});
afterAll(async () => {
  await stopAll();
  remove(folder);
});

const door = (): string => network.ready.endpoints.p2p[0] ?? '';
const top = (): Served => honest.at(-1) ?? { header: {} as PonHeader, raw: new Uint8Array(0) };

it('follows a peer that only repeats the chain', async () => {
  hostile = await HostilePeer.start(PRACTICE_FLUX, serving(() => honest));
  await follow([hostile.address]);
  await followsTo(honest.length);
});

describe('a new block with a right header and', () => {
  it.each<[string, (one: Served) => Served]>([
    ['a wrong signature', (one) => served({ ...one.header, blockSignature: honest[3]?.header.blockSignature ?? new Uint8Array(0) }, bodyOf(one))],
    ['other transactions under it', (one) => served(one.header, bodyOf(honest[5] ?? one))],
    ['its transactions twice', (one) => {
      const { transactions } = parseBlock(one.raw);
      const writer = new ByteWriter(2_000);
      return served(one.header, writer.list([...transactions, ...transactions], ({ raw }) => writer.bytes(raw)).finish());
    }],
    ['no transactions', (one) => served(one.header, Uint8Array.of(0))],
    ['garbage behind it', (one) => served(one.header, new Uint8Array(300).fill(7))],
  ])('%s is fetched elsewhere, and its hash is not blamed', async (_what, change) => {
    let current: readonly Served[] = honest;
    const listeners: Said[] = [];
    hostile = await HostilePeer.start(PRACTICE_FLUX, { ...serving(() => current), ready: (said) => void listeners.push(said) });
    await follow([hostile.address]);
    await followsTo(honest.length);
    await network.do('/control/mine', { chain: 'flux', blocks: 1 });
    running?.setClockOffset((await network.status()).clock.nowMs - Date.now());
    const before = honest.length;
    await readChain();
    current = [...honest.slice(0, before), change(top())];
    for (const said of listeners) said.send({ command: 'inv', items: [{ type: INV_BLOCK, hash: headerHash(top().header) }] });
    await until('a fault', logged('altered-block'));
    expect(running?.node.status().tip?.height).toBe(before);
    // The same peer may have it whole later; whoever serves it whole is believed.
    current = honest;
    await followsTo(honest.length);
    expect(running?.node.status().tip?.hash).toBe(headerHash(top().header));
  });
});

describe('a chain that', () => {
  const fields = (height: number): { time: number; bits: number } => honest[height - 1]?.header ?? { time: 0, bits: 0 };
  /** A header on `header`, with the bits of the rule; above the real chain time stands in steps of one slot, which keeps them. */
  const grown = (header: PonHeader, patch: Partial<PonHeader>): PonHeader => ({
    ...header, previousHash: headerHash(header), time: header.time + 30, bits: requiredPonBits(honest.length + 1, fields, PRACTICE_FLUX), ...patch,
  });

  it.each<[string, () => Served, RegExp]>([
    ['was forged with a collateral that was ground out', () => served(grown(top().header, { collateral: { txid: 'cd'.repeat(32), index: 7 } }), bodyOf(top())), /made by a collateral that carries no node/],
    ['holds a coinbase of another height', () => served(grown(top().header, {}), bodyOf(top())), /signature|another height/],
  ])('%s is left, and who served it is dropped', async (_what, make, words) => {
    const forged = [...honest, make()];
    hostile = await HostilePeer.start(PRACTICE_FLUX, serving(() => forged));
    await follow([hostile.address, door()]);
    await until('a refusal', () => log.some((line) => words.test(line) || /altered-block|bad-block/.test(line)));
    await followsTo(honest.length);
    expect(running?.node.status().tip?.hash).toBe(headerHash(top().header));
  });

  it('never ends, of headers that only look right, costs the peer its connection when its first block is asked for', async () => {
    const endless = [...honest];
    for (let count = 0; count < 400; count += 1) {
      const last = endless.at(-1);
      if (last) endless.push(served(grown(last.header, { collateral: { txid: 'ef'.repeat(32), index: count }, merkleRoot: merkleRoot(['ab'.repeat(32)]) }), Uint8Array.of(0)));
    }
    hostile = await HostilePeer.start(PRACTICE_FLUX, serving(() => endless));
    await follow([hostile.address, door()]);
    await until('an end', logged(`${hostile.address} gone`));
    await followsTo(honest.length);
  });

  it('leaves ours below its tip and carries less work is not followed, however much its peer says that it has', async () => {
    const fork = honest.length - 4;
    const lower: Served[] = honest.slice(0, fork);
    for (let height = fork + 1; height <= honest.length - 1; height += 1) {
      const last = lower.at(-1);
      const own = honest[height - 1];
      const at = (below: number): { time: number; bits: number } => lower[below - 1]?.header ?? { time: 0, bits: 0 };
      // Each stands in the slot of the block that it competes with, by another collateral.
      if (last && own) lower.push(served({ ...own.header, previousHash: headerHash(last.header), bits: requiredPonBits(height, at, PRACTICE_FLUX), collateral: { txid: 'ab'.repeat(32), index: height } }, bodyOf(own)));
    }
    let asked = 0;
    const script = serving(() => lower);
    hostile = await HostilePeer.start(PRACTICE_FLUX, {
      ...script, version: { startHeight: 1_000_000 },
      on: { ...script.on, getdata: (message, said) => {
        asked += message.items.filter(({ hash }) => lower.slice(fork).some(({ header }) => headerHash(header) === hash)).length;
        script.on?.getdata?.(message, said);
      } },
    });
    await follow([hostile.address, door()]);
    await followsTo(honest.length);
    expect(running?.node.status()).toMatchObject({ tip: { hash: headerHash(top().header) }, reorganised: null });
    expect(asked).toBe(0);
  });

  it('has bits of its own choice is refused with its headers', async () => {
    const easy = [...honest, served(grown(top().header, { bits: 0x207fffff }), bodyOf(top()))];
    hostile = await HostilePeer.start(PRACTICE_FLUX, serving(() => easy));
    await follow([hostile.address, door()]);
    await until('a fault', logged('bad-headers'));
    await followsTo(honest.length);
  });
});

describe('the starting table', () => {
  it('is taken from nobody when sources contradict each other, which is said with the node in question', async () => {
    await network.do('/control/fault', { chain: 'flux', endpoint: 'b', fault: 'missingCoin' });
    await follow([door()]);
    await until('a halt', ({ phase }) => phase.kind === 'halted');
    expect(running?.node.status().phase).toMatchObject({ kind: 'halted', reason: { code: 'table/disagree', context: { collateral: expect.stringMatching(/^[0-9a-f]{64}:\d+$/) } } });
    await network.do('/control/fault', { chain: 'flux', endpoint: 'b', fault: 'none' });
    // It asks again by itself, and goes on when they agree.
    await followsTo(honest.length);
  });

  it('is waited for while a source is away', async () => {
    await network.do('/control/fault', { chain: 'flux', endpoint: 'b', fault: 'down' });
    await follow([door()]);
    await until('a reason', ({ lastError }) => lastError?.code === 'table/not-enough');
    expect(running?.node.status().phase.kind).toBe('table');
    await network.do('/control/fault', { chain: 'flux', endpoint: 'b', fault: 'none' });
    await followsTo(honest.length);
  });
});

it('a peer that withholds its tip is noticed beside one that does not', async () => {
  hostile = await HostilePeer.start(PRACTICE_FLUX, { ...serving(() => honest.slice(0, -2)), version: { startHeight: honest.length - 2 } });
  await follow([hostile.address, door()]);
  await followsTo(honest.length);
});
