// Chains that the practice network does not run: which texts are addresses there.
import { isAddressOn } from '../../../../../node-core/practice/fusion/addresses';
import { inventedTxid } from '../../../../../node-core/practice/fusion/foreign';

/** The real operator's addresses, and a Kadena account. */
const GOOD = [
  ['kda', `k:${'0123456789abcdef'.repeat(4)}`],
  ['trx', 'TA7U2PTnHDyhHBns3X6NsDndjZDBUE3oUa'],
  ['sol', '3q79qsEp9CoCpNE2poy5stVKmXqWruLdwxn5KWNHeUNk'],
  ['erg', '9fCKJ7g6ZffHAQb9UQY7S6YLF6dRVejBAXw284XNazkq8XLuZbw'],
  ['algo', '5MG5DOGNHGGG44HO7B4JXEORSFFLBNHFNTLYYR6OW53RNNCJK2LVSJVNXA'],
  ['main', 'tmFDGYXwSPiSrMVEgnEDkRC7HEZWaRtBDCX'],
  ['eth', '0x720CD16b011b987Da3518fbf38c3071d4F0D1495'],
] as const;

test.each(GOOD)('%s: %s', (chain, address) => {
  expect(isAddressOn(chain, address)).toBe(true);
  expect(isAddressOn(chain, `${address}x`)).toBe(false);
  expect(isAddressOn(chain, '')).toBe(false);
  for (const [other, foreign] of GOOD) if (other !== chain) expect(isAddressOn(chain, foreign)).toBe(false);
});

test.each(GOOD.filter(([chain]) => !['sol', 'kda'].includes(chain)))('%s: one changed character is found', (chain, address) => {
  const place = 12;
  const changed = address.slice(0, place) + (address[place] === 'A' ? 'B' : 'A') + address.slice(place + 1);
  expect(isAddressOn(chain, changed)).toBe(false);
});

test.each([
  ['kda', /^[\w-]{43}$/], ['trx', /^[0-9a-f]{64}$/], ['sol', /^[1-9A-HJ-NP-Za-km-z]{86,88}$/], ['erg', /^[0-9a-f]{64}$/], ['algo', /^[A-Z2-7]{52}$/], ['main', /^[0-9a-f]{64}$/], ['base', /^0x[0-9a-f]{64}$/],
] as const)('an invented id on %s has the form of one, and is the same for the same label', (chain, form) => {
  expect(inventedTxid('s', chain, 'x')).toMatch(form);
  expect(inventedTxid('s', chain, 'x')).toBe(inventedTxid('s', chain, 'x'));
  expect(inventedTxid('s', chain, 'y')).not.toBe(inventedTxid('s', chain, 'x'));
});
