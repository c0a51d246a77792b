/** Tools of staking: consolidate, rewards, a delegate's start, a computer's check, evacuation, practice servers. */
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useAnnouncements } from '../../../renderer/app/announce';
import { useNavigation } from '../../../renderer/app/navigation';
import { Staking } from '../../../renderer/features/staking/staking';
import { fakeBridge, refuse, type Answers } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import { FLUX_ADDRESS, outcome, settings } from '../samples';
import { candidates, consolidation, DELEGATE_KEY, evacuation, listOf, nodes, SERVER_KEY, startIntent } from '../samples-staking';

type User = ReturnType<typeof userEvent.setup>;
const show = async (answers: Answers = {}) => {
  const bridge = fakeBridge(answers);
  const view = await renderIn('main', bridge, <Staking />);
  return { bridge, view, user: userEvent.setup({ delay: null }) };
};
const fill = async (user: User, field: HTMLElement, text: string) => {
  await user.clear(field);
  await user.paste(text);
};
const open = async (tool: string, dialog: string, answers: Answers = {}) => {
  const shown = await show(answers);
  await shown.user.click(await screen.findByRole('button', { name: tool }));
  return { ...shown, dialog: within(await screen.findByRole('dialog', { name: dialog })) };
};

describe('consolidating', () => {
  it('says what it takes and costs, then takes the path of money', async () => {
    const { bridge, dialog, user, view } = await open('Consolidate', 'Consolidate rewards');
    expect(await dialog.findByText('62')).toBeInTheDocument();
    expect(dialog.getByText('0.0001')).toBeInTheDocument();
    await expectAccessible(view);
    await user.click(dialog.getByRole('button', { name: 'Continue to approval' }));
    await waitFor(() => expect(bridge.inputsOf('money.submit')).toEqual([{ intent: consolidation.intent }]));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(useAnnouncements.getState().text).toBe('The coins are on their way into one.');
  });

  it('says why there is nothing to do', async () => {
    const { dialog } = await open('Consolidate', 'Consolidate rewards', { 'staking.consolidate': () => ({ coins: 1, amount: null, fee: null, intent: null, problem: { code: 'staking/nothing-to-gather', message: '', context: {} } }) });
    expect(await dialog.findByText('There is nothing to consolidate')).toBeInTheDocument();
    expect(dialog.getByRole('button', { name: 'Continue to approval' })).toBeDisabled();
  });

  it('stays open after a refusal in the approval window', async () => {
    const { dialog, user } = await open('Consolidate', 'Consolidate rewards', { 'money.submit': () => ({ kind: 'cancelled' }) });
    await dialog.findByText('62');
    await user.click(dialog.getByRole('button', { name: 'Continue to approval' }));
    expect(await dialog.findByText('Not approved. Nothing was signed.')).toBeInTheDocument();
  });
});

it('shows the rewards of all nodes, and saves them', async () => {
  const { bridge, dialog, user } = await open('Show rewards', 'Rewards of all nodes');
  expect(await dialog.findAllByText('cumulus-1')).toHaveLength(5);
  await user.click(dialog.getByRole('button', { name: 'Save as CSV' }));
  await waitFor(() => expect(bridge.inputsOf('staking.exportRewards')).toEqual([{ node: null }]));
});

