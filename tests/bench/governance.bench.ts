// The list of two thousand proposals against that of twenty, and the recount of fifty thousand votes against a bare pass over them.
import { VOTE_WEIGHT } from '../../shared/governance/proposal';
import { recount, voteTable, type VoteRow } from '../../shared/governance/votes';
import type { FluxTier } from '../../shared/flux/subsidy';
import { governanceRounds } from './app/governance-rounds';
import { alternatingRatio, median, type Bench, type Measured } from './bench-type';

const [MANY, FEW, VOTES] = [2_000, 20, 50_000];
const TIERS: readonly FluxTier[] = ['cumulus', 'nimbus', 'stratus'];

async function opening(): Promise<Measured> {
  const rounds = await governanceRounds(MANY, FEW, VOTES);
  const value = median(rounds.map(({ many, few }) => many / few));
  return { value, note: `${median(rounds.map(({ many }) => many)).toFixed(1)} ms against ${median(rounds.map(({ few }) => few)).toFixed(1)} ms` };
}

async function recounting(): Promise<Measured> {
  const tierAt = (index: number): FluxTier => TIERS[index % 3] ?? 'cumulus';
  const name = (index: number): string => `${index.toString(16).padStart(64, '0')}:0`;
  const rows: VoteRow[] = Array.from({ length: VOTES }, (_, index) => ({ fluxId: `1${index % 500}`, yes: index % 7 !== 0, at: index, weight: VOTE_WEIGHT[tierAt(index)], node: name(index) }));
  const tiers = new Map(rows.map(({ node }, index) => [node, tierAt(index)]));
  const start = performance.now();
  const table = voteTable(rows, (node) => tiers.get(node) ?? null);
  const joining = performance.now() - start;
  const sums = [0, 0];
  for (const { yes, weight } of rows) sums[yes ? 1 : 0] = (sums[yes ? 1 : 0] ?? 0) + weight;
  const claimed = { yes: sums[1] ?? 0, no: sums[0] ?? 0, total: (sums[0] ?? 0) + (sums[1] ?? 0), voteEnd: VOTES, freshFrom: Number.POSITIVE_INFINITY };
  let told = 0;
  const subject = (): void => {
    for (let round = 0; round < 20; round += 1) told += recount(table, claimed).differences.length;
  };
  const anchor = (): void => {
    for (let round = 0; round < 20; round += 1) {
      let [yes, no] = [0, 0];
      for (const row of rows) {
        if (row.yes) yes += row.weight;
        else no += row.weight;
      }
      told += yes === claimed.yes && no === claimed.no ? 0 : 1;
    }
  };
  const value = alternatingRatio(subject, anchor, 9);
  if (told !== 0) throw new Error('a sound count was found wrong');
  return { value, note: `finding 50,000 nodes in the list of nodes, once when votes are parsed: ${joining.toFixed(1)} ms` };
}

export const benches: readonly Bench[] = [
  { id: 'governance/opening-2000', issue: 7, anchor: 'the same screen with 20 proposals', bar: 1.5, unit: 'ratio', run: opening },
  { id: 'governance/recount-50000', issue: 7, anchor: 'a bare pass over the same 50,000 parsed votes', bar: 3, unit: 'ratio', run: recounting },
];
