/** The light node's screen: off in plain words, on with its state, figures, coins, peers and limits; trouble and contradictions in words. */
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from '../../../renderer/app/app';
import { useNavigation } from '../../../renderer/app/navigation';
import { LightNode } from '../../../renderer/features/light-node/light-node';
import type { LightNodeView } from '../../../shared/contract/light-node-window';
import type { Language } from '../../../renderer/i18n/start';
import { fakeBridge, refuse, type Answers } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import * as sample from '../samples';
import { contradicted, evidence, nodeOff, nodeOn, nodeWith, transaction } from '../samples-node';

async function show(view: LightNodeView = nodeOn, replace: Answers = {}, language: Language = 'en') {
  const bridge = fakeBridge({ 'lightNode.get': () => view, 'evidence.get': () => evidence, ...replace });
  return { bridge, view: await renderIn('main', bridge, <LightNode />, language), user: userEvent.setup({ delay: null }) };
}
const state = () => screen.findByTestId('node-state');
const reason = (code: string) => ({ code, message: '', context: {} });

test('off: what it does, what it costs, what it does not do, and the switch', async () => {
  const { bridge, view, user } = await show(nodeOff);
  expect(await screen.findByText('Up to 500 MB of disk. You can lower that, and choose the folder.')).toBeInTheDocument();
  expect(screen.getByText(/It does not check where the coins in each transaction came from/)).toBeInTheDocument();
  await expectAccessible(view);
  await user.click(screen.getByRole('button', { name: 'Switch on' }));
  expect(bridge.inputsOf('lightNode.set')).toEqual([{ enabled: true }]);
});

