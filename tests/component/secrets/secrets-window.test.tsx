/** The secrets window: create, restore, import, unlock, and the tasks on an open wallet. */
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SecretsWindow } from '../../../renderer/secrets/secrets-window';
import { fakeBridge, refuse, type Answers } from '../fake-bridge';
import { AppError } from '../../../shared/errors/app-error';
import { expectAccessible, renderIn } from '../render';
import { FLUX_ADDRESS, secretsOpen, wallet, WORDS } from '../samples';

const PASSWORD = 'quiet orbit maple tunnel';
const show = async (open: Partial<typeof secretsOpen>, answers: Answers = {}, language: 'en' | 'de' = 'en') => {
  const bridge = fakeBridge(answers);
  const result = await renderIn('secrets', bridge, <SecretsWindow open={{ ...secretsOpen, ...open }} />, language);
  return { bridge, result, user: userEvent.setup({ delay: null }) };
};
const choosePassword = async (user: ReturnType<typeof userEvent.setup>, password = PASSWORD) => {
  await user.type(screen.getByLabelText('Password'), password);
  await user.type(screen.getByLabelText('Password again'), password);
  await user.click(screen.getByRole('button', { name: 'Continue' }));
};

test('creates a wallet: network, password, words, a check of some, ready', async () => {
  const { bridge, result, user } = await show({}, { 'secrets.wallets': () => [] });
  expect(screen.getByRole('radio', { name: /Mainnet/ })).toBeDisabled();
  expect(screen.getByText(/development runtime/)).toBeInTheDocument();
  await expectAccessible(result);
  await user.click(screen.getByRole('button', { name: 'Continue' }));
  expect(bridge.inputsOf('secretsWindow.setNetwork')).toEqual([{ network: 'practice' }]);
  await user.click(await screen.findByRole('button', { name: 'Create a new wallet' }));
  await choosePassword(user);
  expect(await screen.findByTestId('word-12')).toHaveTextContent('about');
  expect(screen.getByText(/cannot block screenshots/)).toBeInTheDocument();
  expect(screen.getByText('Wallet fingerprint 9f3a 11c2')).toBeInTheDocument();
  await expectAccessible(result);
  await user.click(screen.getByRole('button', { name: 'I have written them down' }));
  for (const place of [2, 5, 12]) await user.type(screen.getByLabelText(`Word ${place}`), place === 5 ? 'zebra' : (WORDS[place - 1] ?? ''));
  await user.click(screen.getByRole('button', { name: 'Check' }));
  expect(await screen.findByText(/This is not word 5/)).toBeInTheDocument();
  expect(bridge.inputsOf('secrets.create.finish')).toEqual([]);
  await user.clear(screen.getByLabelText('Word 5'));
  await user.type(screen.getByLabelText('Word 5'), 'abandon');
  await user.click(screen.getByRole('button', { name: 'Check' }));
  expect(await screen.findByRole('heading', { name: 'Main wallet is ready' })).toBeInTheDocument();
  expect(bridge.inputsOf('secrets.create.finish')).toEqual([{ name: 'Main wallet', password: PASSWORD }]);
  await user.click(screen.getByRole('button', { name: 'Open the wallet' }));
  expect(bridge.inputsOf('secretsWindow.close')).toEqual([{ done: true }]);
});

test('a weak password and two that differ are not taken', async () => {
  const { user } = await show({ purpose: 'add' });
  await user.click(await screen.findByRole('button', { name: 'Create a new wallet' }));
  await choosePassword(user, 'password1');
  expect(screen.getByText('Too easy to guess. Make it longer.')).toBeInTheDocument();
  await user.clear(screen.getByLabelText('Password'));
  await user.type(screen.getByLabelText('Password'), PASSWORD);
  await user.click(screen.getByRole('button', { name: 'Continue' }));
  expect(screen.getByText('The two passwords differ.')).toBeInTheDocument();
});

