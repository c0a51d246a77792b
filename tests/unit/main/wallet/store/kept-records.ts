// Records as the newest fixture of the database holds them.
import type { MessageRecord } from '../../../../../main/wallet/cloud/record';
import type { SignedRecord } from '../../../../../main/wallet/links/signed-store';

export const signedRecord: SignedRecord = { text: 'login', address: '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', scheme: 'bitcoin', host: 'api.runonflux.io', url: 'https://api.runonflux.io/id/verifylogin', state: 'delivered', said: 'Welcome', at: 1_767_225_600_000 };
export const messageRecord: MessageRecord = {
  hash: 'c'.repeat(64), type: 'fluxappregister', specification: '{}', timestamp: 1_767_225_600_000, signature: 's', name: 'myshop', instances: 3, expire: 88_000, node: '203.0.113.7:16127',
  usd: '99000000', pay: '356000000', payTo: 't3NryfAQLGeFs9jEoeqsxmBN2QLRaRKFLUX', sentAt: 1_767_225_600_000, state: 'waiting', reason: null, hidden: false,
};
