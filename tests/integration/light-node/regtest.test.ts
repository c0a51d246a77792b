// The program follows a network of one's own from its first block on, through both eras, with nothing but a peer: no list of nodes is needed where there were none.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { ByteReader } from '../../../shared/crypto/byte-reader';
import { headerHash, readHeader, type BlockHeader } from '../../../shared/flux/block-header';
import { scriptOfAddress } from '../../../shared/flux/address';
import { FLUX_REGTEST } from '../../../shared/flux/params';
import { INV_BLOCK, MAX_HEADERS } from '../../../shared/flux/p2p/messages';
import { blockSubsidy } from '../../../shared/flux/subsidy';
import { coinbase } from '../../bench/pon-blocks';
import { HostilePeer } from '../../hostile-peer/hostile-peer';
import { bypassBlock, workBlock, type RegtestBlock } from '../../hostile-peer/regtest-chain';
import { remove, temporaryFolder } from '../practice/practice-process';

jest.setTimeout(60_000);

const PON = 40;
const TIP = 130;
const PARAMS = { ...FLUX_REGTEST, upgrades: { lwma: 1, equihash144: 1, acadia: 1, kamiooka: 1, kamata: 1, flux: 1, halving: 1, p2shNodes: 1, pon: PON } };
const MINER = 'tmJwBBgcE7CDov8JJQ28x5HrYikWYZsxMj2';
const START = 1_795_000_000;
/** The easiest target, and the limit that holds after the first sixty blocks (fluxd chainparams.cpp, regtest). */
const bitsAt = (height: number): number => (height < PON + 60 ? 0x207fffff : 0x200f0f0f);

const chain: (RegtestBlock & { readonly header: BlockHeader })[] = [];
let peer: HostilePeer;
let folder = '';

function extend(height: number, paid: bigint, to: string): RegtestBlock {
  const previous = chain.at(-1)?.hash ?? PARAMS.genesisHash;
  const first = coinbase(height, [{ value: paid, script: scriptOfAddress(to, PARAMS) }]);
  return height < PON ? workBlock(previous, START + 120 * height, first) : bypassBlock(previous, START + 120 * height, bitsAt(height), first);
}
const add = (block: RegtestBlock): void => void chain.push({ ...block, header: readHeader(new ByteReader(block.raw)) });

interface Run {
  readonly code: number | null;
  readonly events: readonly Record<string, unknown>[];
  readonly err: string;
}

function node(...args: string[]): Promise<Run> {
  const child = spawn(process.execPath, ['out/node/fluxkeep-node.cjs', ...args, '--network', 'regtest', '--peer', peer.address, '--folder', folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  const events: Record<string, unknown>[] = [];
  let err = '';
  createInterface({ input: child.stdout }).on('line', (line) => events.push(JSON.parse(line) as Record<string, unknown>));
  child.stderr.on('data', (data: Buffer) => (err += data.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, events, err })));
}

beforeAll(async () => {
  for (let height = 1; height <= TIP; height += 1) add(extend(height, blockSubsidy(height, PARAMS), height < PON ? MINER : PARAMS.devFundAddress));
  peer = await HostilePeer.start(PARAMS, {
    version: { startHeight: TIP },
    on: {
      getheaders: ({ locator }, said) => {
        const known = locator.map((hash) => chain.findIndex((block) => block.hash === hash) + 1).find((height) => height > 0) ?? 0;
        said.send({ command: 'headers', headers: chain.slice(known, known + MAX_HEADERS).map(({ header }) => header) });
      },
      getdata: ({ items }, said) => {
        for (const { type, hash } of items) {
          const found = chain.find((block) => block.hash === hash);
          if (type === INV_BLOCK && found) said.send({ command: 'block', raw: found.raw });
        }
      },
    },
  });
});
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => remove(folder));
afterAll(() => peer.stop());

it('the chain is one: each block has the hash that its header gives', () => {
  expect(chain.map(({ header }) => headerHash(header))).toEqual(chain.map(({ hash }) => hash));
  expect([chain[PON - 2]?.header.kind, chain[PON - 1]?.header.kind]).toEqual(['pow', 'pon']);
});

it('is followed to its tip, the coins of the miner with it', async () => {
  const { code, events, err } = await node('follow', '--upgrades', `all=1,pon=${PON}`, '--watch', MINER, '--until', String(TIP));
  expect([code, err]).toEqual([0, expect.not.stringContaining('block/')]);
  expect(events.at(-1)).toMatchObject({ event: 'end', tip: { height: TIP, hash: chain.at(-1)?.hash } });
  const status = events.filter(({ event }) => event === 'status').at(-1);
  expect(status).toMatchObject({ start: { height: 0, hash: PARAMS.genesisHash }, tableFrom: ['the first block'], nodes: { cumulus: 0, nimbus: 0, stratus: 0 }, provenTo: null });
  const { coins } = events.filter(({ event }) => event === 'watched').at(-1) as unknown as { coins: { value: string }[] };
  expect(coins.map(({ value }) => value)).toEqual(Array.from({ length: PON - 1 }, (_, at) => blockSubsidy(at + 1, PARAMS).toString()));
});

it('goes on where it was, after an end on the way', async () => {
  await node('follow', '--upgrades', `all=1,pon=${PON}`, '--until', '20');
  const { code, events } = await node('follow', '--upgrades', `all=1,pon=${PON}`, '--until', String(TIP));
  expect([code, events.at(-1)]).toEqual([0, expect.objectContaining({ event: 'end', tip: expect.objectContaining({ height: TIP }) })]);
});

it('with other heights it is another chain, which is said', async () => {
  const { events } = await node('headers', '--upgrades', 'all=1,pon=60');
  expect(events.at(-1)).toMatchObject({ event: 'headers', height: PON - 1 });
  // Unless a height is named, every block of regtest is one of Proof of Node.
  expect((await node('headers')).events.at(-1)).toMatchObject({ event: 'headers', height: 0 });
});
