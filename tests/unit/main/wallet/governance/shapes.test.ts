// What the vote service answers, odd forms among them; and its words of refusal, each with plain words of ours in both languages.
import { governanceErrors as german } from '../../../../../renderer/i18n/de/errors-governance';
import { governanceErrors as english } from '../../../../../renderer/i18n/en/errors-governance';
import { codeOfWords } from '../../../../../main/wallet/governance/vote';
import { zProposals, zServiceProposal, zServiceVotes, zVotePower } from '../../../../../main/wallet/governance/shapes';
import { proposalHashText } from '../../../../../shared/governance/proposal';

const HASH = 'a'.repeat(64);
const proposal = {
  hash: HASH, topic: 'A fee', description: 'text', grantAddress: '', grantValue: 0, nickName: '', submitDate: 1_767_225_600_000, voteEndDate: 1_767_830_400_000, status: 'Open', txid: null,
  votesRequired: 17_925, votesTotal: 13.5, votesYes: 12.5, votesNo: 1,
};

test.each([
  ['Another user is currently voting, try again later', 'governance/busy'],
  ['Voting is not active for selected proposal', 'governance/not-open'],
  [`User 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa already voted on proposal ${HASH}`, 'governance/already-voted'],
  ['Invalid message received', 'governance/phrase-refused'],
  ['Invalid signature', 'governance/signature-refused'],
  ['No active nodes found for 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'governance/no-power'],
  ['Invalid zelid', 'governance/id-refused'],
  ["Cannot read property 'status' of null", 'governance/unknown-proposal'],
  ["Cannot read properties of null (reading 'status')", 'governance/unknown-proposal'],
  ['Something new', 'governance/refused'],
  ['', 'governance/refused'],
])('%j is %s, and has words', (said, code) => {
  expect(codeOfWords(said)).toBe(code);
  expect(Object.keys(english)).toContain(code);
  expect(Object.keys(german)).toContain(code);
});

test('a proposal is read with what its hash covers, whatever stands in loose fields', () => {
  const { topic, description, submitDate } = proposal;
  expect(zServiceProposal.parse(proposal).hashed).toBe(proposalHashText({ topic, description, grantValue: 0, grantAddress: '', nickName: '' }, submitDate));
  const loose = zServiceProposal.parse({ ...proposal, grantValue: undefined, grantAddress: null, nickName: 'undefined', status: 'Frozen\u0000', topic: 'A\u202Efee\nof two lines' });
  expect(loose).toMatchObject({ grantValue: '', grantAddress: '', nickName: '', status: null, said: 'Frozen', topic: 'A fee of two lines' });
  expect(loose.hashed).toBe(`1A\u202Efee\nof two linestextundefinednullundefined${submitDate}`);
  // Numbers with decimals arrive as their own text.
  expect(zServiceProposal.parse({ ...proposal, votesYes: '12.5', votesTotal: '13.5', grantValue: '0.5' })).toMatchObject({ votesYes: 12.5, votesTotal: 13.5, grantValue: '0.5' });
});

test.each([
  [{ votesYes: -1 }], [{ votesYes: 'many' }], [{ votesYes: '1e9' }], [{ hash: 'x' }], [{ submitDate: '1767225600000' }], [{ status: 5 }], [{ topic: null }],
])('a proposal with %j is not understood, and its neighbours are', (patch) => {
  expect(zProposals.parse([proposal, { ...proposal, ...patch }, 7, null])).toMatchObject({ rows: [{ hash: HASH }], left: 3 });
});

test('votes and power name nodes by their coin', () => {
  const row = { hash: HASH, zelid: '1A', vote: true, voteDate: 5, numberOfVotes: '12.5', nodeCollateralOut: HASH, nodeCollateralIndex: '1', nodeAddress: 't1', nodeIp: '1.2.3.4' };
  expect(zServiceVotes.parse([row, { ...row, nodeCollateralIndex: 1 }, { ...row, vote: 'true' }])).toEqual({ left: 1, rows: [0, 1].map(() => ({ hash: HASH, fluxId: '1A', yes: true, at: 5, weight: 12.5, node: `${HASH}:1` })) });
  expect(zVotePower.parse({ power: 1, nodes: [{ tier: 'CUMULUS', ip: '1.2.3.4', txhash: HASH, outidx: '0', address: 't1', power: 1, zelid: '1A' }] })).toEqual({ power: 1, nodes: { left: 0, rows: [{ tier: 'cumulus', ip: '1.2.3.4', point: `${HASH}:0`, power: 1 }] } });
});
