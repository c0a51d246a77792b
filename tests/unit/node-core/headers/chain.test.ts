// The tree of headers: rules on the parent, which branch is the chain, how deep it may turn, and what a bad block takes with it.
import fc from 'fast-check';
import { HeaderChain, MOST_REORG, type ChainChange } from '../../../../node-core/headers/chain';
import { PRACTICE_FLUX } from '../../../../node-core/practice/flux/parameters';
import { AppError } from '../../../../shared/errors/app-error';
import { headerHash, type PonHeader } from '../../../../shared/flux/block-header';
import { FLUX_MAINNET } from '../../../../shared/flux/params';
import { ponHashOfHeader, ponStartBits, requiredPonBits } from '../../../../shared/flux/pon';

const PARAMS = PRACTICE_FLUX;
const START = 1_700_000_010;
const BASE = { height: 0, hash: PARAMS.genesisHash };
const ZERO = '0'.repeat(64);

interface Made {
  readonly header: PonHeader;
  readonly hash: string;
  readonly height: number;
  readonly parent: Made | null;
}

/** A header that is right in every respect but its signature; `salt` makes it another one. */
function child(parent: Made | null, salt = 0, patch: Partial<PonHeader> = {}): Made {
  const height = (parent?.height ?? 0) + 1;
  const at = (wanted: number): { time: number; bits: number } => {
    let node = parent;
    while (node !== null && node.height > wanted) node = node.parent;
    return node?.header ?? { time: START, bits: ponStartBits(PARAMS) };
  };
  const header: PonHeader = {
    kind: 'pon', version: 100, previousHash: parent?.hash ?? BASE.hash, merkleRoot: salt.toString(16).padStart(64, '0'), finalSaplingRoot: ZERO, time: START + height * 30 + (salt % 30),
    bits: requiredPonBits(height, at, PARAMS), collateral: { txid: (salt + 1).toString(16).padStart(64, 'a'), index: 0 }, blockSignature: new Uint8Array(0), ...patch,
  };
  return { header, hash: headerHash(header), height, parent };
}
function branch(parent: Made | null, length: number, salt = 0): Made[] {
  const made: Made[] = [];
  for (let count = 0; count < length; count += 1) made.push(child(made.at(-1) ?? parent, salt));
  return made;
}
const chainOf = (pins: readonly (readonly [number, string])[] = [], now = START + 10_000_000): HeaderChain => new HeaderChain({ params: PARAMS, base: BASE, pins: new Map(pins), now: () => now });
const headersOf = (made: readonly Made[]): PonHeader[] => made.map(({ header }) => header);
const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown.code;
    throw thrown;
  }
  return 'taken';
};
const last = (made: readonly Made[]): Made => made.at(-1) ?? child(null);
const kindOf = ({ kind }: ChainChange): string => kind;

it('grows header by header, in one go as well as in pieces', () => {
  const made = branch(null, 200);
  const [whole, pieces] = [chainOf(), chainOf()];
  expect(whole.accept(headersOf(made))).toMatchObject({ added: 200, change: { kind: 'extended', from: { height: 0 }, to: { height: 200, hash: last(made).hash } } });
  for (let at = 0; at < 200; at += 7) pieces.accept(headersOf(made.slice(at, at + 7)));
  expect(pieces.tip.hash).toBe(whole.tip.hash);
  expect(whole.at(77)?.hash).toBe(made[76]?.hash);
  expect(whole.heightOf(made[76]?.hash ?? '')).toBe(77);
  expect(whole.accept(headersOf(made))).toMatchObject({ added: 0, change: { kind: 'none' } });
});

it('names the tip first and what it grew on last, in growing steps', () => {
  const chain = chainOf();
  const made = branch(null, 900);
  chain.accept(headersOf(made));
  const locator = chain.locator();
  expect(locator[0]).toBe(last(made).hash);
  expect(locator.at(-1)).toBe(BASE.hash);
  expect(locator.length).toBeLessThan(30);
  expect(new Set(locator).size).toBe(locator.length);
});