test('restores: a pasted phrase fills every field, the signer says where it leads, the words go to the signer alone', async () => {
  const { bridge, result, user } = await show({ purpose: 'add' });
  await user.click(await screen.findByRole('button', { name: 'Restore from words' }));
  await user.click(screen.getByLabelText('Word 1'));
  await user.paste(WORDS.map((word, at) => `${at + 1}. ${word.toUpperCase()}`).join('\n'));
  expect(screen.getByLabelText('Word 12')).toHaveValue('about');
  expect(await screen.findByTestId('fingerprint')).toHaveTextContent('9f3a 11c2');
  await expectAccessible(result);
  await user.click(screen.getByRole('button', { name: 'Continue' }));
  await choosePassword(user);
  expect(await screen.findByRole('heading', { name: /is ready/ })).toBeInTheDocument();
  expect(bridge.inputsOf('secrets.restore.finish')).toEqual([expect.objectContaining({ words: WORDS, passphrase: '', network: 'practice', password: PASSWORD })]);
});

test('words complete by keyboard, and an unknown one is named at once', async () => {
  const { user } = await show({ purpose: 'recheck', wallet: wallet.id });
  const first = screen.getByLabelText('Word 1');
  await user.type(first, 'zeb');
  expect(screen.getByRole('option', { name: 'zebra' })).toBeInTheDocument();
  await user.keyboard('{Enter}');
  expect(first).toHaveValue('zebra');
  expect(screen.getByLabelText('Word 2')).toHaveFocus();
  await user.type(screen.getByLabelText('Word 2'), 'zzz');
  await user.tab();
  expect(screen.getByText('Not a word of the list')).toBeInTheDocument();
  expect(screen.getByText('11 words are missing.')).toBeInTheDocument();
});

