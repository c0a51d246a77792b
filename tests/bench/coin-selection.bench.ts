// Coin selection over 10,000 coins against the coinselect package: what the choices waste, and how long they take.
import coinSelect from 'coinselect';
import { selectCoins, type SelectionRequest } from '../../main/wallet/plans/coin-selection/select';
import { alternatingRatio, type Bench } from './bench-type';

/** P2PKH sizes in bytes, as coinselect reckons. */
const INPUT = 148;
const OUTPUT = 34;
const FRAME = 10;
/** Satoshi a byte, now and without hurry; never cheaper than later, so that every waste is above zero and a ratio means something. */
const RATES = [5, 10, 25, 50] as const;
const LONG_TERM = 3;
const TARGETS = [1e5, 1e6, 1e7, 1e8, 1e9] as const;
const SEEDS = [1, 2, 3] as const;
const COINS = 10_000;

/** mulberry32: the same coins in every run. */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** Log-normal values, as wallets hold them: many small ones, few large. */
function values(seed: number): number[] {
  const random = uniform(seed);
  return Array.from({ length: COINS }, () => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.floor(Math.exp(13 + 2.5 * normal)) + 600;
  });
}

interface Case {
  readonly rate: number;
  readonly target: number;
  readonly theirs: { readonly value: number }[];
  readonly ours: SelectionRequest;
}

function cases(): Case[] {
  return SEEDS.flatMap((seed) => {
    const coins = values(seed);
    const theirs = coins.map((value) => ({ value }));
    return RATES.flatMap((rate) => {
      const candidates = coins.map((value) => ({ value: BigInt(value), fee: INPUT * rate, longTermFee: INPUT * LONG_TERM }));
      return TARGETS.map((target): Case => ({
        rate, target, theirs,
        ours: {
          coins: candidates, target: BigInt(target), baseFee: BigInt((FRAME + OUTPUT) * rate),
          change: { fee: OUTPUT * rate, spendFee: INPUT * LONG_TERM, dust: 546 },
          seed: Uint8Array.from({ length: 32 }, (_, index) => (index * 31 + seed) & 0xff),
        },
      }));
    });
  });
}

/** What coinselect's choice wastes by the same measure: inputs now against later, and change or what is given away. */
function theirWaste({ rate, target, theirs }: Case): number {
  const { inputs, outputs, fee } = coinSelect(theirs, [{ value: target }], rate);
  if (inputs === undefined || outputs === undefined) throw new Error('coinselect found nothing');
  const inputWaste = inputs.length * INPUT * (rate - LONG_TERM);
  return outputs.length > 1 ? inputWaste + OUTPUT * rate + INPUT * LONG_TERM : inputWaste + fee - rate * (FRAME + OUTPUT + INPUT * inputs.length);
}

function wasteRatio(): number {
  const all = cases();
  const sum = (waste: (one: Case) => number): number => all.reduce((total, one) => total + waste(one), 0);
  return sum((one) => selectCoins(one.ours).waste) / sum(theirWaste);
}

function timeRatio(): number {
  const all = cases();
  return alternatingRatio(
    () => { for (const { ours } of all) selectCoins(ours); },
    () => { for (const { theirs, target, rate } of all) coinSelect(theirs, [{ value: target }], rate); },
  );
}

export const benches: readonly Bench[] = [
  { id: 'coin-selection/waste', issue: 2, anchor: "coinselect's summed waste over the same 60 cases", bar: 1, unit: 'ratio', run: () => Promise.resolve({ value: wasteRatio() }) },
  { id: 'coin-selection/time', issue: 2, anchor: "coinselect's time over the same 60 cases", bar: 3, unit: 'ratio', run: () => Promise.resolve({ value: timeRatio() }) },
];
