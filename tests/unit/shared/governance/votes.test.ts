// The recount: against a slow count written differently, and each way in which a service can miscount.
import fc from 'fast-check';
import { VOTE_WEIGHT } from '../../../../shared/governance/proposal';
import { recount, voteTable, type VoteRow } from '../../../../shared/governance/votes';
import type { FluxTier } from '../../../../shared/flux/subsidy';

const END = 1_000;
const node = (index: number): string => `${index.toString(16).padStart(64, '0')}:0`;
const vote = (index: number, yes: boolean, tier: FluxTier = 'cumulus', at = 1): VoteRow => ({ fluxId: '1Id', yes, at, weight: VOTE_WEIGHT[tier], node: node(index) });
const claim = (yes: number, no: number) => ({ yes, no, total: yes + no, voteEnd: END, freshFrom: Number.POSITIVE_INFINITY });

describe('a recount', () => {
  it('agrees with an honest service', () => {
    const rows = [vote(1, true), vote(2, false, 'nimbus'), vote(3, true, 'stratus')];
    const tiers = new Map<string, FluxTier>([[node(1), 'cumulus'], [node(2), 'nimbus'], [node(3), 'stratus']]);
    expect(recount(voteTable(rows, (name) => tiers.get(name) ?? null), claim(41, 12.5))).toEqual({ yes: 41, no: 12.5, nodes: 3, confirmed: 3, unlisted: 0, fresh: 0, differences: [] });
  });

  it('names sums that are not those of the votes', () => {
    const { differences } = recount(voteTable([vote(1, true)], null), { ...claim(2, 0), total: 3 });
    expect(differences).toEqual([{ kind: 'yes', said: 2, counted: 1 }, { kind: 'total', said: 3, counted: 2 }]);
  });

  it('counts a node once, and says so', () => {
    const found = recount(voteTable([vote(1, true), vote(1, true), vote(1, false)], null), claim(2, 1));
    expect(found).toMatchObject({ yes: 1, no: 0, nodes: 1, differences: [{ kind: 'twice', votes: 2, nodes: 2, example: node(1) }] });
  });

  it('names a weight that the node does not have', () => {
    const rows = [{ ...vote(1, true), weight: 40 }, vote(2, false)];
    const found = recount(voteTable(rows, (name) => (name === node(1) ? 'cumulus' : null)), claim(40, 1));
    expect(found).toMatchObject({ confirmed: 0, unlisted: 1, differences: [{ kind: 'weight', said: 40, due: 1, nodes: 1, example: node(1) }] });
  });

  it('leaves out what came too late', () => {
    expect(recount(voteTable([vote(1, true, 'cumulus', END), vote(2, true, 'cumulus', END + 1)], null), claim(2, 0))).toMatchObject({ yes: 1, nodes: 1, differences: [{ kind: 'late', votes: 1, nodes: 1, example: node(2) }] });
  });

  it('allows for votes that are too fresh to be in the sums, and for no others', () => {
    const rows = [vote(1, true, 'cumulus', 10), vote(2, true, 'nimbus', 500), vote(3, false, 'stratus', 510)];
    const fresh = { freshFrom: 500 };
    expect(recount(voteTable(rows, null), { ...claim(1, 0), ...fresh })).toMatchObject({ differences: [], fresh: 52.5, yes: 13.5, no: 40 });
    expect(recount(voteTable(rows, null), { ...claim(13.5, 0), ...fresh })).toMatchObject({ differences: [], fresh: 40 });
    expect(recount(voteTable(rows, null), { ...claim(0.5, 0), ...fresh }).differences).toEqual([{ kind: 'yes', said: 0.5, counted: 13.5 }]);
    expect(recount(voteTable(rows, null), { ...claim(14, 40), ...fresh }).differences).toEqual([{ kind: 'yes', said: 14, counted: 13.5 }]);
    expect(recount(voteTable(rows, null), claim(1, 0)).differences).toHaveLength(2);
  });

  it('counts nothing of nothing', () => {
    expect(recount(voteTable([], null), claim(0, 0))).toEqual({ yes: 0, no: 0, nodes: 0, confirmed: 0, unlisted: 0, fresh: 0, differences: [] });
  });

  it('is what a slow count says, for any votes', () => {
    const anyVote = fc.record({ index: fc.nat(30), yes: fc.boolean(), tier: fc.constantFrom<FluxTier>('cumulus', 'nimbus', 'stratus'), at: fc.nat(2 * END) });
    fc.assert(fc.property(fc.array(anyVote, { maxLength: 80 }), fc.nat(500), fc.nat(500), (votes, yes, no) => {
      const rows = votes.map(({ index, yes: side, tier, at }) => vote(index, side, tier, at));
      const first = rows.filter((row) => row.at <= END).filter((row, place, all) => all.findIndex((other) => other.node === row.node) === place);
      const sum = (list: readonly VoteRow[], side: boolean): number => list.filter((row) => row.yes === side).reduce((total, row) => total + row.weight, 0);
      const found = recount(voteTable(rows, null), claim(yes, no));
      expect(found).toMatchObject({ yes: sum(first, true), no: sum(first, false), nodes: new Set(first.map((row) => row.node)).size, unlisted: found.nodes });
      expect(found.differences.some(({ kind }) => kind === 'yes')).toBe(sum(rows, true) !== yes);
      expect(found.differences.some(({ kind }) => kind === 'no')).toBe(sum(rows, false) !== no);
    }));
  });
});