describe('refuses a header', () => {
  const parent = last(branch(null, 70));
  const grown = (): HeaderChain => {
    const chain = chainOf([], parent.header.time + 1_000);
    chain.accept(headersOf(branch(null, 70)));
    return chain;
  };
  it.each<[string, () => PonHeader, string]>([
    ['that follows nothing', () => child(null, 0, { previousHash: 'ab'.repeat(32) }).header, 'header/orphan'],
    ['with other bits than the rule says', () => child(parent, 0, { bits: 0x200f0f0e }).header, 'header/bad-bits'],
    ['of the same second as its parent', () => child(parent, 0, { time: parent.header.time }).header, 'header/time-too-old'],
    ['from the future', () => child(parent, 0, { time: parent.header.time + 1_000 + 301 }).header, 'header/time-too-new'],
  ])('%s', (_what, make, code) => {
    const chain = grown();
    expect(refusal(() => chain.accept([make()]))).toBe(code);
    expect(chain.tip.hash).toBe(parent.hash);
  });

  it('of the era that is over', () => {
    const { header } = child(parent);
    expect(refusal(() => grown().accept([{ ...header, kind: 'pow', version: 4, nonce: ZERO, solution: new Uint8Array(36) }]))).toBe('header/wrong-era');
  });

  it('that wins no slot, on a network that plays', () => {
    const chain = new HeaderChain({ params: FLUX_MAINNET, base: { height: 2_020_099, hash: BASE.hash }, pins: new Map(), now: () => START + 1_000 });
    expect(refusal(() => chain.accept([child(null, 0, { bits: 0x1d00ffff }).header]))).toBe('header/no-winner');
  });

  it('where another one is pinned, and keeps what stood before it', () => {
    const made = branch(null, 10);
    const chain = chainOf([[5, 'cd'.repeat(32)]]);
    expect(refusal(() => chain.accept(headersOf(made)))).toBe('header/pinned');
    expect(chain.tip.height).toBe(4);
  });
});

