// Governance as the wallet would tell it: proposals in every state, votes of the person, a count that agrees and one that does not.

import type { OwnProposal, ProposalDetail, ProposalRow, Recount, VotingPower } from '../../shared/contract/governance';
import type { Reading } from '../../shared/contract/base';
import { NOW } from './samples';

const DAY = 86_400_000;
const hash = (letter: string): string => letter.repeat(64);
const row = (letter: string, patch: Partial<ProposalRow>): ProposalRow => ({
  hash: hash(letter), topic: `Proposal ${letter}`, state: 'open', said: 'Open', yes: 711, no: 190, required: 1450, submittedAt: NOW - 5 * DAY, endsAt: NOW + 2 * DAY, nickName: '', grant: null, own: null, ...patch,
});
export const proposals = {
  open: row('a', { topic: 'Lower the application registration fee' }),
  voted: row('b', { topic: 'Extend the parallel asset claim window', yes: 440, no: 400, own: { yes: true, state: 'recorded', at: NOW - DAY, votes: 14.5 } }),
  unsure: row('c', { topic: 'Rank nodes by uptime', own: { yes: false, state: 'unknown', at: NOW - DAY, votes: null } }),
  passed: row('d', { topic: 'Fund the node dashboard', state: 'passed', said: 'Passed', yes: 1400, no: 280, endsAt: NOW - DAY }),
} as const;
export const known = <T>(value: T): Reading<T> => ({ state: 'known', source: 'reported', at: NOW, value });
export const list = known({ total: 3, counts: { open: 3, passed: 1, rejected: 0, unpaid: 0 }, rows: [proposals.open, proposals.voted, proposals.unsure], left: 0, ownKnown: true });
export const detail: ProposalDetail = {
  ...proposals.open, nickName: 'ana', grant: { amount: '500', address: 't1Mzja9iJcEYeW5B4m4s1tJG8M42odFZ16A' }, txid: hash('e'), hashFits: true,
  description: 'Small applications pay more than they should.\n\n**What changes**\n- the minimum falls\n- <img src=x onerror=alert(1)> stays text\n\nSend it \u202Eback.',
};
export const recount: Recount = { yes: 711, no: 190, nodes: 412, confirmed: 410, unlisted: 2, fresh: 0, listed: true, differences: [] };
export const miscount: Recount = { ...recount, differences: [{ kind: 'yes', said: 711, counted: 611 }, { kind: 'weight', said: 80, due: 2, nodes: 2, example: `${hash('f')}:0` }] };
export const power: VotingPower = {
  fluxId: '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', power: 14.5,
  nodes: [{ outpoint: `${hash('1')}:0`, tier: 'cumulus', power: 1, ip: '203.0.113.1', name: 'Node 1' }, { outpoint: `${hash('2')}:0`, tier: 'cumulus', power: 1, ip: '203.0.113.2', name: null }, { outpoint: `${hash('3')}:0`, tier: 'nimbus', power: 12.5, ip: '203.0.113.3', name: 'Attic' }],
  missing: [{ outpoint: `${hash('4')}:0`, tier: 'stratus', name: 'Cellar', reason: 'not-confirmed' }],
};
const own = (letter: string, topic: string, state: OwnProposal['state']): OwnProposal => ({ hash: hash(letter), topic, submittedAt: NOW - 600_000, fee: '20000000000', address: 't1Mzja9iJcEYeW5B4m4s1tJG8M42odFZ16A', payUntil: NOW + 3_000_000, state });
export const ownProposals: readonly OwnProposal[] = [own('5', 'My first', { kind: 'unpaid', late: false }), own('6', 'My second', { kind: 'listed', txid: hash('7'), proposal: 'open' }), own('8', 'My third', { kind: 'lapsed' })];
export const voteIntent = { kind: 'sign-message', scheme: 'bitcoin', key: { kind: 'flux-id' }, address: power.fluxId, message: `1767225600000${'a'.repeat(43)}`, purpose: { kind: 'xdao-vote', proposal: hash('a'), topic: proposals.open.topic, yes: true, votes: 14.5, service: 'stats.runonflux.io' } } as const;
export const feeIntent = { kind: 'pay', asset: 'flux/native', to: 't1Mzja9iJcEYeW5B4m4s1tJG8M42odFZ16A', amount: '20000000000', all: false, feeLimit: '1000', note: hash('5') } as const;
