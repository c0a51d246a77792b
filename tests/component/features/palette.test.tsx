/** The command palette: found by a few letters, run by keyboard alone, closed by Esc. */
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useAnnouncements } from '../../../renderer/app/announce';
import { useNavigation } from '../../../renderer/app/navigation';
import { fitting } from '../../../renderer/features/palette/match';
import { Palette } from '../../../renderer/features/palette/palette';
import { useSection } from '../../../renderer/features/settings/section';
import { fakeBridge, refuse, type Answers } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import { contacts, FLUX_ADDRESS, session, settings } from '../samples';

async function open(replace: Answers = {}) {
  const bridge = fakeBridge(replace);
  const view = await renderIn('main', bridge, <Palette />);
  return { bridge, view, input: screen.getByRole('combobox') };
}
const chosen = () => screen.getByRole('option', { selected: true }).textContent;

it('offers every screen first and is accessible, also when nothing matches', async () => {
  const { view, input } = await open();
  await screen.findByRole('option', { name: 'Pay Ana on Flux main chain' });
  expect(chosen()).toBe('Portfolio');
  await expectAccessible(view);
  await userEvent.type(input, 'zzz');
  expect(screen.getByText('Nothing matches')).toBeInTheDocument();
  expect(screen.queryByRole('listbox')).toBeNull();
  await expectAccessible(view);
});

it('moves by arrow keys around the ends and names the active option to readers', async () => {
  const { input } = await open();
  await userEvent.type(input, '{ArrowUp}');
  const options = screen.getAllByRole('option');
  expect(options.at(-1)).toHaveAttribute('aria-selected', 'true');
  expect(input).toHaveAttribute('aria-activedescendant', options.at(-1)?.id);
  await userEvent.type(input, '{ArrowDown}{ArrowDown}');
  expect(chosen()).toBe('Activity');
  await userEvent.keyboard('{PageDown}{PageUp}');
  expect(chosen()).toBe('Activity');
});

it('goes to a screen and to a section of the settings', async () => {
  const { input } = await open();
  act(() => useNavigation.getState().showPalette(true));
  await userEvent.type(input, 'settings netw{Enter}');
  expect(useNavigation.getState()).toMatchObject({ screen: 'settings', palette: false });
  expect(useSection.getState().section).toBe('network');
});

it.each([
  ['lock', 'app.lock', undefined],
  ['hide', 'settings.set', { hideAmounts: true }],
  ['light th', 'settings.set', { theme: 'light' }],
  ['quit', 'app.quit', undefined],
  ['look for', 'sync.now', undefined],
  ['switch sav', 'wallets.switch', { id: 'b'.repeat(32) }],
  ['add a wal', 'app.secrets', { purpose: 'add', wallet: null }],
  ['copy flux id', 'clipboard.copy', { text: '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa' }],
  ['copy address bitcoin', 'clipboard.copy', { text: FLUX_ADDRESS }],
  ['get base eth', 'practice.faucet', { chain: 'base', token: 'native', address: FLUX_ADDRESS, amount: null }],
  ['get flux poly', 'practice.faucet', { chain: 'polygon', token: 'flux', address: FLUX_ADDRESS, amount: null }],
])('runs "%s" by keyboard', async (typed, call, input) => {
  const { bridge, input: field } = await open();
  await screen.findByRole('option', { name: 'Switch to Savings' });
  await userEvent.type(field, `${typed}{Enter}`);
  await waitFor(() => expect(bridge.inputsOf(call)).toEqual([input]));
});

it('starts a payment to a contact, and receiving on a chain', async () => {
  const { input } = await open();
  await screen.findByRole('option', { name: 'Pay Ana on Flux main chain' });
  await userEvent.type(input, 'ana{Enter}');
  expect(useNavigation.getState()).toMatchObject({ screen: 'send', send: { asset: 'flux/native', to: contacts[0]?.address } });
  await userEvent.clear(input);
  await userEvent.type(input, 'receive ava{Enter}');
  expect(useNavigation.getState()).toMatchObject({ screen: 'receive', receiveChain: 'avalanche' });
});

it('offers no faucet on mainnet, and to show amounts while they are hidden', async () => {
  if (session.state !== 'unlocked') throw new Error('the sample is unlocked');
  const mainnet = { ...session, unlocked: { ...session.unlocked, wallet: { ...session.unlocked.wallet, network: 'mainnet' } } };
  await open({ 'app.session': () => mainnet, 'settings.get': () => ({ ...settings, hideAmounts: true }) });
  expect(await screen.findByRole('option', { name: 'Show amounts' })).toBeInTheDocument();
  expect(screen.queryByRole('option', { name: /practice/ })).toBeNull();
});

it('says what went wrong after it has closed', async () => {
  const { input } = await open({ 'sync.now': refuse('process/gone') });
  await userEvent.type(input, 'look for{Enter}');
  await waitFor(() => expect(useAnnouncements.getState().text).toBe('A part of Fluxkeep stopped'));
});

it('closes by Esc and runs nothing', async () => {
  const { bridge } = await open();
  act(() => useNavigation.getState().showPalette(true));
  // The platform turns Esc on a modal dialog into this event.
  fireEvent(screen.getByRole('dialog'), new Event('cancel', { cancelable: true }));
  expect(useNavigation.getState().palette).toBe(false);
  expect(bridge.inputsOf('app.lock')).toEqual([]);
});

describe('fitting', () => {
  const names = (typed: string, ...all: string[]) => fitting(all.map((name) => ({ name })), typed).map(({ name }) => name);
  it('wants every typed word at the beginning of a word, and puts the closest first', () => {
    expect(names('flux', 'Send FLUX on Base', 'Flux ID', 'Influx')).toEqual(['Flux ID', 'Send FLUX on Base']);
    expect(names('id fl', 'Flux ID', 'Flux main chain')).toEqual(['Flux ID']);
  });
  it('looks through accents and punctuation, and keeps the order when nothing is typed', () => {
    expect(names('ubungs', 'Einstellungen: Übungsnetz')).toEqual(['Einstellungen: Übungsnetz']);
    expect(names('  ', 'b', 'a')).toEqual(['b', 'a']);
  });
});
