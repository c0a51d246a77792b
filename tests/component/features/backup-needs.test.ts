// A phrase that was never compared with its paper is among what needs the person.
import type { Unlocked } from '../../../shared/contract/signer';
import { backupNeeds } from '../../../renderer/features/portfolio/backup-needs';
import { unlocked } from '../samples';

const descriptors: Unlocked['descriptors'] = [{ account: 'flux:44:0', family: 'flux', scriptType: 'p2pkh', path: "m/44'/1'/0'", xpub: 'tpub' }];
const kinds = (changes: Partial<Unlocked>): string[] => backupNeeds({ ...unlocked, descriptors, ...changes }).map(({ kind }) => kind);

test('asks for the check until it was made once', () => {
  expect(kinds({ backup: { writtenDownAt: 1, checkedAt: null } })).toEqual(['recovery-check']);
  expect(kinds({ backup: { writtenDownAt: 1, checkedAt: 2 } })).toEqual([]);
});

test('asks to write the phrase down first', () => {
  expect(kinds({ backup: { writtenDownAt: null, checkedAt: null } })).toEqual(['write-down']);
});

test('asks nothing of a wallet without a phrase', () => {
  expect(kinds({ descriptors: [], backup: { writtenDownAt: null, checkedAt: null } })).toEqual([]);
});
