/** Approvals for the Flux cloud say in words what the signature allows: a login of one node, an app with all that it will be. */
import { screen } from '@testing-library/react';
import { ApprovalWindow } from '../../../renderer/approval/approval-window';
import { zReview, type Review } from '../../../shared/contract/money-path';
import { spec } from '../../unit/shared/fluxos/samples';
import { fakeBridge } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import { review as payment } from '../samples';
import { FLUX_ID, loginIntent } from '../samples-cloud';

const bare: Review = { ...payment, chain: 'bitcoin', recipients: [], amount: null, fee: null, change: [], expiry: null, note: null, checks: ['does-what-was-asked'], warnings: [] };
const login: Review = { ...bare, action: 'login', message: { text: loginIntent.message, address: FLUX_ID, scheme: 'bitcoin', purpose: { kind: 'fluxos-login', node: '5.9.10.11' } } };
const app = (kind: 'app-register' | 'app-update'): Review => ({ ...bare, action: 'app', message: { text: 'fluxappregister1{…}', address: FLUX_ID, scheme: 'bitcoin', purpose: { kind, name: 'myshop' }, app: { spec: { ...spec, contacts: ['me@example.org'], staticip: true }, timestamp: 1 } } });
const show = (review: Review, language: 'en' | 'de' = 'en') => renderIn('approval', fakeBridge(), <ApprovalWindow approval={{ review: zReview.parse(review), language, theme: 'dark', textScale: 100, value: null, feeValue: null }} />, language);

test('a login names the node, and what else the phrase is good for', async () => {
  const view = await show(login);
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('You log in to FluxOS');
  expect(screen.getByTestId('approval-cloud')).toHaveTextContent('your Flux ID in at the FluxOS node 5.9.10.11');
  expect(screen.getByText(/could use it to log in elsewhere in your name/)).toBeInTheDocument();
  expect(screen.getByText(loginIntent.message)).toBeInTheDocument();
  await expectAccessible(view);
});

test('an app is told with instances, images, term, hardware, ports and what is public', async () => {
  const view = await show(app('app-register'));
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('You register the app myshop');
  expect(screen.getByTestId('approval-cloud')).toHaveTextContent('3 instances of library/nginx:1.27, for 31 days (88,000 blocks)');
  for (const text of ['0.5 cores, 500 MB, 5 GB', /31000 → 80/, 'me@example.org', 'only with a static address', /public for good/]) expect(screen.getByText(text)).toBeInTheDocument();
  await expectAccessible(view);
});

test.each([['app-update', 'en', 'You change the app myshop'], ['app-update', 'de', 'Sie ändern die App myshop'], ['app-register', 'de', 'Sie melden die App myshop an']] as const)('%s in %s', async (kind, language, words) => {
  const view = await show(app(kind), language);
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(words);
  expect(view.container.textContent).not.toMatch(/approval\./);
});
