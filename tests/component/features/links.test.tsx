/** The dialog of a link: everything shown, nothing done by itself, and what a person agrees to done once. */
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import type { Session } from '../../../shared/contract/app';
import { visibleText } from '../../../shared/text/visible';
import { useArrivingLinks } from '../../../renderer/app/arriving-links';
import { useNavigation } from '../../../renderer/app/navigation';
import { SignedHistory } from '../../../renderer/features/flux-id/signed-history';
import { LinkDialog } from '../../../renderer/features/links/link-dialog';
import { LinksCard } from '../../../renderer/features/settings/links-card';
import { fakeBridge, refuse, type Answers } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import { FLUX_ADDRESS, unlocked, wallet } from '../samples';

const session: Extract<Session, { state: 'unlocked' }> = { state: 'unlocked', unlocked, wallets: [wallet] };
const PHRASE = '1767225600000abcdefghijklmnopqrstuvwxyz0123456789abcdefgh';
const enc = encodeURIComponent;
const sign = (message: string, callback?: string): string => `zel:?action=sign&message=${enc(message)}${callback === undefined ? '' : `&callback=${enc(callback)}`}`;
const delivered = { kind: 'link-signed', signature: null, address: unlocked.fluxId.address, delivery: { state: 'delivered', status: 200, said: 'Successfully logged in' } };

async function open(link: string | null, replace: Answers = {}) {
  const bridge = fakeBridge(replace);
  const view = await renderIn('main', bridge, <LinkDialog text={link} session={session} />);
  return { bridge, view };
}
const press = (name: string) => userEvent.click(screen.getByRole('button', { name, hidden: true }));
const asked = (bridge: ReturnType<typeof fakeBridge>) => bridge.asked.filter(({ name }) => /^(money|links)\./.test(name));