test('off: a disk without room keeps it off, in words', async () => {
  const { user } = await show(nodeOff, { 'lightNode.set': refuse('light-node/no-room', { freeMegabytes: 12, neededMegabytes: 500 }) });
  await user.click(await screen.findByRole('button', { name: 'Switch on' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('There is too little room on that disk: 12 MB are free, 500 MB may be needed');
});

test.each(['en', 'de'] as const)('on, in %s: nothing for axe, and no key instead of a word', async (language) => {
  const { view } = await show(nodeOn, {}, language);
  await state();
  await screen.findAllByTestId('evidence-coin');
  await expectAccessible(view);
  expect(view.container.textContent).not.toMatch(/lightNode\.|errors\./);
});

test('at the tip: verified, with its figures; pause asks main', async () => {
  const { bridge, user } = await show();
  expect(await state()).toHaveTextContent('Following the chainChain verified to block 2,412,905. 6 peers.');
  expect(screen.getByText('2,412,864')).toBeInTheDocument();
  expect(screen.getByText('table from explorer.runonflux.io, api.runonflux.io')).toBeInTheDocument();
  expect(screen.getByRole('img', { name: /Blocks checked per minute\. \d in the last minute, at most 140/ })).toBeInTheDocument();
  expect(screen.getByText('4,216')).toBeInTheDocument();
  expect(screen.getByText('63 MB of 500 MB')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Pause' }));
  expect(bridge.inputsOf('lightNode.set')).toEqual([{ paused: true }]);
});

test.each<[string, LightNodeView, string]>([
  ['waiting', { ...nodeOn, process: { state: 'waiting' }, status: null }, 'Waiting for the network'],
  ['starting', { ...nodeOn, process: { state: 'running' }, status: null, pace: [] }, 'Starting'],
  ['restarting', { ...nodeOn, process: { state: 'restarting', attempt: 2, reason: reason('process/gone') } }, 'It stopped and is starting again (try 2)'],
  ['connecting', nodeWith({ phase: { kind: 'connecting' }, verified: false }), 'Looking for peers'],
  ['table', nodeWith({ phase: { kind: 'table', answered: 1, asked: 3 }, verified: false }), '1 of 3 sources answered'],
  ['headers', nodeWith({ phase: { kind: 'headers', at: 2_400_000, to: 2_412_905 }, verified: false }), 'Block 2,400,000 of 2,412,905.'],
  ['blocks', nodeWith({ phase: { kind: 'blocks', at: 2_400_000, to: 2_412_905 }, verified: false, rate: 41.3, secondsLeft: 312 }), 'Every block is read in full.'],
  ['late', nodeWith({ verified: false }), 'It is older than ten minutes'],
  ['peers-syncing', nodeWith({ phase: { kind: 'peers-syncing' }, verified: false }), 'Every peer is itself catching up'],
  ['paused', nodeWith({ phase: { kind: 'paused' }, verified: false }, { settings: { ...nodeOn.settings, paused: true } }), 'It fetches nothing.'],
  ['halted', nodeWith({ phase: { kind: 'halted', reason: reason('table/disagree') }, verified: false }), 'It needs you.'],
])('%s is said in words', async (phase, view, words) => {
  await show(view);
  const line = await state();
  expect(line).toHaveAttribute('data-phase', phase);
  expect(line).toHaveTextContent(words);
  expect(line).not.toHaveTextContent('verified to block');
});

test('catching up: rate and time left, never a bare percentage', async () => {
  const { view } = await show(nodeWith({ phase: { kind: 'blocks', at: 2_400_000, to: 2_412_905 }, verified: false, rate: 41.3, secondsLeft: 312 }));
  expect(await screen.findByText('5 minutes')).toBeInTheDocument();
  expect(screen.getByText('41 blocks a second')).toBeInTheDocument();
  expect(view.container.textContent).not.toContain('%');
});

test('after it gave up it starts again when it is told to', async () => {
  const { bridge, user } = await show({ ...nodeOn, process: { state: 'stopped', reason: reason('process/gone') } });
  expect(await state()).toHaveTextContent('was not started again. The wallet works on');
  await user.click(screen.getByRole('button', { name: 'Start again' }));
  expect(bridge.inputsOf('lightNode.startAgain')).toHaveLength(1);
});

test('an emergency block, blocks taken back, the last problem: each has its notice', async () => {
  const point = { height: 2_412_900, hash: 'cd'.repeat(32), time: sample.NOW };
  const { view } = await show(nodeWith({ emergency: point, reorganised: { from: 2_412_900, fork: 2_412_895, to: 2_412_905, at: Date.now() }, lastError: reason('peer/none') }));
  expect(await screen.findByRole('alert')).toHaveTextContent('two of four keys of the Flux foundation signed it');
  expect(screen.getByText(/back from block 2,412,900 to 2,412,895, then on to 2,412,905/)).toBeInTheDocument();
  expect(screen.getByText(/No peer of the Flux network can be reached/)).toBeInTheDocument();
  await expectAccessible(view);
});

test('coins say how they are known, and why not better', async () => {
  await show();
  const rows = await screen.findAllByTestId('evidence-coin');
  expect(rows.map((row) => row.getAttribute('data-mark'))).toEqual(['proven', 'proven', 'agreed', 'reported', 'agreed']);
  expect(rows[0]).toHaveTextContent('2,880 blocks by 88 nodes');
  expect(rows[2]).toHaveTextContent('unspent is what servers say');
  expect(rows[4]).toHaveTextContent('Proven takes 40 blocks on top.');
  expect(screen.getByText('and 3 smaller coins')).toBeInTheDocument();
  expect(screen.getByText(/Followed since block 2,398,001/)).toBeInTheDocument();
});

test('a contradiction shows both sides, and hidden amounts stay hidden', async () => {
  const { view } = await show(nodeOn, { 'evidence.get': () => contradicted });
  expect(await screen.findByTestId('contradiction')).toHaveTextContent('http://127.0.0.1:31001/api contradicts what the light node saw');
  const told = view.container.textContent ?? '';
  expect(told).toContain('The server says20,000 FLUX in block 2,410,025');
  expect(told).toContain('The light node saw10,000 FLUX in block 2,410,025');
  expect(told).toContain('The server saysno such coin');
  expect(told).toContain('spent in block 2,412,885');
  await expectAccessible(view);
  view.unmount();
  const hidden = await show(nodeOn, { 'evidence.get': () => contradicted, 'settings.get': () => ({ ...sample.settings, hideAmounts: true }) });
  await screen.findByTestId('contradiction');
  expect(hidden.view.container.textContent).not.toMatch(/10,000 FLUX|20,000 FLUX/);
});

test('limits: disk, bandwidth, folder and the switch', async () => {
  const { bridge, user } = await show({ ...nodeOn, settings: { ...nodeOn.settings, diskMegabytes: 333 }, folder: { ...nodeOn.folder, chosen: true } });
  await user.selectOptions(await screen.findByLabelText('Most disk space'), '1 GB');
  await user.selectOptions(screen.getByLabelText('Highest speed'), '512 kB a second');
  await user.click(screen.getByRole('switch', { name: 'Light node' }));
  expect(bridge.inputsOf('lightNode.set')).toEqual([{ diskMegabytes: 1000 }, { kilobytesPerSecond: 512 }, { enabled: false }]);
  expect(screen.getByText('64 GB free there')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Choose: Folder' }));
  expect(await screen.findByText('The data lies in the new folder.')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Back to the usual one' }));
  expect(bridge.inputsOf('lightNode.folder')).toEqual([{ to: 'choose' }, { to: 'usual' }]);
});

test('own peers: checked, saved together, empty lines left out', async () => {
  const { bridge, view, user } = await show();
  await user.click(await screen.findByRole('button', { name: 'Own peers' }));
  const form = await screen.findByRole('form', { name: 'Own peers' });
  await user.type(within(form).getByRole('textbox', { name: 'Peer 1' }), 'nonsense');
  await user.click(within(form).getByRole('button', { name: 'Save peers' }));
  expect(await within(form).findByText(/written as host:port/)).toBeInTheDocument();
  expect(bridge.inputsOf('lightNode.set')).toEqual([]);
  await user.type(within(form).getByRole('textbox', { name: 'Peer 1' }), '.example:16125');
  await user.click(within(form).getByRole('button', { name: 'Add a peer' }));
  await expectAccessible(view);
  await user.click(within(form).getByRole('button', { name: 'Save peers' }));
  await waitFor(() => expect(bridge.inputsOf('lightNode.set')).toEqual([{ peers: ['nonsense.example:16125'] }]));
});

describe('on other screens', () => {
  const open = async (replace: Answers = {}) => {
    const bridge = fakeBridge({ 'lightNode.get': () => nodeOn, 'evidence.get': () => evidence, ...replace });
    return { bridge, view: await renderIn('main', bridge, <App />), user: userEvent.setup({ delay: null }) };
  };

  test('the head says "verified" only when it is, and the phase in words otherwise', async () => {
    const answer = jest.fn((): LightNodeView => nodeOn);
    const { bridge } = await open({ 'lightNode.get': answer });
    await waitFor(() => expect(screen.getByTestId('chain-state')).toHaveTextContent('Flux 2,412,905 verified'));
    for (const [view, words] of [
      [nodeWith({ verified: false }), 'Light node: Waiting for a new block'], [nodeWith({ phase: { kind: 'connecting' }, verified: false }), 'Light node: Looking for peers'],
      [{ ...nodeOn, process: { state: 'restarting', attempt: 1, reason: reason('process/gone') } }, 'Light node: Starting again'],
    ] as [LightNodeView, string][]) {
      answer.mockReturnValue(view);
      await act(async () => bridge.emit('lightNode.changed'));
      await waitFor(() => expect(screen.getByTestId('chain-state')).toHaveTextContent(words));
      expect(screen.getByTestId('chain-state')).not.toHaveTextContent('verified');
    }
    answer.mockReturnValue(nodeOff);
    await act(async () => bridge.emit('lightNode.changed'));
    await waitFor(() => expect(screen.getByTestId('chain-state')).toHaveTextContent(/^Flux2,412,905$/));
  });

  test('a mark opens its evidence; Esc gives the focus back; a button leads to the light node', async () => {
    const { view, user } = await open();
    const mark = await screen.findByRole('button', { name: 'Evidence for this amount: Proven' });
    await user.click(mark);
    const panel = await screen.findByRole('dialog', { name: 'Evidence for this amount: Proven' });
    expect(await within(panel).findByText(/12,360\.2250/)).toBeInTheDocument();
    expect(panel).toHaveTextContent('Followed since block 2,398,001');
    await expectAccessible({ ...view, container: document.body });
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(mark).toHaveFocus();
    await user.click(mark);
    await user.click(await within(await screen.findByRole('dialog')).findByRole('button', { name: 'Light node' }));
    expect(useNavigation.getState().screen).toBe('light-node');
  });

  test('without a light node the mark says who reports it, and opens nothing', async () => {
    await open({ 'lightNode.get': () => nodeOff });
    expect(await screen.findByText('Proven')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Evidence/ })).toBeNull();
  });

  test('contradicted comes before all, and what needs the person leads to both sides', async () => {
    const need = { id: 'node-contradicts:x', kind: 'node-contradicts' as const, level: 'danger' as const, context: { server: 'http://127.0.0.1:31001/api', what: 'amount', txid: 'a1'.repeat(32), told: '2', saw: '1' } };
    const { user } = await open({ 'evidence.get': () => contradicted, 'portfolio.get': () => ({ ...sample.portfolio, needs: [need] }) });
    expect(await screen.findByRole('button', { name: 'Evidence for this amount: Contradicted' })).toBeInTheDocument();
    expect(screen.getByText(/31001\/api says something else about one of your coins/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: /^See both/ }));
    expect(await screen.findByTestId('contradiction')).toBeInTheDocument();
  });

  test('a transaction shows its proof and saves it as a file', async () => {
    const { bridge, view, user } = await open();
    await act(async () => useNavigation.getState().openActivity('1'));
    const proof = await screen.findByTestId('transaction-proof');
    expect(proof).toHaveTextContent('Block 2,412,393, checked on this computer. 512 blocks by 88 nodes on top.');
    await expectAccessible(view);
    await user.click(within(proof).getByRole('button', { name: 'Save the proof' }));
    expect((await screen.findAllByText('The proof is saved.')).length).toBeGreaterThan(0);
    expect(bridge.inputsOf('lightNode.saveProof')).toEqual([{ txid: sample.activities[0]?.txid }]);
  });

  test('a transaction that it did not see has no proof, and one of another chain no place for it', async () => {
    const { user } = await open({ 'evidence.transaction': () => null });
    await act(async () => useNavigation.getState().openActivity('1'));
    expect(await screen.findByTestId('transaction-proof')).toHaveTextContent('has not seen this transaction in a block');
    await user.keyboard('{Escape}');
    await act(async () => useNavigation.getState().openActivity('2'));
    await screen.findByTestId('activity-detail');
    expect(screen.queryByTestId('transaction-proof')).toBeNull();
  });

  test('what is not proven for good says why', async () => {
    await open({ 'evidence.transaction': () => ({ ...transaction, mark: 'seen', why: 'shallow', above: { blocks: 11, producers: 11 } }) });
    await act(async () => useNavigation.getState().openActivity('1'));
    expect(await screen.findByTestId('transaction-proof')).toHaveTextContent('SeenBlock 2,412,393, checked on this computer. 11 blocks by 11 nodes on top. Proven takes 40 blocks on top.');
  });
});