test('a phrase whose checksum fails goes no further', async () => {
  const { user } = await show({ purpose: 'add' }, { 'secrets.restore.check': () => ({ problem: { code: 'checksum', place: null, suggestions: [] }, preview: null }) });
  await user.click(await screen.findByRole('button', { name: 'Restore from words' }));
  await user.click(screen.getByLabelText('Word 1'));
  await user.paste(WORDS.join(' '));
  expect(await screen.findByText(/One word is wrong or two are swapped/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Continue' })).toBeDisabled();
});

test('unlocks, and says what a wrong password means', async () => {
  const unlock = jest.fn(refuse('vault/wrong-password'));
  const { bridge, result, user } = await show({ purpose: 'unlock', wallet: wallet.id, lockedAt: Date.now() - 18 * 60_000 }, { 'secrets.unlock': unlock });
  expect(await screen.findByRole('heading', { name: 'Main wallet' })).toBeInTheDocument();
  expect(screen.getByText('Locked 18 minutes ago')).toBeInTheDocument();
  expect(screen.getByLabelText('Password')).toHaveFocus();
  await expectAccessible(result);
  await user.keyboard('wrong{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent('That password does not open this wallet');
  expect(screen.getByLabelText('Password')).toHaveValue('wrong');
  expect(bridge.inputsOf('secretsWindow.close')).toEqual([]);
  unlock.mockImplementation((() => ({ wallet })) as never);
  await user.click(screen.getByRole('button', { name: 'Unlock' }));
  await waitFor(() => expect(bridge.inputsOf('secretsWindow.close')).toEqual([{ done: true }]));
});

test('a damaged file offers the version before it, and deletes nothing', async () => {
  const { bridge, result, user } = await show({ purpose: 'unlock', wallet: wallet.id }, { 'secrets.wallets': () => [{ ...wallet, state: 'damaged', previousReadable: true }] });
  await user.type(await screen.findByLabelText('Password'), PASSWORD);
  expect(screen.getByRole('button', { name: 'Unlock' })).toBeDisabled();
  await expectAccessible(result);
  await user.click(screen.getByRole('button', { name: 'Open the previous version' }));
  await user.click(screen.getByRole('button', { name: 'Unlock' }));
  expect(bridge.inputsOf('secrets.unlock')).toEqual([expect.objectContaining({ usePrevious: true })]);
  expect(bridge.inputsOf('secrets.remove')).toEqual([]);
});

test('a signer that dies while it is asked for the wallets is followed by the next one, and what was typed stays', async () => {
  let asked = 0;
  let die: () => void = () => undefined;
  const gone = new Promise<never>((_resolve, reject) => (die = () => reject(new AppError('process/gone', 'the signer stopped'))));
  const { user } = await show({ purpose: 'unlock', wallet: wallet.id }, { 'secrets.wallets': () => ((asked += 1) === 1 ? gone : [wallet]) });
  await user.type(await screen.findByLabelText('Password'), 'half typed');
  await act(async () => die());
  expect(await screen.findByRole('heading', { name: wallet.name })).toBeInTheDocument();
  expect(screen.getByLabelText('Password')).toHaveValue('half typed');
});

test('a signer that dies whenever it is asked is said to have stopped, with a way to try again', async () => {
  const { bridge, user } = await show({ purpose: 'unlock', wallet: wallet.id }, { 'secrets.wallets': refuse('process/gone') });
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(bridge.inputsOf('secrets.wallets')).toHaveLength(8));
});

test('caps lock is mentioned', async () => {
  const { user } = await show({ purpose: 'unlock', wallet: wallet.id });
  await screen.findByLabelText('Password');
  await user.keyboard('{CapsLock}a');
  expect(screen.getByText('Caps lock is on.')).toBeInTheDocument();
});

test('another wallet gets an empty form', async () => {
  const { user } = await show({ purpose: 'unlock', wallet: wallet.id }, { 'secrets.wallets': () => [wallet, { ...wallet, id: 'b'.repeat(32), name: 'Savings' }] });
  await user.type(await screen.findByLabelText('Password'), 'half typed');
  await user.click(screen.getByRole('button', { name: 'Other wallet' }));
  await user.click(screen.getByRole('button', { name: /Savings/ }));
  expect(screen.getByRole('heading', { name: 'Savings' })).toBeInTheDocument();
  expect(screen.getByLabelText('Password')).toHaveValue('');
});

test('the phrase is shown after the password, and hidden on the way out', async () => {
  const { bridge, user } = await show({ purpose: 'reveal', wallet: wallet.id });
  expect(screen.queryByTestId('words')).not.toBeInTheDocument();
  await user.type(screen.getByLabelText('Password'), PASSWORD);
  await user.click(screen.getByRole('button', { name: 'Show the words' }));
  expect(await screen.findByTestId('word-12')).toHaveTextContent('about');
  await user.click(screen.getByRole('button', { name: 'Hide and close' }));
  expect(screen.queryByTestId('words')).not.toBeInTheDocument();
  expect(bridge.inputsOf('secretsWindow.close')).toEqual([{ done: true }]);
});

test('removing needs the promise and the password, or the name in full', async () => {
  const { bridge, result, user } = await show({ purpose: 'remove', wallet: wallet.id });
  await user.click(await screen.findByRole('checkbox', { name: 'I have the recovery phrase of this wallet' }));
  expect(screen.getByRole('button', { name: 'Remove the wallet' })).toBeDisabled();
  await user.click(screen.getByRole('button', { name: 'I lost the password' }));
  await user.type(screen.getByLabelText(/Type the name/), 'Main');
  expect(screen.getByRole('button', { name: 'Remove the wallet' })).toBeDisabled();
  await user.type(screen.getByLabelText(/Type the name/), ' wallet');
  await expectAccessible(result);
  await user.click(screen.getByRole('button', { name: 'Remove the wallet' }));
  expect(await screen.findByText('Main wallet is removed')).toBeInTheDocument();
  expect(bridge.inputsOf('secrets.remove')).toEqual([{ id: wallet.id, password: null, typedName: 'Main wallet' }]);
});

describe('removing an imported key', () => {
  const key = 'd'.repeat(32);
  const task = { purpose: 'remove-key', wallet: wallet.id, key } as const;

  test('shows its name and whole address, says what follows, and needs the promise and the password', async () => {
    const { bridge, result, user } = await show(task);
    expect(await screen.findByRole('heading', { name: 'Remove the key Paper' })).toBeInTheDocument();
    expect(result.container.querySelector(`[data-address="${FLUX_ADDRESS}"]`)).toHaveTextContent(FLUX_ADDRESS);
    expect(screen.getByText(/can then only be reached with the private key itself/)).toBeInTheDocument();
    expect(screen.queryByText(/Flux ID/)).toBeNull();
    await expectAccessible(result);
    const remove = screen.getByRole('button', { name: 'Remove the key' });
    await user.type(screen.getByLabelText('Password of this wallet'), PASSWORD);
    expect(remove).toBeDisabled();
    await user.click(screen.getByRole('checkbox', { name: /I still have this private key/ }));
    await user.click(remove);
    expect(await screen.findByRole('heading', { name: 'Paper is removed' })).toBeInTheDocument();
    expect(bridge.inputsOf('secrets.removeKey.preview')).toEqual([{ id: key }]);
    expect(bridge.inputsOf('secrets.removeKey')).toEqual([{ id: key, password: PASSWORD }]);
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(bridge.inputsOf('secretsWindow.close')).toEqual([{ done: true }]);
  });

  test('names SSP’s own backup and a lost Flux ID where they matter; a wrong password changes nothing', async () => {
    const { user } = await show(task, {
      'secrets.removeKey.preview': () => ({ name: 'Shared', kind: 'ssp', family: 'flux', address: 't3Example', fluxId: true }), 'secrets.removeKey': refuse('vault/wrong-password'),
    });
    expect(await screen.findByText(/the SSP wallet or its own backup/)).toBeInTheDocument();
    expect(screen.getByText(/This key is your Flux ID/)).toBeInTheDocument();
    await user.click(screen.getByRole('checkbox', { name: /I can open this SSP wallet/ }));
    await user.type(screen.getByLabelText('Password of this wallet'), 'wrong{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('That password does not open this wallet');
    expect(screen.getByRole('heading', { name: 'Remove the key Shared' })).toBeInTheDocument();
  });

  test('says why the last key of a wallet without a phrase stays', async () => {
    const { bridge, user } = await show(task, { 'secrets.removeKey.preview': refuse('keys/last-key') });
    expect(await screen.findByRole('alert')).toHaveTextContent('This is the only key of the wallet');
    expect(screen.queryByLabelText('Password of this wallet')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(bridge.inputsOf('secretsWindow.close')).toEqual([{ done: false }]);
  });
});

test.each([['change-password', 'Change the password'], ['import-key', 'Import a private key'], ['recheck', 'Check your recovery phrase'], ['reveal', 'Show the recovery phrase']] as const)('%s has nothing for axe to find', async (purpose, title) => {
  const { result } = await show({ purpose, wallet: wallet.id });
  expect(screen.getByRole('heading', { level: 1, name: title })).toBeInTheDocument();
  await expectAccessible(result);
});

test('imports a key into the open wallet with the chains that were chosen', async () => {
  const { bridge, user } = await show({ purpose: 'import-key', wallet: wallet.id });
  await user.type(screen.getByLabelText('Private key (WIF)'), 'cUTFCKvcPfuwrbwmDjhaFMfkgvjWHQMnVEnHMhVnLsxDpBJQj9Uc');
  await user.click(await screen.findByRole('checkbox', { name: /^Bitcoin/ }));
  await user.type(screen.getByLabelText('Password of this wallet'), PASSWORD);
  await user.click(screen.getByRole('button', { name: 'Import' }));
  await waitFor(() => expect(bridge.inputsOf('secrets.import.finish')).toEqual([expect.objectContaining({ families: ['bitcoin'], into: wallet.id, redeemScript: null })]));
});

test('speaks German', async () => {
  await show({ purpose: 'unlock', wallet: wallet.id }, {}, 'de');
  expect(await screen.findByRole('button', { name: 'Entsperren' })).toBeInTheDocument();
});

test('says that a link waits, and that nothing is done with it before', async () => {
  await show({ purpose: 'unlock', wallet: wallet.id }, { 'secretsWindow.link': () => ({ waits: true }) });
  expect(await screen.findByText('A link waits. It is shown once you unlock; until then nothing is done with it.')).toBeInTheDocument();
});