describe('a signature', () => {
  it('is asked for with everything on the screen, goes through the approval window, and its result is shown', async () => {
    const { bridge, view } = await open(sign(PHRASE, 'https://home.runonflux.io/id/verifylogin'), { 'money.submit': () => delivered });
    expect(screen.getByTestId('link-text')).toHaveTextContent(PHRASE);
    expect(screen.getByTestId('link-meaning')).toHaveTextContent('a login, a claim or a vote');
    expect(screen.getByTestId('link-host')).toHaveTextContent('home.runonflux.ioOf Flux or Zelcorehttps://home.runonflux.io/id/verifylogin');
    expect(screen.getByTestId('link-warning-phrase')).toBeInTheDocument();
    expect(screen.getByTestId('link').querySelector('[data-address]')).toHaveAttribute('data-address', unlocked.fluxId.address);
    expect(asked(bridge)).toEqual([]);
    await expectAccessible(view);
    await press('Continue to approval');
    expect(bridge.inputsOf('money.submit')).toEqual([{ intent: { kind: 'sign-message', scheme: 'bitcoin', key: unlocked.fluxId.key, address: unlocked.fluxId.address, message: PHRASE, purpose: { kind: 'link', callback: 'https://home.runonflux.io/id/verifylogin' } } }]);
    expect(await screen.findByTestId('link-delivery')).toHaveTextContent('home.runonflux.io took itIt says: Successfully logged in');
    expect(screen.queryByRole('button', { name: 'Continue to approval', hidden: true })).toBeNull();
    await expectAccessible(view);
  });
  it('that nobody gets is shown for copying', async () => {
    const signature = `${'A'.repeat(87)}=`;
    const { bridge } = await open(sign('I own this'), { 'money.submit': () => ({ ...delivered, signature, delivery: null }) });
    expect(screen.getByText('Nobody: it is shown to you alone')).toBeInTheDocument();
    await press('Continue to approval');
    expect(await screen.findByTestId('link-signature')).toHaveTextContent(signature);
    await press('Copy signature');
    expect(bridge.inputsOf('clipboard.copy')).toEqual([{ text: signature }]);
  });
  it('that the host refuses is said in words', async () => {
    await open(sign('x', 'https://shop.example.org/'), { 'money.submit': () => ({ ...delivered, delivery: { state: 'failed', reason: { code: 'links/callback-status', message: '', context: { status: 403, said: 'no' } } } }) });
    await press('Continue to approval');
    expect(await screen.findByTestId('link-delivery')).toHaveTextContent('shop.example.org did not take itIt answered with an error (403)');
  });
  it('that is not approved leaves nothing', async () => {
    await open(sign('x'), { 'money.submit': () => ({ kind: 'cancelled' }) });
    await press('Continue to approval');
    expect(await screen.findByText('You did not approve it. Nothing was signed, nothing was sent.')).toBeInTheDocument();
  });
  it('of a long text is asked for after the text was fetched and shown', async () => {
    const { bridge } = await open(sign('FLUX_URL=https://storage.runonflux.io/v1/public/17672abc', 'https://home.runonflux.io/x'), { 'links.text': () => ({ text: 'fluxappregister1{"name":"shop"}1767225600000' }), 'money.submit': () => delivered });
    expect(screen.queryByTestId('link-text')).toBeNull();
    expect(asked(bridge)).toEqual([]);
    await press('Fetch the text');
    expect(await screen.findByTestId('link-text')).toHaveTextContent('fluxappregister1{"name":"shop"}1767225600000');
    expect(screen.getByTestId('link-meaning')).toHaveTextContent('registration of an app');
    await press('Continue to approval');
    expect(bridge.inputsOf('money.submit')).toMatchObject([{ intent: { message: 'fluxappregister1{"name":"shop"}1767225600000' } }]);
  });
  it.each<[string, string, string, string, RegExp]>([
    ['a phrase for a stranger', PHRASE, 'https://shop.example.org/', 'phrase-elsewhere', /shop\.example\.org could log in as you, claim what you earned, or vote/],
    ['a look-alike', 'hello', 'https://runonfIux.io/', 'look-alike', /imitates another one/],
    ['an app of the cloud', 'hello', 'https://x.app.runonflux.io/', 'cloud-app', /an app that anybody can have put there/],
    ['a hash', 'ab'.repeat(32), 'https://runonflux.io/', 'machine', /can stand for anything/],
    ['a delegation', 'This lets a worker for useful work act for this Flux ID. It moves no coins.\nworker: x', 'https://shop.example.org/', 'delegation', /a worker acts for your Flux ID/],
  ])('%s is warned of', async (_name, message, callback, id, words) => {
    await open(sign(message, callback));
    expect(screen.getByTestId(`link-warning-${id}`)).toHaveTextContent(words);
  });
  it('shows what else the link holds, and the whole of it', async () => {
    const link = `${sign('x')}&icon=https%3A%2F%2Fevil.example%2Fpixel.png&note=a%E2%80%AEb`;
    await open(link);
    expect(screen.getByText('Also in the link, not used: icon').nextSibling).toHaveTextContent('https://evil.example/pixel.png');
    expect(screen.getByText('Also in the link, not used: note').nextSibling).toHaveTextContent('a⟨U+202E⟩b');
    expect(screen.getByTestId('link-whole')).toHaveTextContent(link);
    expect(document.querySelector('img')).toBeNull();
  });
  it('shows every character of any text', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }).filter((text) => !/\p{Surrogate}/u.test(text) && !text.startsWith('FLUX_URL=')), async (text) => {
      const { view } = await open(sign(text));
      expect(screen.getByTestId('link-text').textContent).toBe(visibleText(text));
      view.unmount();
    }), { numRuns: 40 });
  });
});