describe('starting as a delegate', () => {
  const coin = `${'4e'.repeat(32)}:1`;
  const filled = async (answers: Answers = {}) => {
    const shown = await open('Start as a delegate', 'Start as a delegate', answers);
    const { dialog, user } = shown;
    await fill(user, dialog.getByLabelText('Collateral'), coin);
    await fill(user, dialog.getByLabelText("The owner's public key or redeem script"), ` ${SERVER_KEY.toUpperCase()}`);
    await fill(user, dialog.getByLabelText("The server's public key"), DELEGATE_KEY);
    return shown;
  };

  it('needs coin, owner and server', async () => {
    const { bridge, dialog, user, view } = await filled({ 'money.submit': () => ({ kind: 'nodes-started', nodes: [], txid: null, reason: null }) });
    await expectAccessible(view);
    await user.click(dialog.getByRole('button', { name: 'Continue to approval' }));
    await waitFor(() => expect(bridge.inputsOf('staking.startAsDelegate')).toEqual([{ name: 'delegated', collateral: { txid: '4e'.repeat(32), vout: 1 }, owner: SERVER_KEY, identity: DELEGATE_KEY }]));
    await waitFor(() => expect(bridge.inputsOf('money.submit')).toEqual([{ intent: startIntent }]));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('says at each field what cannot be right', async () => {
    const { dialog, user } = await open('Start as a delegate', 'Start as a delegate');
    await fill(user, dialog.getByLabelText('Collateral'), 'abc:0');
    expect(dialog.getByLabelText('Collateral')).toHaveAccessibleDescription(/not the place of a coin/);
    await fill(user, dialog.getByLabelText("The owner's public key or redeem script"), '52zz');
    expect(dialog.getByLabelText("The owner's public key or redeem script")).toHaveAccessibleDescription(/neither a public key nor a script/);
    expect(dialog.getByRole('button', { name: 'Continue to approval' })).toBeDisabled();
  });

  it('keeps what was typed after an error', async () => {
    const { dialog, user } = await filled({ 'staking.startAsDelegate': refuse('staking/not-a-delegate') });
    await user.click(dialog.getByRole('button', { name: 'Continue to approval' }));
    expect(await dialog.findByText('The owner did not name your key as a delegate')).toBeInTheDocument();
    expect(dialog.getByLabelText('Collateral')).toHaveValue(coin);
  });
});

describe('coins kept for nodes', () => {
  const [plain] = candidates;
  const place = `${plain?.outpoint.txid}:1`;

  it('are freed one by one, with the place of the coin typed', async () => {
    const { bridge, dialog, user, view } = await open('Show coins', 'Coins kept for nodes');
    expect(await dialog.findByRole('button', { name: 'Free the coin a1a1…c0de:1' })).toBeInTheDocument();
    expect(dialog.queryByRole('button', { name: /d4d4/ })).toBeNull();
    await user.click(dialog.getByRole('button', { name: 'Free the coin a1a1…c0de:1' }));
    const confirm = within(await screen.findByRole('dialog', { name: 'Free a coin' }));
    expect(confirm.getByText(place)).toBeInTheDocument();
    await expectAccessible(view);
    await fill(user, confirm.getByLabelText(/the whole place of the coin/), place);
    await user.click(confirm.getByRole('button', { name: 'Free the coin' }));
    await waitFor(() => expect(bridge.inputsOf('staking.release')).toEqual([{ outpoint: plain?.outpoint, typed: place }]));
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Free a coin' })).toBeNull());
  });

  it('are kept again, or cannot be told with the reason', async () => {
    const { bridge, dialog, user } = await open('Show coins', 'Coins kept for nodes', {
      'staking.candidates': ({ tier }: { tier: string }) => (tier === 'cumulus' ? { state: 'known', value: [{ ...plain, problem: 'staking/released' }], source: 'proven', at: 1 } : { state: 'unknown', reason: { code: 'endpoint/unreachable', message: '', context: {} }, at: 1 }),
    });
    expect(await dialog.findByText('A server cannot be reached')).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: 'Keep the coin a1a1…c0de:1 again' }));
    expect(bridge.inputsOf('staking.keep')).toEqual([{ outpoint: plain?.outpoint }]);
  });
});

describe('checking a computer', () => {
  it('holds this one against each tier, as an estimate', async () => {
    const { dialog, view } = await open('Check', 'Check a computer');
    const memory = (await dialog.findByRole('rowheader', { name: 'Memory' })).closest('tr');
    expect(memory).toHaveTextContent('Memory31.2 GB7 GBenough30 GBenough61 GBtoo little');
    expect(dialog.getByRole('rowheader', { name: 'Download' }).closest('tr')).toHaveTextContent('Not measured here');
    expect(dialog.getByText('Nothing measured speaks against Nimbus')).toBeInTheDocument();
    expect(dialog.getByText('Too little for Stratus')).toBeInTheDocument();
    expect(dialog.getByText(/An estimate/)).toBeInTheDocument();
    await expectAccessible(view);
  });

  it('takes what fluxbench said elsewhere, and says when it is something else', async () => {
    const { bridge, dialog, user } = await open('Check', 'Check a computer', { 'staking.hardware': ({ pasted }: { pasted: string | null }) => (pasted === null ? { source: 'this-computer', tiers: [] } : refuse('staking/not-a-benchmark')()) });
    await user.click(dialog.getByRole('radio', { name: 'Another computer' }));
    await fill(user, dialog.getByLabelText('Result of fluxbench on that computer'), 'no result');
    await user.click(dialog.getByRole('button', { name: 'Compare' }));
    expect(await dialog.findByText('This is not a result of fluxbench')).toBeInTheDocument();
    expect(bridge.inputsOf('staking.hardware').at(-1)).toEqual({ pasted: 'no result' });
    expect(dialog.getByLabelText('Result of fluxbench on that computer')).toHaveValue('no result');
  });
});

