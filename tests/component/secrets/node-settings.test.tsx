/** The settings of a node's server: the key hidden until asked for, copied without main, everything in the forms that servers take. */
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createHash } from 'node:crypto';
import { SecretsWindow } from '../../../renderer/secrets/secrets-window';
import { fakeBridge, refuse, type Answers } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import { nodeKey, nodeSettings, secretsOpen, wallet } from '../samples';

const { collateral, fluxId } = nodeSettings;
const show = async (answers: Answers = {}, language: 'en' | 'de' = 'en', node: typeof nodeSettings | null = nodeSettings) => {
  const bridge = fakeBridge(answers);
  const result = await renderIn('secrets', bridge, <SecretsWindow open={{ ...secretsOpen, purpose: 'node-settings', wallet: wallet.id, node }} />, language);
  return { bridge, result, user: userEvent.setup() };
};
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What the copy command found selected; jsdom has no such command. */
let taken: string[];
let works: boolean;
beforeEach(() => {
  taken = [];
  works = true;
  Object.defineProperty(document, 'execCommand', { configurable: true, value: (command: string) => {
    const field = document.activeElement;
    if (command === 'copy' && works && field instanceof HTMLTextAreaElement) taken.push(field.value.slice(field.selectionStart, field.selectionEnd));
    return works;
  } });
});
afterEach(() => Reflect.deleteProperty(document, 'execCommand'));

test('the key is asked for by its number, and stays out of sight until it is shown', async () => {
  const { bridge, result, user } = await show();
  expect(await screen.findByRole('heading', { name: 'Settings for the server of North' })).toBeInTheDocument();
  expect(bridge.inputsOf('secrets.nodeKey')).toEqual([{ index: 4 }]);
  expect(screen.getByText(/cannot move coins/)).toBeInTheDocument();
  expect(screen.getByText(/cannot block screenshots/)).toBeInTheDocument();
  const values = within(screen.getByTestId('node-values'));
  expect(values.getByText(collateral.txid)).toBeInTheDocument();
  expect(values.getByText('3')).toBeInTheDocument();
  expect(values.getByText(fluxId)).toBeInTheDocument();
  expect(document.body.innerHTML).not.toContain(nodeKey.wif);
  await expectAccessible(result);
  await user.click(screen.getByRole('button', { name: 'Show' }));
  expect(values.getByText(nodeKey.wif)).toBeInTheDocument();
  expect(screen.getByTestId('node-paste')).toHaveTextContent(nodeKey.wif);
  await expectAccessible(result);
  await user.click(screen.getByRole('button', { name: 'Hide' }));
  expect(document.body.innerHTML).not.toContain(nodeKey.wif);
});

test('the key is copied while hidden; main learns a hash and never the key', async () => {
  const { bridge, user } = await show();
  const button = await screen.findByRole('button', { name: 'Copy: Identity key' });
  await user.click(button);
  expect(taken).toEqual([nodeKey.wif]);
  expect(await screen.findByText(/cleared in a minute/)).toBeInTheDocument();
  expect(bridge.inputsOf('secretsWindow.copied')).toEqual([{ hash: hashOf(nodeKey.wif) }]);
  expect(JSON.stringify(bridge.asked)).not.toContain(nodeKey.wif);
  // Nothing of it is left in the page, and the focus is where it was.
  expect(document.querySelector('textarea')).toBeNull();
  expect(button).toHaveFocus();
});

test('ArcaneOS: four lines, hidden in view and whole when copied', async () => {
  const { user } = await show();
  const panel = await screen.findByTestId('node-paste');
  expect(panel.querySelector('pre')?.textContent).toMatch(/^zelid: 1A1zP1\w+\nidentity key: •+\ncollateral txid: 9c41(e0)+\ncollateral index: 3$/);
  await user.click(screen.getByRole('button', { name: 'Copy all' }));
  expect(taken).toEqual([`zelid: ${fluxId}\nidentity key: ${nodeKey.wif}\ncollateral txid: ${collateral.txid}\ncollateral index: 3`]);
});

test('the classic installer: its questions in order, each answer copied by itself', async () => {
  const { result, user } = await show();
  await user.click(await screen.findByRole('tab', { name: 'Classic installer' }));
  const panel = within(screen.getByTestId('node-paste'));
  expect(panel.getAllByRole('term').map((term) => term.textContent)).toEqual(['Flux ID (ZelID)', 'Identity key (zelnodeprivkey)', 'Collateral txid (zelnodeoutpoint)', 'Output index (zelnodeindex)']);
  expect(document.body.innerHTML).not.toContain(nodeKey.wif);
  for (const button of panel.getAllByRole('button')) await user.click(button);
  expect(taken).toEqual([fluxId, nodeKey.wif, collateral.txid, '3']);
  await expectAccessible(result);
});

test('flux.conf: its lines, with room for the server\'s address', async () => {
  const { user } = await show();
  await user.click(await screen.findByRole('tab', { name: 'flux.conf' }));
  await user.click(screen.getByRole('button', { name: 'Copy all' }));
  expect(taken).toEqual([`zelnode=1\nzelnodeprivkey=${nodeKey.wif}\nzelnodeoutpoint=${collateral.txid}\nzelnodeindex=3\nexternalip=`]);
});

test('a clipboard that takes nothing is said, and main is told nothing', async () => {
  works = false;
  const { bridge, user } = await show();
  await user.click(await screen.findByRole('button', { name: 'Copy: Identity key' }));
  expect(await screen.findByText('The clipboard took nothing')).toBeInTheDocument();
  expect(screen.queryByText(/cleared in a minute/)).toBeNull();
  expect(bridge.inputsOf('secretsWindow.copied')).toEqual([]);
});

test('a wallet without a phrase has no such key, and a window without a node shows none', async () => {
  const { bridge, result, user } = await show({ 'secrets.nodeKey': refuse('keys/no-seed') });
  expect(await screen.findByText('This wallet has imported keys only')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Close' }));
  expect(bridge.inputsOf('secretsWindow.close')).toEqual([{ done: false }]);
  result.unmount();
  const without = await show({}, 'en', null);
  await act(async () => undefined);
  expect(without.bridge.inputsOf('secrets.nodeKey')).toEqual([]);
  expect(screen.getByRole('button', { name: 'Close' })).toBeInTheDocument();
});

test('Done closes the window; in German', async () => {
  const { bridge, user } = await show({}, 'de');
  expect(await screen.findByRole('heading', { name: 'Einstellungen für den Server von North' })).toBeInTheDocument();
  expect(screen.getByText(/kann keine Münzen bewegen/)).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Fertig' }));
  expect(bridge.inputsOf('secretsWindow.close')).toEqual([{ done: true }]);
});