describe('a payment', () => {
  const pay = (more = '') => `zel:?action=pay&coin=zelcash&address=${FLUX_ADDRESS}&amount=3.5&message=Invoice%207${more}`;
  it('fills the send form and tells nobody unless the person agrees', async () => {
    const { bridge, view } = await open(pay(`&callback=${enc('https://shop.example.org:8443/paid')}`));
    expect(screen.getByTestId('link-amount')).toHaveTextContent('3.5 FLUX');
    expect(screen.getByTestId('link-host')).toHaveTextContent('shop.example.org:8443');
    await expectAccessible(view);
    await press('Fill in the send form');
    expect(useNavigation.getState()).toMatchObject({ screen: 'send', link: null, send: { asset: 'flux/native', to: FLUX_ADDRESS, amount: '3.5', note: 'Invoice 7', callback: null } });
    expect(asked(bridge)).toEqual([]);
  });
  it('is told of when the person agreed, and of no other payment', async () => {
    await open(pay(`&callback=${enc('https://shop.example.org/paid')}`));
    await userEvent.click(screen.getByRole('checkbox', { hidden: true }));
    await press('Fill in the send form');
    expect(useNavigation.getState().send.callback).toEqual({ url: 'https://shop.example.org/paid', host: 'shop.example.org' });
    act(() => useNavigation.getState().editSend({ amount: '4' }));
    expect(useNavigation.getState().send.callback).not.toBeNull();
    act(() => useNavigation.getState().editSend({ to: 't1else' }));
    expect(useNavigation.getState().send.callback).toBeNull();
  });
  it('of a token that is not built in is left to the form', async () => {
    const link = 'ethereum:0x71C7656EC7ab88b098defB751B7401B5f6d8976F@1/transfer?address=0x71C7656EC7ab88b098defB751B7401B5f6d8976F&uint256=5';
    await open(link);
    await press('Fill in the send form');
    expect(useNavigation.getState().send).toMatchObject({ to: link, amount: '' });
  });
  it('says that a note of another chain stays here', async () => {
    await open('bitcoin:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4?amount=1&message=rent');
    expect(screen.getByText(/writes notes on the Flux main chain only/)).toBeInTheDocument();
  });
});

describe('an address', () => {
  it('is given when the person says so', async () => {
    const { bridge, view } = await open(`zel:?action=getaddress&coin=zelcash&callback=${enc('https://shop.example.org/a')}`);
    const shown = (await within(await screen.findByTestId('link-address')).findByText((_text, element) => element?.hasAttribute('data-address') ?? false)).getAttribute('data-address');
    expect(asked(bridge)).toEqual([]);
    await expectAccessible(view);
    await press('Give this address');
    expect(bridge.inputsOf('links.give')).toEqual([{ asset: 'flux/native', address: shown, url: 'https://shop.example.org/a', by: 'post' }]);
    expect(await screen.findByTestId('link-delivery')).toHaveTextContent('shop.example.org took it');
  });
  it('is handed to another wallet by its scheme', async () => {
    const { bridge } = await open(`zel:?action=getaddress&coin=zelcash&callbacktype=deeplink&callback=${enc('ssp:back?a=')}`);
    await screen.findByTestId('link-address');
    await press('Give this address');
    expect(bridge.inputsOf('links.deeplink')).toMatchObject([{ url: 'ssp:back?a=' }]);
    expect(await screen.findByText('The address was handed over.')).toBeInTheDocument();
  });
  it('that nobody asked for is copied', async () => {
    await open('zel:?action=getaddress&coin=bitcoin');
    await screen.findByTestId('link-address');
    expect(screen.queryByRole('button', { name: 'Give this address', hidden: true })).toBeNull();
    expect(screen.getByRole('button', { name: 'Copy', hidden: true })).toBeInTheDocument();
  });
});

