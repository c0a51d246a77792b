/** A text for a link in the approval window: to whom the signature goes, whole, and what could be done with it. */
import { screen } from '@testing-library/react';
import { ApprovalWindow } from '../../../renderer/approval/approval-window';
import { zReview, type Review, type Warning } from '../../../shared/contract/money-path';
import { fakeBridge } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import { review as payment, unlocked } from '../samples';

const PHRASE = '1767225600000abcdefghijklmnopqrstuvwxyz0123456789abcdefgh';
const linkOf = (callback: string | null, warnings: Warning[] = []): Review => ({
  ...payment, chain: 'bitcoin', action: 'message', recipients: [], amount: null, fee: null, change: [], expiry: null, checks: ['does-what-was-asked'], warnings,
  message: { text: PHRASE, address: unlocked.fluxId.address, scheme: 'bitcoin', purpose: { kind: 'link', callback } },
});
const show = (review: Review, language: 'en' | 'de' = 'en') =>
  renderIn('approval', fakeBridge(), <ApprovalWindow approval={{ review: zReview.parse(review), language, theme: 'dark', textScale: 100, value: null, feeValue: null }} />, language);

beforeEach(() => {
  jest.spyOn(document, 'hasFocus').mockReturnValue(false);
});
afterEach(() => jest.restoreAllMocks());

test('names the host with its port, and the whole address', async () => {
  const result = await show(linkOf('https://shop.example.org:8443/login?a=1', [{ id: 'link-phrase-elsewhere', level: 'danger', context: { host: 'shop.example.org' } }]));
  expect(screen.getByTestId('approval-link')).toHaveTextContent('The signature goes toshop.example.org:8443A stranger to Fluxkeephttps://shop.example.org:8443/login?a=1');
  expect(screen.getByText(/Whoever runs shop\.example\.org could log in as you, claim what you earned, or vote/)).toBeInTheDocument();
  expect(screen.getByRole('checkbox')).not.toBeChecked();
  expect(screen.getByText(PHRASE)).toBeInTheDocument();
  await expectAccessible(result);
});
test('says when nobody gets it', async () => {
  await show(linkOf(null));
  expect(screen.getByTestId('approval-link')).toHaveTextContent('The signature is shown to you alone');
});
test('speaks German', async () => {
  await show(linkOf('https://home.runonflux.io/x'), 'de');
  expect(screen.getByTestId('approval-link')).toHaveTextContent('Die Signatur geht anhome.runonflux.ioVon Flux oder Zelcore');
});
