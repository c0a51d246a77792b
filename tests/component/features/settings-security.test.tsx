/** Security: signals said as they are, acts through the secrets window, wallets, imported keys and sweeping, the signer's check. */
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Session } from '../../../shared/contract/app';
import type { Imported } from '../../../shared/contract/money-path';
import { useNavigation } from '../../../renderer/app/navigation';
import { Security } from '../../../renderer/features/settings/security/security';
import { fakeBridge, refuse, type Answers } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import { FLUX_ADDRESS, NOW, unlocked, wallet } from '../samples';

const key: Imported = { id: 'd'.repeat(32), family: 'flux', kind: 'wif', name: 'Paper', address: FLUX_ADDRESS, scriptType: 'p2pkh', publicKey: `02${'1'.repeat(64)}`, redeemScript: null };
const savings = { ...wallet, id: 'b'.repeat(32), name: 'Savings' };
const session: Extract<Session, { state: 'unlocked' }> = {
  state: 'unlocked', wallets: [wallet, savings],
  unlocked: { ...unlocked, imported: [key], descriptors: [{ account: 'flux:44:0', family: 'flux', scriptType: 'p2pkh', path: "m/44'/1'/0'", xpub: 'xpub' }] },
};
const sweep = { kind: 'sweep', chain: 'flux', imported: key.id, to: FLUX_ADDRESS, feeLimit: '800' };

async function open(replace: Answers = {}, shown = session) {
  const bridge = fakeBridge(replace);
  return { bridge, view: await renderIn('main', bridge, <Security session={shown} />) };
}
const card = (name: string) => within(screen.getByRole('region', { name }));

it('says which signals this system gives and which it does not', async () => {
  const { view } = await open();
  expect(await screen.findByText('This system says when: Fluxkeep locks at once.')).toBeInTheDocument();
  expect(screen.getByText('This system does not say when. The idle time still locks.')).toBeInTheDocument();
  expect(card('Locking').getByText('Not available')).toBeInTheDocument();
  await expectAccessible(view);
});

it.each([['Change password', 'change-password'], ['Show recovery phrase', 'reveal'], ['Check recovery phrase', 'recheck']])('%s opens the secrets window', async (name, purpose) => {
  const { bridge } = await open();
  await userEvent.click(screen.getByRole('button', { name }));
  expect(bridge.inputsOf('app.secrets')).toEqual([{ purpose, wallet: wallet.id }]);
});

