/** The address book: listed, searched, added with a checked address, changed, removed, paid. */
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useAnnouncements } from '../../../renderer/app/announce';
import { useNavigation } from '../../../renderer/app/navigation';
import { Contacts } from '../../../renderer/features/contacts/contacts';
import { fakeBridge, refuse } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import { contacts, FLUX_ADDRESS } from '../samples';

const rowOf = (name: string) => screen.getByRole('row', { name: new RegExp(name) });

it('lists names with their whole addresses and says that they are sealed', async () => {
  const view = await renderIn('main', fakeBridge(), <Contacts />);
  const rows = await screen.findAllByTestId('contact');
  expect(rows.map((row) => within(row).getByRole('rowheader').textContent)).toEqual(['AnaFlux main chain', 'KrakenBitcoin']);
  expect(within(rowOf('Ana')).getByText(FLUX_ADDRESS.slice(0, 4))).toBeInTheDocument();
  expect(rowOf('Ana').querySelector('[data-address]')).toHaveAttribute('data-address', FLUX_ADDRESS);
  expect(screen.getByText(/sealed in the vault/)).toBeInTheDocument();
  await expectAccessible(view);
});

it('finds by name, chain, note and address, each word on its own', async () => {
  await renderIn('main', fakeBridge(), <Contacts />);
  const search = await screen.findByRole('textbox', { name: 'Search' });
  for (const [typed, found] of [['rent', ['Ana']], ['BITCOIN kra', ['Kraken']], [FLUX_ADDRESS.slice(3, 12), ['Ana']], ['nobody', []]] as const) {
    await userEvent.clear(search);
    await userEvent.type(search, typed);
    expect(screen.queryAllByTestId('contact').map((row) => row.querySelector('th span')?.textContent)).toEqual(found);
  }
  expect(screen.getByText('Nothing matches')).toBeInTheDocument();
});

it('adds a contact with the address as the wallet wrote it', async () => {
  const bridge = fakeBridge();
  await renderIn('main', bridge, <Contacts />);
  await userEvent.click(await screen.findByRole('button', { name: 'Add a contact' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'Name' }), '  Bea ');
  await userEvent.type(screen.getByRole('textbox', { name: 'Address' }), `flux:${FLUX_ADDRESS}`);
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(bridge.inputsOf('contacts.put')).toEqual([{ name: 'Bea', chain: 'flux', address: FLUX_ADDRESS, note: '' }]));
  await waitFor(() => expect(useAnnouncements.getState().text).toBe('The contact is saved.'));
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('keeps nothing without a name or with an address of another chain, and says why', async () => {
  const bridge = fakeBridge({ 'send.recognise': () => ({ chains: ['bitcoin'], address: 'bc1q', asset: null, problem: null }) });
  await renderIn('main', bridge, <Contacts />);
  await userEvent.click(await screen.findByRole('button', { name: 'Add a contact' }));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Give it a name.')).toBeInTheDocument();
  await userEvent.type(screen.getByRole('textbox', { name: 'Name' }), 'Bea');
  await userEvent.type(screen.getByRole('textbox', { name: 'Address' }), 'bc1qsomething');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('This is not an address of Flux main chain.')).toBeInTheDocument();
  expect(bridge.inputsOf('contacts.put')).toEqual([]);
});

it('changes a contact in place', async () => {
  const bridge = fakeBridge();
  await renderIn('main', bridge, <Contacts />);
  await userEvent.click(await screen.findByRole('button', { name: 'Edit Ana' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'Note' }), ', each month');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(bridge.inputsOf('contacts.put')).toEqual([{ ...contacts[0], note: 'Rent, each month' }]));
});

it('asks before it removes, and shows what went wrong', async () => {
  const bridge = fakeBridge({ 'contacts.remove': refuse('contacts/unknown') });
  const view = await renderIn('main', bridge, <Contacts />);
  await userEvent.click(await screen.findByRole('button', { name: 'Remove Kraken' }));
  const dialog = screen.getByRole('dialog', { name: 'Remove Kraken?' });
  expect(bridge.inputsOf('contacts.remove')).toEqual([]);
  await expectAccessible(view);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Remove' }));
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('contacts/unknown');
  expect(bridge.inputsOf('contacts.remove')).toEqual([{ id: 'c2' }]);
});

it('pays a contact: FLUX where its chain has it, with nothing left over from an earlier draft', async () => {
  await renderIn('main', fakeBridge({ 'contacts.list': () => [{ ...contacts[0], chain: 'base', address: '0x52908400098527886E0F7030069857D2E4169EE7' }] }), <Contacts />);
  useNavigation.getState().editSend({ amount: '5', note: 'old' });
  await userEvent.click(await screen.findByRole('button', { name: 'Pay Ana' }));
  expect(useNavigation.getState()).toMatchObject({ screen: 'send', send: { asset: 'base/0xb008bdcf9cdff9da684a190941dc3dca8c2cdd44', to: '0x52908400098527886E0F7030069857D2E4169EE7', amount: '', note: '' } });
});

it('tells an empty book from one that cannot be read', async () => {
  const empty = await renderIn('main', fakeBridge({ 'contacts.list': () => [] }), <Contacts />);
  expect(await screen.findByText('No contacts yet')).toBeInTheDocument();
  await expectAccessible(empty);
  empty.unmount();
  await renderIn('main', fakeBridge({ 'contacts.list': refuse('vault/locked') }), <Contacts />);
  expect(await screen.findByRole('alert')).toHaveTextContent('The wallet is locked');
  expect(screen.queryByText('No contacts yet')).toBeNull();
});