describe('turns to a better branch', () => {
  const trunk = branch(null, 60);

  it('when it is longer, and says from where', () => {
    const chain = chainOf();
    chain.accept(headersOf([...trunk, ...branch(last(trunk), 3, 1)]));
    const side = branch(last(trunk), 4, 2);
    expect(kindOf(chain.accept(headersOf(side.slice(0, 2))).change)).toBe('none');
    expect(chain.accept(headersOf(side)).change).toMatchObject({ kind: 'reorganised', fork: 60, from: { height: 63 }, to: { height: 64, hash: last(side).hash } });
    expect(chain.at(61)?.hash).toBe(side[0]?.hash);
  });

  it('at the same height by the lower lottery number, whoever came first', () => {
    const [one, two] = [child(last(trunk), 1), child(last(trunk), 2)];
    const lower = ponHashOfHeader(one.header, PARAMS) < ponHashOfHeader(two.header, PARAMS) ? one : two;
    for (const order of [[one, two], [two, one]]) {
      const chain = chainOf();
      chain.accept(headersOf(trunk));
      for (const { header } of order) chain.accept([header]);
      expect(chain.tip.hash).toBe(lower.hash);
    }
  });

  it('that leaves the chain forty blocks below, and to none that leaves it deeper', () => {
    const chain = chainOf();
    const main = branch(last(trunk), MOST_REORG, 1);
    chain.accept(headersOf([...trunk, ...main]));
    const allowed = branch(last(trunk), MOST_REORG + 1, 2);
    expect(chain.accept(headersOf(allowed)).change).toMatchObject({ kind: 'reorganised', fork: 60 });
    expect(refusal(() => chain.accept(headersOf(branch(trunk[50] ?? null, 60, 3))))).toBe('header/too-deep');
    expect(chain.tip.hash).toBe(last(allowed).hash);
  });

  it('when a block of the chain turns out bad, and never back to it', () => {
    const chain = chainOf();
    const [bad, good] = [branch(last(trunk), 5, 1), branch(last(trunk), 3, 2)];
    chain.accept(headersOf([...trunk, ...bad]));
    chain.accept(headersOf(good));
    expect(chain.invalidate(bad[1]?.hash ?? '')).toMatchObject({ kind: 'reorganised', fork: 60, to: { hash: last(good).hash } });
    expect(refusal(() => chain.accept(headersOf(branch(last(bad), 5, 1))))).toBe('header/invalid-branch');
    expect(chain.tip.hash).toBe(last(good).hash);
    expect(chain.invalidate('ef'.repeat(32))).toEqual({ kind: 'none' });
  });

  it('when nobody serves a block of it, without blame: it may be shown again', () => {
    const chain = chainOf();
    const [headersOnly, whole] = [branch(last(trunk), 5, 1), branch(last(trunk), 3, 2)];
    chain.accept(headersOf([...trunk, ...headersOnly]));
    chain.accept(headersOf(whole));
    expect(chain.forget(headersOnly[0]?.hash ?? '')).toMatchObject({ kind: 'reorganised', fork: 60, to: { hash: last(whole).hash } });
    expect(chain.knows(last(headersOnly).hash)).toBe(false);
    expect(chain.accept(headersOf(headersOnly)).change).toMatchObject({ kind: 'reorganised', to: { hash: last(headersOnly).hash } });
  });

  it('falls back to what stands below a bad block when there is no other branch', () => {
    const chain = chainOf();
    const bad = branch(last(trunk), 5, 1);
    chain.accept(headersOf([...trunk, ...bad]));
    expect(chain.invalidate(bad[0]?.hash ?? '')).toMatchObject({ kind: 'reorganised', fork: 60, to: { height: 60 } });
  });
});

it('holds few headers however long the chain grows', () => {
  const chain = chainOf();
  let tip: Made | null = null;
  let kept: Made[] = [];
  for (let round = 0; round < 60; round += 1) {
    const made: Made[] = branch(tip, 160, round);
    chain.accept(headersOf(made));
    tip = last(made);
    kept = [...kept, ...made].slice(-100);
    // The difficulty looks back over sixty: parents further back need not live in the test either.
    const cut = kept[0];
    if (cut) Object.assign(cut, { parent: null });
  }
  expect(chain.tip.height).toBe(9_600);
  expect(chain.at(1)).toBeNull();
  expect(chain.knows(BASE.hash)).toBe(false);
  expect(chain.at(9_600 - 3_000)).not.toBeNull();
});

it('ends at the same tip in whatever order branches come, as long as parents come first', () => {
  const shape = fc.array(fc.record({ from: fc.nat(60), length: fc.integer({ min: 1, max: 6 }) }), { minLength: 1, maxLength: 8 });
  fc.assert(fc.property(shape, fc.infiniteStream(fc.nat()), (steps, chance) => {
    const trunk = branch(null, 45);
    const all: Made[] = [...trunk];
    steps.forEach(({ from, length }, index) => all.push(...branch(all[Math.min(all.length - 1, 20 + (from % (all.length - 20)))] ?? null, length, index + 1)));
    const inOrder = chainOf();
    for (const { header } of all) inOrder.accept([header]);
    const shuffled = chainOf();
    const waiting = [...all];
    for (const seed of chance) {
      const ready = waiting.filter(({ header }) => shuffled.knows(header.previousHash));
      const next = ready[seed % Math.max(1, ready.length)];
      if (next === undefined) break;
      shuffled.accept([next.header]);
      waiting.splice(waiting.indexOf(next), 1);
    }
    expect(waiting).toEqual([]);
    expect(shuffled.tip.hash).toBe(inOrder.tip.hash);
  }), { numRuns: 60 });
});
