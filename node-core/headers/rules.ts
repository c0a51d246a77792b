// What a header must hold on its parent (fluxd main.cpp ContextualCheckBlockHeader, pon/pon.cpp): era, time, bits, lottery or work. Its signature needs the table of nodes and is not checked here.
import { AppError } from '../../shared/errors/app-error';
import { headerHash, type BlockHeader } from '../../shared/flux/block-header';
import { targetOfBits } from '../../shared/flux/compact-target';
import { meetsEquihash } from '../../shared/flux/equihash';
import type { FluxParams } from '../../shared/flux/params';
import { TEST_BYPASS_COLLATERAL, isEmergencyHeader, meetsPonTarget, ponHashOfHeader, requiredPonBits } from '../../shared/flux/pon';

/** Seconds that a block may be ahead of the network's time. */
const FUTURE_PON = 300;
const FUTURE_POW = 7_200;
/** Blocks whose median time a proof of work block must be later than (BIP113's window). */
const MEDIAN_WINDOW = 11;

/** The blocks before a header, as far as they are known. */
export interface Ancestors {
  /** Of the parent. */
  readonly height: number;
  /** The header at a height up to the parent's, or null below what is kept. */
  at(height: number): BlockHeader | null;
}

const fault = (code: string, message: string, height: number): AppError => new AppError(`header/${code}`, message, { context: { height } });

/** Whether Proof of Node rules a height. */
function isPonHeight(height: number, { upgrades }: Pick<FluxParams, 'upgrades'>): boolean {
  return upgrades.pon !== null && height >= upgrades.pon;
}

function medianTime(before: Ancestors): number | null {
  const times: number[] = [];
  for (let height = before.height; height >= 0 && times.length < MEDIAN_WINDOW; height -= 1) {
    const header = before.at(height);
    if (header === null) return null;
    times.push(header.time);
  }
  return times.sort((left, right) => left - right)[Math.floor(times.length / 2)] ?? null;
}

/** The bits of the difficulty rule; null when the blocks that it looks back on are not kept. */
function ponBits(height: number, before: Ancestors, params: FluxParams): number | null {
  let known = true;
  const bits = requiredPonBits(height, (at) => {
    const header = before.at(at);
    if (header === null) known = false;
    return header ?? { time: 0, bits: 0 };
  }, params);
  return known ? bits : null;
}

function checkPon(header: Extract<BlockHeader, { kind: 'pon' }>, before: Ancestors, params: FluxParams): void {
  const height = before.height + 1;
  const bits = ponBits(height, before, params);
  if (bits !== null && header.bits !== bits) throw fault('bad-bits', 'the bits are not those of the difficulty rule', height);
  const parent = before.at(before.height);
  if (parent !== null && header.time <= parent.time) throw fault('time-too-old', 'the time is not after the parent\'s', height);
  // Two of four fixed keys can make such a block at any height; the lottery does not apply to it, nor to the one that test networks wave through.
  const bypass = params.name !== 'mainnet' && header.collateral.txid === TEST_BYPASS_COLLATERAL && header.collateral.index === 0;
  if (isEmergencyHeader(header) || bypass || params.name === 'regtest') return;
  if (!meetsPonTarget(ponHashOfHeader(header, params), header.bits, height, params)) throw fault('no-winner', 'the lottery number is above the target', height);
}

function checkPow(header: Extract<BlockHeader, { kind: 'pow' }>, hash: string, before: Ancestors, { name }: FluxParams): void {
  const height = before.height + 1;
  const median = medianTime(before);
  if (median !== null && header.time <= median) throw fault('time-too-old', 'the time is not after the median of the last eleven', height);
  // Elsewhere the chain starts above the last block of this era, or from a pin that later headers lead to; there the solutions cost more than they prove.
  if (name === 'regtest' && !meetsEquihash(header)) throw fault('no-solution', 'the solution does not solve the puzzle of the header', height);
  // fluxd mines regtest without work: the blocks of the captured chain lie far above their targets.
  if (name !== 'regtest' && BigInt(`0x${hash}`) > targetOfBits(header.bits)) throw fault('no-work', 'the hash is above the target', height);
}

/**
 * @param now network time, Unix seconds
 * @returns the header's hash
 * @throws AppError `header/wrong-era`, `header/bad-bits`, `header/time-too-old`, `header/time-too-new`, `header/no-winner`, `header/no-work`, `header/no-solution`, `target/invalid`
 */
export function checkHeader(header: BlockHeader, before: Ancestors, now: number, params: FluxParams): string {
  const height = before.height + 1;
  if ((header.kind === 'pon') !== isPonHeight(height, params)) throw fault('wrong-era', 'the header is of another era', height);
  if (header.time > now + (header.kind === 'pon' ? FUTURE_PON : FUTURE_POW)) throw fault('time-too-new', 'the time lies in the future', height);
  const hash = headerHash(header);
  if (header.kind === 'pon') checkPon(header, before, params);
  else checkPow(header, hash, before, params);
  return hash;
}
