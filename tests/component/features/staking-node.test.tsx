/** One node in full: status in words, start again, delegates, freeing its coin, rewards, and forgetting it. */
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useAnnouncements } from '../../../renderer/app/announce';
import { useNavigation } from '../../../renderer/app/navigation';
import { Staking } from '../../../renderer/features/staking/staking';
import type { FluxNode } from '../../../shared/contract/staking';
import { fakeBridge, refuse, type Answers } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import { DELEGATE_KEY, HEIGHT, listOf, nodes, startIntent } from '../samples-staking';

const show = async (node: FluxNode, answers: Answers = {}) => {
  const bridge = fakeBridge({ 'staking.nodes': () => listOf(node), ...answers });
  const view = await renderIn('main', bridge, <Staking />);
  await act(async () => useNavigation.getState().openNode(node.id));
  const panel = await screen.findByTestId('node-detail');
  return { bridge, view, panel: within(panel), text: panel, user: userEvent.setup({ delay: null }) };
};
const release = () => within(screen.getByRole('dialog', { name: /Free the coin/ }));

it('says where a running node stands, with heights and about when they come', async () => {
  const { view, text } = await show(nodes.confirmed);
  for (const line of ['Running since block 2,321,905, last confirmed in block 2,412,897.', 'The server renews it from block 2,413,398, in about 4 hours.', 'it falls out in block 2,413,538, in about 5 hours', 'Last paid in block 2,410,605. 1,080 nodes are before it in the queue.', 'in about 9 hours', 'As of block 2,412,905', 'Agreed', '203.0.113.18:16127', 'Key 1 of this wallet']) expect(text).toHaveTextContent(line);
  expect(screen.getByTestId('node-collateral')).toHaveTextContent(`${nodes.confirmed.collateral?.txid}:0`);
  await expectAccessible(view);
});

it.each([
  ['expiring', 'Renewal is overdue since block 2,412,875: the server is probably away. Without it the node falls out in block 2,413,015, in about 55 minutes.'],
  ['started', 'The start is in block 2,412,875. The server has to confirm until block 2,413,115, in about 105 minutes'],
  ['maturing', 'The coin has 64 of 100 confirmations. The start is sent at block 2,412,941, in about 18 minutes.'],
  ['unmined', 'The coin is on its way and in no block yet.'],
  ['too-old', 'older than an hour'],
  ['starting', 'The start is sent and in no block yet.'],
  ['banned', 'The network takes a new start from block 2,413,325, in about 4 hours.'],
  ['out', 'It has fallen out, because its server did not renew it in time.'],
  ['ended', 'The coin was spent, and the node ended with it.'],
  ['failed', 'Your coins are where they were.'],
  ['reserved', 'Nothing is signed. It can be given up without loss.'],
] as const)('explains %s', async (kind, words) => {
  const { text } = await show(nodes[kind]);
  expect(text).toHaveTextContent(words);
});

it('says heights without a time while the height of the chain is unknown', async () => {
  const { text } = await show(nodes.banned, { 'staking.nodes': () => ({ ...listOf(nodes.banned), height: { state: 'unknown', reason: { code: 'endpoint/timeout', message: '', context: {} }, at: 1 } }) });
  expect(text).toHaveTextContent('from block 2,413,325, in about —');
});

it('is started again where it may be', async () => {
  const { bridge, panel, user } = await show(nodes.out, { 'money.submit': () => ({ kind: 'nodes-started', nodes: [nodes.out.id], txid: null, reason: null }) });
  await user.click(panel.getByRole('button', { name: 'Start again' }));
  await waitFor(() => expect(bridge.inputsOf('money.submit')).toEqual([{ intent: startIntent }]));
  expect(bridge.inputsOf('staking.restart')).toEqual([{ nodes: [nodes.out.id] }]);
});