it('says when the phrase was checked, and offers none where there is none', async () => {
  const checked = await open({}, { ...session, unlocked: { ...session.unlocked, backup: { writtenDownAt: NOW, checkedAt: NOW } } });
  expect(screen.getByText(/^Checked .*: your words restore this wallet\.$/)).toBeInTheDocument();
  checked.view.unmount();
  await open({}, { ...session, unlocked: { ...session.unlocked, descriptors: [] } });
  expect(screen.getByText(/has no recovery phrase/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Show recovery phrase' })).toBeNull();
});

it('renames a wallet, and not to nothing', async () => {
  const { bridge } = await open();
  await userEvent.click(screen.getByRole('button', { name: 'Rename Savings' }));
  const name = screen.getByRole('textbox', { name: 'Name' });
  await userEvent.clear(name);
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Give it a name.')).toBeInTheDocument();
  await userEvent.type(name, '  Rainy days ');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(bridge.inputsOf('wallets.rename')).toEqual([{ id: savings.id, name: 'Rainy days' }]));
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('opens another wallet, removes one through the secrets window, adds one', async () => {
  const { bridge } = await open();
  expect(screen.queryByRole('button', { name: 'Open Main wallet' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Open Savings' }));
  await userEvent.click(screen.getByRole('button', { name: 'Remove Savings' }));
  await userEvent.click(screen.getByRole('button', { name: 'Add a wallet' }));
  expect(bridge.inputsOf('wallets.switch')).toEqual([{ id: savings.id }]);
  expect(bridge.inputsOf('app.secrets')).toEqual([{ purpose: 'remove', wallet: savings.id }, { purpose: 'add', wallet: null }]);
});

it('sweeps an imported key: what it holds and costs first, then the approval', async () => {
  const { bridge, view } = await open({ 'sweep.preview': () => ({ intent: sweep, problem: null, amount: '1000000000', fee: '400' }) });
  await userEvent.click(screen.getByRole('button', { name: 'Sweep Paper' }));
  const dialog = within(screen.getByRole('dialog'));
  expect(await dialog.findByText('10')).toBeInTheDocument();
  expect(dialog.getByText('0.000004')).toBeInTheDocument();
  await expectAccessible(view);
  await userEvent.click(dialog.getByRole('button', { name: 'Continue to approval' }));
  await waitFor(() => expect(bridge.inputsOf('money.submit')).toEqual([{ intent: sweep }]));
  expect(bridge.inputsOf('sweep.preview')).toEqual([{ chain: 'flux', imported: key.id }]);
  expect(useNavigation.getState()).toMatchObject({ screen: 'activity', activity: '1' });
});

it('stays open when the sweep was not approved, and submits nothing without an intent', async () => {
  const cancelled = await open({ 'sweep.preview': () => ({ intent: sweep, problem: null, amount: '1', fee: '1' }), 'money.submit': () => ({ kind: 'cancelled' }) });
  await userEvent.click(screen.getByRole('button', { name: 'Sweep Paper' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Continue to approval' }));
  expect(await screen.findByText(/Nothing was sent/)).toBeInTheDocument();
  expect(screen.getByRole('dialog')).toBeInTheDocument();
  cancelled.view.unmount();
  await open({ 'sweep.preview': () => ({ intent: null, problem: { code: 'sweep/empty', message: '', context: {} }, amount: null, fee: null }) });
  await userEvent.click(screen.getByRole('button', { name: 'Sweep Paper' }));
  expect(await screen.findByText('This key holds nothing')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Continue to approval' })).toBeDisabled();
});

it('does not offer to sweep with one key of two, and says why; with both it does', async () => {
  const [one, two] = ['1', '2'].map((digit) => `02${digit.repeat(64)}`) as [string, string];
  const share = (id: string, publicKey: string): Imported => ({ ...key, id: id.repeat(32), kind: 'ssp', name: `Share ${id}`, scriptType: 'p2sh-multisig', publicKey, redeemScript: `5221${one}21${two}52ae` });
  const alone = await open({}, { ...session, unlocked: { ...session.unlocked, imported: [share('a', one)] } });
  await screen.findByText(/^This system says when/);
  const sweepButton = screen.getByRole('button', { name: 'Sweep Share a' });
  expect(sweepButton).toBeDisabled();
  expect(sweepButton).toHaveAccessibleDescription(/SSP’s other key has to sign as well/);
  await expectAccessible(alone.view);
  alone.view.unmount();
  await open({}, { ...session, unlocked: { ...session.unlocked, imported: [share('a', one), share('b', two)] } });
  expect(screen.getByRole('button', { name: 'Sweep Share b' })).toBeEnabled();
  expect(screen.queryByText(/other key has to sign/)).toBeNull();
});

it('removes an imported key through the secrets window', async () => {
  const { bridge } = await open();
  await userEvent.click(card('Imported keys').getByRole('button', { name: 'Remove Paper' }));
  expect(bridge.inputsOf('app.secrets')).toEqual([{ purpose: 'remove-key', wallet: wallet.id, key: key.id }]);
});

describe('the signer’s check', () => {
  const blocked = ['fetch', 'require net', 'process.binding'];
  const check = async (answer: () => unknown) => {
    const { view } = await open({ 'app.selfCheck': answer });
    await userEvent.click(screen.getByRole('button', { name: 'Check the signer' }));
    return view;
  };

  it('says that every way fails and no socket is open', async () => {
    const view = await check(() => ({ blocked, open: [], inetSockets: 0 }));
    expect(await screen.findByText('All 3 ways to a network fail')).toBeInTheDocument();
    expect(screen.getByText(/It holds no internet socket\./)).toBeInTheDocument();
    expect(screen.getByText('require net')).toBeInTheDocument();
    await expectAccessible(view);
  });
  it('does not call an unknown number of sockets none', async () => {
    await check(() => ({ blocked, open: [], inetSockets: -1 }));
    expect(await screen.findByText(/does not say which sockets/)).toBeInTheDocument();
    expect(screen.queryByText(/no internet socket/)).toBeNull();
  });
  it('alarms at an open way', async () => {
    await check(() => ({ blocked, open: ['fetch'], inetSockets: 0 }));
    expect(await screen.findByRole('alert')).toHaveTextContent('These ways are open: fetch.');
  });
  it('alarms at a socket', async () => {
    await check(() => ({ blocked, open: [], inetSockets: 2 }));
    expect(await screen.findByRole('alert')).toHaveTextContent('It holds 2 internet sockets. That should not be.');
    expect(screen.queryByText(/ways to a network fail/)).toBeNull();
  });
  it('takes a check that failed for no result', async () => {
    await check(refuse('process/gone'));
    expect(await screen.findByRole('alert')).toHaveTextContent('A part of Fluxkeep stopped');
    expect(screen.queryByText(/ways to a network fail/)).toBeNull();
  });
});
