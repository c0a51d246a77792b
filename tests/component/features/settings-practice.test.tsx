/** The practice network's controls: state, time, coins, blocks, and a reset that has to be typed. */
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { NetworkId } from '../../../shared/chains/ids';
import { useAnnouncements } from '../../../renderer/app/announce';
import { Practice } from '../../../renderer/features/settings/practice/practice';
import { fakeBridge, refuse, type Answers } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import { FLUX_ADDRESS, practice } from '../samples';

async function open(replace: Answers = {}, network: NetworkId = 'practice') {
  const bridge = fakeBridge(replace);
  return { bridge, view: await renderIn('main', bridge, <Practice network={network} />) };
}
const card = async (name: string) => within(await screen.findByRole('region', { name }));

it('shows its state, time and chains', async () => {
  const { view } = await open();
  const state = await card('State');
  expect(state.getByText('Running')).toBeInTheDocument();
  expect(state.getByText('practice-1')).toBeInTheDocument();
  expect(state.getByText('2,412,905')).toBeInTheDocument();
  expect(state.getAllByText('not running')).toHaveLength(4);
  await expectAccessible(view);
});

it('speeds time up', async () => {
  const { bridge } = await open();
  await userEvent.click((await card('Speed of time')).getByRole('radio', { name: '60 times' }));
  expect(bridge.inputsOf('practice.clock')).toEqual([{ rate: 60 }]);
  await waitFor(() => expect(useAnnouncements.getState().text).toBe('Time runs at 60 times its speed.'));
});

it('names a speed that it does not offer', async () => {
  await open({ 'practice.status': () => ({ ...practice, rate: 300 }) });
  expect(await screen.findByText('Now 300 times')).toBeInTheDocument();
  expect((await card('Speed of time')).queryByRole('radio', { checked: true })).toBeNull();
});

it.each([
  ['bitcoin', 'BTC', 'native'],
  ['polygon', 'FLUX', 'flux'],
  ['base', 'Test token', 'other'],
])('pays coins on %s to a fresh own address', async (chain, coin, token) => {
  const { bridge } = await open();
  const faucet = await card('Faucet');
  await userEvent.selectOptions(faucet.getByRole('combobox', { name: 'Chain' }), chain);
  await userEvent.selectOptions(faucet.getByRole('combobox', { name: 'Coin' }), coin);
  await userEvent.click(faucet.getByRole('button', { name: 'Get coins' }));
  await waitFor(() => expect(bridge.inputsOf('practice.faucet')).toEqual([{ chain, token, address: FLUX_ADDRESS, amount: null }]));
  expect(bridge.inputsOf('receive.fresh')).toEqual([{ chain, scriptType: null }]);
});

it('offers the coin of a chain only, also after another was chosen', async () => {
  const { bridge } = await open();
  const faucet = await card('Faucet');
  await userEvent.selectOptions(faucet.getByRole('combobox', { name: 'Chain' }), 'base');
  await userEvent.selectOptions(faucet.getByRole('combobox', { name: 'Coin' }), 'Test token');
  await userEvent.selectOptions(faucet.getByRole('combobox', { name: 'Chain' }), 'flux');
  await userEvent.click(faucet.getByRole('button', { name: 'Get coins' }));
  await waitFor(() => expect(bridge.inputsOf('practice.faucet')).toEqual([{ chain: 'flux', token: 'native', address: FLUX_ADDRESS, amount: null }]));
});

it('mines whole numbers of blocks from 1 to 1000', async () => {
  const { bridge } = await open();
  const mine = await card('Mine blocks');
  const count = mine.getByRole('textbox', { name: 'Blocks' });
  for (const typed of ['0', '1.5', '1001', 'ten', '-3']) {
    await userEvent.clear(count);
    await userEvent.type(count, `${typed}{Enter}`);
    expect(await mine.findByText('Write a whole number from 1 to 1000.')).toBeInTheDocument();
  }
  expect(bridge.inputsOf('practice.mine')).toEqual([]);
  await userEvent.clear(count);
  await userEvent.type(count, '12{Enter}');
  await waitFor(() => expect(bridge.inputsOf('practice.mine')).toEqual([{ chain: 'flux', blocks: 12 }]));
});

it('resets only after the word was typed', async () => {
  const { bridge, view } = await open();
  await userEvent.click(await screen.findByRole('button', { name: 'Reset the practice network' }));
  const dialog = within(screen.getByRole('dialog'));
  expect(dialog.getByRole('button', { name: 'Reset' })).toBeDisabled();
  await userEvent.type(dialog.getByRole('textbox'), 'rese{Enter}');
  expect(bridge.inputsOf('practice.reset')).toEqual([]);
  await expectAccessible(view);
  await userEvent.type(dialog.getByRole('textbox'), 't');
  await userEvent.click(dialog.getByRole('button', { name: 'Reset' }));
  await waitFor(() => expect(bridge.inputsOf('practice.reset')).toEqual([undefined]));
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('says what failed and lets a failed network start over', async () => {
  await open({ 'practice.status': () => ({ state: 'failed', reason: { code: 'practice/not-running', message: '', context: {} } }) });
  expect(await screen.findByRole('alert')).toHaveTextContent('The practice network did not do that');
  expect(screen.getByRole('button', { name: 'Reset the practice network' })).toBeInTheDocument();
  expect(screen.queryByRole('region', { name: 'Faucet' })).toBeNull();
});

it('shows the faucet’s refusal', async () => {
  await open({ 'practice.faucet': refuse('practice/refused') });
  const faucet = await card('Faucet');
  await userEvent.click(faucet.getByRole('button', { name: 'Get coins' }));
  expect(await faucet.findByRole('alert')).toBeInTheDocument();
});

it('is off while a mainnet wallet is open, and offers a practice wallet', async () => {
  const { bridge, view } = await open({}, 'mainnet');
  await userEvent.click(await screen.findByRole('button', { name: 'Add a practice wallet' }));
  expect(bridge.inputsOf('app.secrets')).toEqual([{ purpose: 'add', wallet: null }]);
  expect(screen.queryByRole('region', { name: 'Faucet' })).toBeNull();
  await expectAccessible(view);
});