describe('evacuation', () => {
  const begin = async (answers: Answers = {}) => {
    const shown = await show(answers);
    await act(async () => useNavigation.getState().openStaking('evacuate'));
    return shown;
  };
  const worked = async (answers: Answers = {}) => {
    const shown = await begin(answers);
    await fill(shown.user, screen.getByLabelText('Flux address'), FLUX_ADDRESS);
    await fill(shown.user, screen.getByLabelText('Type EVACUATE to go on'), 'EVACUATE');
    await shown.user.click(screen.getByRole('button', { name: 'Work out the steps' }));
    await screen.findAllByTestId('evacuate-step');
    return shown;
  };
  const states = () => screen.getAllByTestId('evacuate-step').map((step) => step.dataset.state);

  it('needs the word and an address, and says so at the fields', async () => {
    const { bridge, user, view } = await begin();
    expect(screen.getByText('This moves everything out of this wallet')).toBeInTheDocument();
    await fill(user, screen.getByLabelText('Type EVACUATE to go on'), 'evacuate');
    await user.click(screen.getByRole('button', { name: 'Work out the steps' }));
    expect(screen.getByLabelText('Flux address')).toHaveAccessibleDescription('Type at least one address.');
    await fill(user, screen.getByLabelText('Bitcoin address'), 'bc1qx');
    await user.click(screen.getByRole('button', { name: 'Work out the steps' }));
    await waitFor(() => expect(screen.getByLabelText('Type EVACUATE to go on')).toHaveAccessibleDescription(/capital letters/));
    expect(bridge.inputsOf('staking.evacuate')).toEqual([]);
    await expectAccessible(view);
  });

  it('lists each step with its fee, the nodes that end, and what cannot go', async () => {
    const { bridge, view } = await worked();
    expect(bridge.inputsOf('staking.evacuate')).toEqual([{ to: { flux: FLUX_ADDRESS }, typed: 'EVACUATE' }]);
    const [flux, , polygon] = screen.getAllByTestId('evacuate-step');
    expect(flux).toHaveTextContent(/FLUX on Flux main chainNetwork fee 0.0000452 FLUXEnds cumulus-1, cumulus-212,480.225 FLUXWaiting/);
    expect(polygon).toHaveTextContent(/FLUX on Polygon.*not enough of the chain's own coin.*Skipped/);
    await expectAccessible(view);
  });

  it('approves one after the other', async () => {
    let answers = 0;
    const { bridge, user } = await worked({ 'money.submit': () => { answers += 1; return answers === 1 ? outcome : { kind: 'kept', id: '2', txid: 'ab'.repeat(32), reason: { code: 'endpoint/timeout', message: '', context: {} } }; } });
    await user.click(screen.getByRole('button', { name: 'Begin' }));
    await waitFor(() => expect(states()).toEqual(['signed', 'kept', 'skipped']));
    expect(bridge.inputsOf('money.submit')).toEqual(evacuation.steps.filter(({ intent }) => intent).map(({ intent }) => ({ intent })));
    expect(await screen.findByText('2 of 3 steps signed')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Open activity' }));
    expect(useNavigation.getState().screen).toBe('activity');
  });

  it('says that a coin goes after the tokens that it pays for', async () => {
    const [flux] = evacuation.steps;
    const { user } = await worked({ 'staking.evacuate': () => ({ steps: [flux, { ...flux, asset: 'polygon/native', intent: null, fee: null, problem: { code: 'staking/tokens-first', message: '', context: {} } }] }) });
    expect(states()).toEqual(['waiting', 'later']);
    await user.click(screen.getByRole('button', { name: 'Begin' }));
    expect(await screen.findByText('The rest comes after the tokens')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Work out the steps anew' })).toBeEnabled();
  });

  it('stops at a step that is not approved or fails, and goes on from there', async () => {
    const answers: (() => unknown)[] = [() => ({ kind: 'cancelled' }), refuse('plan/changed'), () => outcome, () => outcome];
    const { bridge, user } = await worked({ 'money.submit': () => answers.shift()?.() });
    await user.click(screen.getByRole('button', { name: 'Begin' }));
    await waitFor(() => expect(states()).toEqual(['cancelled', 'waiting', 'skipped']));
    await user.click(await screen.findByRole('button', { name: 'Continue' }));
    await waitFor(() => expect(states()).toEqual(['failed', 'waiting', 'skipped']));
    expect(screen.getByText('The coins changed while the payment was put together')).toBeInTheDocument();
    await user.click(await screen.findByRole('button', { name: 'Continue' }));
    await waitFor(() => expect(states()).toEqual(['signed', 'signed', 'skipped']));
    expect(bridge.inputsOf('money.submit')).toHaveLength(4);
  });

  it('stops after the step under way when told to, and a step can be skipped', async () => {
    let sign: (value: unknown) => void = () => undefined;
    const { user } = await worked({ 'money.submit': () => new Promise((resolve) => { sign = resolve; }) });
    await user.click(screen.getByRole('button', { name: 'Begin' }));
    await waitFor(() => expect(states()[0]).toBe('now'));
    await user.click(screen.getByRole('button', { name: 'Stop after this step' }));
    await act(async () => sign(outcome));
    await waitFor(() => expect(states()).toEqual(['signed', 'waiting', 'skipped']));
    await user.click(await screen.findByRole('button', { name: 'Skip BTC on Bitcoin' }));
    expect(states()).toEqual(['signed', 'skipped', 'skipped']);
    expect(screen.getByText('The rest was skipped. You can work out the steps anew.')).toBeInTheDocument();
  });

  it('asks for no further step once the page is left', async () => {
    let sign: (value: unknown) => void = () => undefined;
    const { bridge, user } = await worked({ 'money.submit': () => new Promise((resolve) => { sign = resolve; }) });
    await user.click(screen.getByRole('button', { name: 'Begin' }));
    await waitFor(() => expect(states()[0]).toBe('now'));
    await act(async () => useNavigation.getState().openStaking('nodes'));
    await act(async () => sign(outcome));
    expect(bridge.inputsOf('money.submit')).toHaveLength(1);
  });

  it('keeps the addresses over another screen and after an error', async () => {
    const { user } = await begin({ 'staking.evacuate': refuse('address/bad-checksum') });
    await fill(user, screen.getByLabelText('Flux address'), 't1wrong');
    await fill(user, screen.getByLabelText('Type EVACUATE to go on'), 'EVACUATE');
    await user.click(screen.getByRole('button', { name: 'Work out the steps' }));
    expect(await screen.findByRole('alert')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Back to your nodes' }));
    await user.click(await screen.findByRole('button', { name: 'Evacuate' }));
    expect(screen.getByLabelText('Flux address')).toHaveValue('t1wrong');
    expect(screen.getByLabelText('Type EVACUATE to go on')).toHaveValue('');
  });
});

describe('practice servers', () => {
  const KEY = '5'.padEnd(51, 'J');
  const card = () => within(screen.getByRole('region', { name: 'Practice server' }));
  const nodeCoin = `${nodes.maturing.collateral?.txid}:0`;

  it('take the settings of the node that waits, all but its key filled in', async () => {
    const { bridge, user, view } = await show();
    await waitFor(() => expect(card().getByLabelText('Collateral')).toHaveValue(nodeCoin));
    await waitFor(() => expect(card().getByLabelText('Flux ID')).toHaveValue('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'));
    await waitFor(() => expect(card().getByLabelText('Address of the server')).toHaveValue('203.0.113.19:16127'));
    await user.click(card().getByRole('button', { name: 'Run the server' }));
    await waitFor(() => expect(card().getByLabelText('Identity key')).toHaveAccessibleDescription(/not an identity key/));
    await fill(user, card().getByLabelText('Identity key'), ` ${KEY} `);
    await expectAccessible(view);
    await user.click(card().getByRole('button', { name: 'Run the server' }));
    await waitFor(() => expect(bridge.inputsOf('practice.server')).toContainEqual({ act: 'run', identityKey: KEY, collateral: nodes.maturing.collateral, fluxId: '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', ip: '203.0.113.19:16127' }));
    await waitFor(() => expect(card().getByLabelText('Identity key')).toHaveValue(''));
  });

  it('keep what was typed after an error', async () => {
    const { user } = await show({ 'practice.server': ({ act: what }: { act: string }) => (what === 'list' ? [] : refuse('practice/refused')()) });
    await waitFor(() => expect(card().getByLabelText('Collateral')).not.toHaveValue(''));
    await fill(user, card().getByLabelText('Identity key'), KEY);
    await user.click(card().getByRole('button', { name: 'Run the server' }));
    expect(await card().findByRole('alert')).toBeInTheDocument();
    expect(card().getByLabelText('Identity key')).toHaveValue(KEY);
    expect(card().getByText('No practice server was set up yet.')).toBeInTheDocument();
  });

  it('are stopped and started', async () => {
    const { bridge, user } = await show();
    await user.click(await screen.findByRole('button', { name: 'Stop the server at 203.0.113.18:16127' }));
    await user.click(await screen.findByRole('button', { name: 'Start the server at 203.0.113.18:16137' }));
    await waitFor(() => expect(bridge.inputsOf('practice.server')).toEqual(expect.arrayContaining([{ act: 'stop', collateral: nodes.confirmed.collateral }, { act: 'start', collateral: nodes.expiring.collateral }])));
  });

  it('are not there on mainnet', async () => {
    await show({ 'settings.get': () => ({ ...settings, network: 'mainnet' }), 'staking.nodes': () => listOf(nodes.confirmed) });
    await screen.findByTestId('nodes-sum');
    expect(screen.queryByRole('region', { name: 'Practice server' })).toBeNull();
  });
});