it('says from which block a start is possible, and why not before', async () => {
  const { panel, text } = await show(nodes.banned);
  expect(panel.getByRole('button', { name: 'Start again' })).toBeDisabled();
  expect(text).toHaveTextContent('A start is possible from block 2,413,325, in about 4 hours: The network holds this coin back');
});

it('keeps the name that is being typed over refreshes, and saves it', async () => {
  const { bridge, panel, user } = await show(nodes.confirmed);
  const field = panel.getByLabelText('Name');
  await user.clear(field);
  await user.paste('attic');
  await act(async () => bridge.emit('staking.changed'));
  expect(field).toHaveValue('attic');
  await user.click(panel.getByRole('button', { name: 'Save the name' }));
  await waitFor(() => expect(bridge.inputsOf('staking.rename')).toEqual([{ node: nodes.confirmed.id, name: 'attic' }]));
});

it('copies the whole collateral', async () => {
  const { bridge, panel, user } = await show(nodes.expiring);
  await user.click(panel.getByRole('button', { name: 'Copy the collateral' }));
  expect(bridge.inputsOf('clipboard.copy')).toEqual([{ text: `${nodes.expiring.collateral?.txid}:1` }]);
});

describe('freeing the coin', () => {
  const open = async (answers: Answers = {}) => {
    const shown = await show(nodes.confirmed, answers);
    await shown.user.click(shown.panel.getByRole('button', { name: 'Free this coin' }));
    return shown;
  };

  it('names the node that ends, and needs its name typed', async () => {
    const { bridge, user, view } = await open();
    expect(release().getByText(/cumulus-1 ends in the block that spends it/)).toHaveTextContent('1,000 FLUX');
    expect(release().getByRole('button', { name: 'Free the coin' })).toBeDisabled();
    await expectAccessible(view);
    await user.click(release().getByLabelText('Type cumulus-1 to confirm'));
    await user.paste('cumulus-1');
    await user.click(release().getByRole('button', { name: 'Free the coin' }));
    await waitFor(() => expect(bridge.inputsOf('staking.release')).toEqual([{ outpoint: nodes.confirmed.collateral, typed: 'cumulus-1' }]));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(useAnnouncements.getState().text).toBe('The coin is free. cumulus-1 ends when it is spent.');
  });

  it('says at the field that the name is another, and keeps what was typed', async () => {
    const { user } = await open({ 'staking.release': refuse('staking/typed-wrong') });
    const field = release().getByLabelText('Type cumulus-1 to confirm');
    await user.click(field);
    await user.paste('cumulus-2');
    await user.click(release().getByRole('button', { name: 'Free the coin' }));
    await waitFor(() => expect(field).toHaveAccessibleDescription(/That is not the name/));
    expect(field).toHaveValue('cumulus-2');
  });

  it('is taken back while the coin is not spent', async () => {
    const { bridge, panel, text, user } = await show({ ...nodes.confirmed, released: true });
    expect(text).toHaveTextContent('Freed');
    await user.click(panel.getByRole('button', { name: 'Keep the coin again' }));
    expect(bridge.inputsOf('staking.keep')).toEqual([{ outpoint: nodes.confirmed.collateral }]);
  });
});

