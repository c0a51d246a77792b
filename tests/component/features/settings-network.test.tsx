/** Network: the state of each chain with its reason, own servers on mainnet, none to edit on practice, deeper search. */
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { NetworkId } from '../../../shared/chains/ids';
import { chainInfo } from '../../../shared/chains/registry';
import { useAnnouncements } from '../../../renderer/app/announce';
import { Network } from '../../../renderer/features/settings/network/network';
import { fakeBridge, refuse, type Answers } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import { settings, sync } from '../samples';

const reason = { code: 'endpoint/unreachable', message: 'refused', context: { url: 'http://127.0.0.1:1' } };
const BUILT_IN = chainInfo('flux').endpoints;

async function open(network: NetworkId, replace: Answers = {}) {
  const bridge = fakeBridge(replace);
  return { bridge, view: await renderIn('main', bridge, <Network network={network} />) };
}
const unfold = async (chain: string) => userEvent.click(await screen.findByRole('button', { name: `Show the servers of ${chain}` }));

it('says of each chain where it stands, and folds its servers out', async () => {
  const { view } = await open('practice');
  const base = await screen.findByTestId('chain-avalanche');
  expect(base).toHaveTextContent('1 of 2 servers answer');
  await unfold('Avalanche');
  expect(within(base).getByRole('row', { name: /31002.*Does not answer/ })).toBeInTheDocument();
  expect(within(base).getByRole('row', { name: /31001.*Answers.*812.*12 ms/ })).toBeInTheDocument();
  // On practice servers are shown and not edited.
  expect(screen.queryByRole('form')).toBeNull();
  await expectAccessible(view);
});

it('shows a chain that cannot be reached with its reason, and a search with its progress', async () => {
  await open('practice', { 'sync.state': () => sync.map((state) => (state.chain === 'flux' ? { ...state, phase: 'discovering', looked: 240, found: 12 } : state.chain === 'base' ? { ...state, phase: 'failed', height: null, at: null, reason } : state.chain === 'bsc' ? { ...state, at: null, height: null } : state)) });
  expect(await screen.findByTestId('chain-flux')).toHaveTextContent('240 addresses looked at, 12 of them used');
  expect(screen.getByTestId('chain-bsc')).toHaveTextContent('Not looked at yet');
  const base = screen.getByTestId('chain-base');
  expect(base).toHaveTextContent('Block unknown');
  expect(base).toHaveTextContent('Cannot be reached');
  await unfold('Base');
  expect(within(base).getByRole('alert')).toHaveTextContent('endpoint/unreachable');
});

it('tests a server before it is used', async () => {
  const { bridge } = await open('mainnet', { 'endpoints.test': ({ url }: { url: string }) => (url === BUILT_IN[0] ? { ok: true, height: 1234, milliseconds: 20.6, reason: null } : { ok: false, height: null, milliseconds: null, reason }) });
  await unfold('Flux main chain');
  await userEvent.click(screen.getByRole('button', { name: 'Test server 1' }));
  expect(await screen.findByText('Answers: block 1,234 in 21 ms.')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Test server 2' }));
  expect(await screen.findByText(/^Does not work: /)).toBeInTheDocument();
  expect(bridge.inputsOf('endpoints.test')).toEqual(BUILT_IN.map((url) => ({ chain: 'flux', url })));
});

it('saves own servers and leaves those of other chains as they are', async () => {
  const other = { bitcoin: ['https://btc.example/api'] };
  const { bridge, view } = await open('mainnet', { 'settings.get': () => ({ ...settings, network: 'mainnet', endpoints: other }) });
  await unfold('Flux main chain');
  await userEvent.click(screen.getByRole('button', { name: 'Remove server 2' }));
  await userEvent.click(screen.getByRole('button', { name: 'Add a server' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'Server 2' }), ' https://flux.example/api ');
  await expectAccessible(view);
  await userEvent.click(screen.getByRole('button', { name: 'Save servers' }));
  await waitFor(() => expect(bridge.inputsOf('settings.set')).toEqual([{ endpoints: { ...other, flux: [BUILT_IN[0], 'https://flux.example/api'] } }]));
  await waitFor(() => expect(useAnnouncements.getState().text).toBe('The servers are saved.'));
});

it.each([
  ['http://flux.example/api', 'Write an address that starts with https:// (http:// on this computer only).'],
  ['https://me:secret@flux.example', 'Write an address that starts with https:// (http:// on this computer only).'],
  [BUILT_IN[0] ?? '', 'This server is in the list already.'],
])('does not save %s', async (url, words) => {
  const { bridge } = await open('mainnet');
  await unfold('Flux main chain');
  await userEvent.click(screen.getByRole('button', { name: 'Add a server' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'Server 3' }), url);
  await userEvent.click(screen.getByRole('button', { name: 'Save servers' }));
  expect(await screen.findByText(words)).toBeInTheDocument();
  expect(bridge.inputsOf('settings.set')).toEqual([]);
});

it('goes back to the built-in servers', async () => {
  const { bridge } = await open('mainnet', { 'settings.get': () => ({ ...settings, network: 'mainnet', endpoints: { flux: ['https://flux.example/api'], base: ['https://base.example'] } }) });
  await unfold('Flux main chain');
  expect(screen.getByRole('textbox', { name: 'Server 1' })).toHaveValue('https://flux.example/api');
  expect(screen.getByRole('button', { name: 'Remove server 1' })).toBeDisabled();
  await userEvent.click(screen.getByRole('button', { name: 'Use the built-in ones' }));
  await waitFor(() => expect(bridge.inputsOf('settings.set')).toEqual([{ endpoints: { base: ['https://base.example'] } }]));
});

it('keeps what was typed when the servers could not be saved', async () => {
  await open('mainnet', { 'settings.set': refuse('settings/not-written') });
  await unfold('Flux main chain');
  await userEvent.click(screen.getByRole('button', { name: 'Add a server' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'Server 3' }), 'https://flux.example');
  await userEvent.click(screen.getByRole('button', { name: 'Save servers' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('The setting was not saved');
  expect(screen.getByRole('textbox', { name: 'Server 3' })).toHaveValue('https://flux.example');
});

it('searches deeper on one chain, and looks at all now', async () => {
  const { bridge } = await open('practice');
  await unfold('Bitcoin');
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Addresses in a row' }), '500');
  await userEvent.click(screen.getByRole('button', { name: 'Search deeper on Bitcoin' }));
  await waitFor(() => expect(useAnnouncements.getState().text).toBe('Searching. Found coins appear by themselves.'));
  expect(bridge.inputsOf('sync.deeper')).toEqual([{ chain: 'bitcoin', gap: 500 }]);
  await userEvent.click(screen.getByRole('button', { name: 'Look now' }));
  expect(bridge.inputsOf('sync.now')).toEqual([undefined]);
});

it('shows states that cannot be read as an error', async () => {
  await open('practice', { 'sync.state': refuse('process/gone') });
  expect(await screen.findByRole('alert')).toHaveTextContent('A part of Fluxkeep stopped');
});