describe('the dialog', () => {
  it.each([
    [sign('x', 'https://10.0.0.1/'), 'into a private network or to a bare number: 10.0.0.1'],
    [sign('x'.repeat(5_000)), 'The text to sign is too long to be shown whole'],
    ['hello', 'This is not a link'],
    [`zel:?action=pay&coin=monero&address=x&amount=1`, 'This payment link cannot be used'],
  ])('refuses %#', async (link, words) => {
    const { bridge, view } = await open(link);
    expect(screen.getByTestId('link-refused')).toHaveTextContent(words);
    expect(screen.queryByRole('button', { name: 'Continue to approval', hidden: true })).toBeNull();
    expect(asked(bridge)).toEqual([]);
    await expectAccessible(view);
  });
  it('asks for a link, typed or pasted', async () => {
    const { view } = await open(null, { 'clipboard.read': () => ({ text: sign('pasted') }) });
    await expectAccessible(view);
    await press('Look at it');
    expect(await screen.findByText('Paste or type a link.')).toBeInTheDocument();
    await press('Paste');
    expect(await screen.findByTestId('link-text')).toHaveTextContent('pasted');
  });
  it('says when there is nothing to paste, and when the clipboard cannot be read', async () => {
    const { view } = await open(null, { 'clipboard.read': () => ({ text: '' }) });
    await press('Paste');
    expect(await screen.findByText('There is no text in the clipboard.')).toBeInTheDocument();
    view.unmount();
    await open(null, { 'clipboard.read': refuse('clipboard/failed') });
    await press('Paste');
    expect(await screen.findByRole('alert', { hidden: true })).toBeInTheDocument();
  });
});

describe('links that arrive', () => {
  function Arrivals() {
    useArrivingLinks();
    return null;
  }
  it('are taken when none is looked at, and wait while one is', async () => {
    const waiting = ['zel:one'];
    const bridge = fakeBridge({ 'links.take': () => ({ text: waiting.shift() ?? null }) });
    await renderIn('main', bridge, <Arrivals />);
    await waitFor(() => expect(useNavigation.getState().link?.text).toBe('zel:one'));
    waiting.push('zel:two');
    await act(async () => bridge.emit('links.arrived'));
    expect(useNavigation.getState().link?.text).toBe('zel:one');
    await act(async () => useNavigation.getState().closeLink());
    await waitFor(() => expect(useNavigation.getState().link?.text).toBe('zel:two'));
  });
});

describe('the record', () => {
  it('lists texts, hosts and results', async () => {
    const view = await renderIn('main', fakeBridge(), <SignedHistory />);
    expect(await screen.findByText('home.runonflux.io')).toBeInTheDocument();
    expect(screen.getByText('Taken')).toBeInTheDocument();
    expect(screen.getByText('Shown to you alone')).toBeInTheDocument();
    await expectAccessible(view);
  });
  it('says when it is empty', async () => {
    await renderIn('main', fakeBridge({ 'links.signed': () => ({ total: 0, entries: [] }) }), <SignedHistory />);
    expect(await screen.findByText(/Nothing was signed yet/)).toBeInTheDocument();
  });
});

describe('the settings', () => {
  it('show what the system has, change one scheme at a time, and say when it does not take it', async () => {
    const bridge = fakeBridge();
    const view = await renderIn('main', bridge, <LinksCard />);
    const zel = await screen.findByRole('switch', { name: 'zel: links, as Zelcore has them' });
    expect(screen.getAllByRole('switch').map((each) => each.getAttribute('aria-checked'))).toEqual(['false', 'false', 'false']);
    await userEvent.click(zel);
    expect(bridge.inputsOf('links.register')).toEqual([{ scheme: 'zel', on: true }]);
    await waitFor(() => expect(zel).toHaveAttribute('aria-checked', 'true'));
    await expectAccessible(view);
    view.unmount();
    await renderIn('main', fakeBridge({ 'links.register': refuse('links/not-registered', { scheme: 'flux' }) }), <LinksCard />);
    await userEvent.click(await screen.findByRole('switch', { name: 'flux: payment links' }));
    expect(await screen.findByText('The system did not take the change for flux: links')).toBeInTheDocument();
    expect(screen.getByRole('switch', { name: 'flux: payment links' })).toHaveAttribute('aria-checked', 'false');
  });
});