describe('delegates', () => {
  const dialog = () => within(screen.getByRole('dialog', { name: /Delegates of/ }));
  const open = async (node: FluxNode, answers: Answers = {}) => {
    const shown = await show(node, answers);
    await shown.user.click(shown.panel.getByRole('button', { name: 'Delegates' }));
    return shown;
  };

  it('are set with a start', async () => {
    const { bridge, user, view } = await open(nodes.out, { 'money.submit': () => ({ kind: 'nodes-started', nodes: [nodes.out.id], txid: null, reason: null }) });
    await user.click(dialog().getByLabelText('Delegate 1'));
    await user.paste(DELEGATE_KEY);
    await expectAccessible(view);
    await user.click(dialog().getByRole('button', { name: 'Continue to approval' }));
    await waitFor(() => expect(bridge.inputsOf('staking.delegates')).toEqual([{ node: nodes.out.id, keys: [DELEGATE_KEY] }]));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('are erased with an empty list, and stay typed when that is not approved', async () => {
    const { bridge, user } = await open(nodes.out, { 'money.submit': () => ({ kind: 'cancelled' }) });
    await user.click(dialog().getByLabelText('Delegate 1'));
    await user.paste(DELEGATE_KEY);
    await user.click(dialog().getByRole('button', { name: 'Erase all delegates' }));
    expect(await dialog().findByText('Not approved. Nothing was signed.')).toBeInTheDocument();
    expect(bridge.inputsOf('staking.delegates')).toEqual([{ node: nodes.out.id, keys: [] }]);
    expect(dialog().getByLabelText('Delegate 1')).toHaveValue(DELEGATE_KEY);
  });

  it('cannot be changed while the node cannot be started; the own key is there to copy', async () => {
    const { bridge, user } = await open(nodes.confirmed);
    expect(dialog().getByText(/cannot be changed now/)).toBeInTheDocument();
    expect(dialog().getByRole('button', { name: 'Erase all delegates' })).toBeDisabled();
    expect(await dialog().findByTestId('own-delegate-key')).toHaveTextContent(DELEGATE_KEY);
    await user.click(dialog().getByRole('button', { name: 'Copy your delegate key' }));
    expect(bridge.inputsOf('clipboard.copy')).toEqual([{ text: DELEGATE_KEY }]);
  });
});

it('shows its rewards, and saves all of them as a file', async () => {
  const { bridge, panel, user } = await show(nodes.confirmed);
  const rewards = within(panel.getByRole('region', { name: 'Rewards' }));
  expect(await rewards.findAllByText(/\+1/)).toHaveLength(5);
  expect(panel.getByRole('region', { name: 'Rewards' })).toHaveTextContent(/In total62 FLUX.*Past week6.1 FLUX.*Payments62/);
  await user.click(rewards.getByRole('button', { name: 'Save as CSV' }));
  await waitFor(() => expect(bridge.inputsOf('files.saveText')).toEqual([{ name: 'fluxkeep-cumulus-1-rewards.csv', text: 'node,amount\n' }]));
  expect(bridge.inputsOf('staking.exportRewards')).toEqual([{ node: nodes.confirmed.id }]);
});

it.each([['ended', 'Remove from the list'], ['failed', 'Remove from the list'], ['reserved', 'Give it up']] as const)('lets go of a node that is %s', async (kind, words) => {
  const { bridge, panel, user } = await show(nodes[kind]);
  expect(panel.queryByRole('button', { name: 'Free this coin' })).toBeNull();
  await user.click(panel.getByRole('button', { name: words }));
  await waitFor(() => expect(bridge.inputsOf('staking.forget')).toEqual([{ node: nodes[kind].id }]));
  await waitFor(() => expect(screen.queryByTestId('node-detail')).toBeNull());
});

it('closes with Escape and gives the focus back to the row', async () => {
  const { user } = await show(nodes.confirmed);
  await user.keyboard('{Escape}');
  expect(screen.queryByTestId('node-detail')).toBeNull();
  const name = screen.getByRole('button', { name: 'cumulus-1' });
  await user.click(name);
  expect(await screen.findByTestId('node-detail')).toHaveFocus();
  await user.keyboard('{Escape}');
  expect(name).toHaveFocus();
});

it('says that a node is gone', async () => {
  let list = listOf(nodes.ended);
  const { bridge, text } = await show(nodes.ended, { 'staking.nodes': () => list });
  list = { ...listOf(), height: { state: 'known', value: HEIGHT, source: 'proven', at: 1 } };
  await act(async () => bridge.emit('staking.changed'));
  await waitFor(() => expect(text).toHaveTextContent('This node is no longer kept.'));
});
