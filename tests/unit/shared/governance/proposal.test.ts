// A proposal's hash and quorum on the vector computed from the service's own rules, and the form's limits.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { PAY_WITHIN_MS, PROPOSAL_STATUSES, VOTE_WEIGHT, VOTING_MS, XDAO_ADDRESS, outcomeOf, proposalFaults, proposalHash, proposalHashText, votesRequired, type ProposalText } from '../../../../shared/governance/proposal';

const vector = JSON.parse(readFileSync('tests/vectors/xdao.json', 'utf8'));
const TEXT: ProposalText = { topic: 'Lower a fee', description: 'Because it is high, and because this text is long enough to be sent.', grantValue: 0, grantAddress: '', nickName: '' };

describe('a proposal', () => {
  it('has the hash of its text', () => {
    const { hash, hashedText, submitDate, ...text } = vector.hashVector;
    expect(proposalHashText(text, submitDate)).toBe(hashedText);
    expect(proposalHash(text, submitDate)).toBe(hash);
  });

  it('needs three tenths of all votes', () => {
    const { quorumVector } = vector;
    expect(votesRequired({ cumulus: quorumVector['cumulus-enabled'], nimbus: quorumVector['nimbus-enabled'], stratus: quorumVector['stratus-enabled'] })).toBe(quorumVector.votesRequired);
  });

  it('follows the published constants', () => {
    expect({ CUMULUS: VOTE_WEIGHT.cumulus, NIMBUS: VOTE_WEIGHT.nimbus, STRATUS: VOTE_WEIGHT.stratus }).toEqual(vector.weights);
    expect([PAY_WITHIN_MS, VOTING_MS, XDAO_ADDRESS, [...PROPOSAL_STATUSES].sort()]).toEqual([vector.payWithinMs, vector.votingMs, vector.paymentAddress, [...vector.statuses].sort()]);
  });

  test.each([
    [{ yes: 10, no: 9.5, required: 19.5 }, 'Passed'],
    [{ yes: 10, no: 9, required: 19.5 }, 'Rejected Not Enough Votes'],
    [{ yes: 10, no: 10, required: 0 }, 'Rejected'],
    [{ yes: 0, no: 0, required: 0 }, 'Rejected'],
  ])('%j ends as %s', (votes, ending) => {
    expect(outcomeOf(votes)).toBe(ending);
  });

  it('changes its hash with every character and with its date', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }), fc.nat(1e6), (topic, more, later) => {
      const plain = proposalHash({ ...TEXT, topic }, 1);
      expect(plain).toMatch(/^[0-9a-f]{64}$/);
      expect(proposalHash({ ...TEXT, topic: topic + more }, 1)).not.toBe(plain);
      expect(proposalHash({ ...TEXT, topic }, later + 20)).not.toBe(plain);
    }));
  });
});

describe('the form', () => {
  it('takes a sound text', () => {
    expect(proposalFaults(TEXT)).toEqual([]);
    expect(proposalFaults({ ...TEXT, grantValue: 500, grantAddress: 't1abc' })).toEqual([]);
  });

  test.each<[Partial<ProposalText>, string, string]>([
    [{ topic: ' ab ' }, 'topic', 'too-short'], [{ topic: 'x'.repeat(161) }, 'topic', 'too-long'], [{ topic: 'pay\u202Eme' }, 'topic', 'invisible'], [{ topic: 'two\nlines' }, 'topic', 'invisible'],
    [{ description: 'short' }, 'description', 'too-short'], [{ description: 'x'.repeat(20_001) }, 'description', 'too-long'],
    [{ grantValue: 1.5 }, 'grantValue', 'not-whole'], [{ grantValue: -1 }, 'grantValue', 'not-whole'], [{ grantValue: Number.NaN }, 'grantValue', 'not-whole'],
    [{ grantValue: 5 }, 'grantAddress', 'address-missing'], [{ grantAddress: 't1abc' }, 'grantValue', 'grant-missing'], [{ nickName: 'x'.repeat(61) }, 'nickName', 'too-long'],
  ])('finds fault with %j', (change, field, code) => {
    expect(proposalFaults({ ...TEXT, ...change })).toEqual([{ field, code }]);
  });
});
