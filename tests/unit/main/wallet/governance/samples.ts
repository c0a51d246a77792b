// A vote and a proposal as the wallet keeps them.
import type { OwnVoteRecord, Submitted } from '../../../../../main/wallet/governance/store';

export const voteRecord: OwnVoteRecord = { phrase: `1767225600000${'a'.repeat(43)}`, hash: 'a'.repeat(64), fluxId: '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', topic: 'Lower a fee', yes: true, service: 'stats.runonflux.io', state: 'recorded', said: null, at: 1_767_225_600_000 };
export const submitted: Submitted = {
  text: { topic: 'My own', description: 'It is long enough to be sent, and says nothing more than that.', grantValue: 0, grantAddress: '', nickName: 'me' },
  hash: 'b'.repeat(64), submitDate: 1_767_225_600_000, fee: '20000000000', address: 't1Mzja9iJcEYeW5B4m4s1tJG8M42odFZ16A', payUntil: 1_767_229_200_000,
};
