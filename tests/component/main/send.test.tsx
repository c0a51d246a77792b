/** Send: a payment as a person types it, and that nothing typed is lost. */
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useNavigation } from '../../../renderer/app/navigation';
import { Send } from '../../../renderer/features/send/send';
import { fakeBridge, refuse, type Answers } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import { FLUX_ADDRESS, outcome, preview } from '../samples';

const show = async (answers: Answers = {}) => {
  const bridge = fakeBridge(answers);
  const result = await renderIn('main', bridge, <Send />);
  const user = userEvent.setup({ delay: null });
  return { bridge, result, user };
};
const fill = async (user: ReturnType<typeof userEvent.setup>) => {
  await user.type(await screen.findByLabelText('To'), FLUX_ADDRESS);
  await user.type(screen.getByLabelText('Amount'), '250');
  await waitFor(() => expect(screen.getByRole('button', { name: 'Continue to approval' })).toBeEnabled());
};

test('submits the intent that the wallet made of the draft, and shows what became of it', async () => {
  const { bridge, result, user } = await show();
  await fill(user);
  expect(bridge.inputsOf('send.preview').at(-1)).toEqual({ asset: 'flux/native', to: FLUX_ADDRESS, amount: { kind: 'units', units: '25000000000' }, fee: { kind: 'preset', preset: 'normal' }, note: '' });
  await expectAccessible(result);
  await user.click(screen.getByRole('button', { name: 'Continue to approval' }));
  expect(await screen.findByRole('heading', { name: 'Sent' })).toBeInTheDocument();
  expect(bridge.inputsOf('money.submit')).toEqual([{ intent: preview.intent }]);
  expect(screen.getByTestId('sent-txid')).toHaveTextContent(outcome.kind === 'sent' ? outcome.txid : '');
});

test('a balance that moves does not take the button away under a click', async () => {
  let answer: (() => void) | null = null;
  const asked = { again: false };
  const { bridge, user } = await show({ 'send.preview': () => (asked.again ? new Promise((done) => { answer = () => done(preview); }) : preview) });
  await fill(user);
  asked.again = true;
  bridge.emit('portfolio.changed');
  await waitFor(() => expect(answer).not.toBeNull());
  await user.click(screen.getByRole('button', { name: 'Continue to approval' }));
  expect(await screen.findByRole('heading', { name: 'Sent' })).toBeInTheDocument();
  expect(bridge.inputsOf('money.submit')).toEqual([{ intent: preview.intent }]);
});

test('after a cancelled approval everything typed is still there', async () => {
  const { user } = await show({ 'money.submit': () => ({ kind: 'cancelled' }) });
  await fill(user);
  await user.click(screen.getByRole('button', { name: 'Continue to approval' }));
  expect((await screen.findAllByText('You did not approve it. Nothing was sent.')).length).toBeGreaterThan(0);
  expect(screen.getByLabelText('To')).toHaveValue(FLUX_ADDRESS);
  expect(screen.getByLabelText('Amount')).toHaveValue('250');
});

test('after an error too, and the error says what it means for the coins', async () => {
  const { user } = await show({ 'money.submit': refuse('process/gone') });
  await fill(user);
  await user.click(screen.getByRole('button', { name: 'Continue to approval' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('A part of Fluxkeep stopped');
  expect(screen.getByLabelText('Amount')).toHaveValue('250');
});

test('kept but not sent is a state of its own', async () => {
  const { user } = await show({ 'money.submit': () => ({ kind: 'kept', id: '1', txid: 'ab'.repeat(32), reason: { code: 'broadcast/no-server', message: '', context: {} } }) });
  await fill(user);
  await user.click(screen.getByRole('button', { name: 'Continue to approval' }));
  expect(await screen.findByRole('heading', { name: 'Signed and kept' })).toBeInTheDocument();
});

test('money is turned into coins at the known price, never the other way round', async () => {
  const { bridge, user } = await show();
  await user.click(await screen.findByRole('button', { name: 'In USD' }));
  await user.type(screen.getByLabelText('Amount'), '75');
  await waitFor(() => expect(bridge.inputsOf('send.preview').at(-1)).toMatchObject({ amount: { kind: 'units', units: '25000000000' } }));
});

test('too many decimals are refused, not rounded', async () => {
  const { bridge, user } = await show();
  await user.type(await screen.findByLabelText('Amount'), '1.123456789');
  expect(await screen.findByText('Too many decimals: at most 8.')).toBeInTheDocument();
  await waitFor(() => expect(bridge.inputsOf('send.preview').at(-1)).toMatchObject({ amount: { kind: 'none' } }));
});

test('an address of another chain offers to switch', async () => {
  const { user } = await show({ 'send.recognise': () => ({ chains: ['bitcoin'], address: 'bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080', asset: null, problem: null }) });
  await user.type(await screen.findByLabelText('To'), 'bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080');
  await user.click(await screen.findByRole('button', { name: 'Send BTC on Bitcoin instead' }));
  expect(useNavigation.getState().send).toMatchObject({ asset: 'bitcoin/native', to: 'bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080' });
});

test('a contact is found by name', async () => {
  const { user } = await show();
  await user.type(await screen.findByLabelText('To'), 'an');
  await user.click(await screen.findByRole('button', { name: /Ana/ }));
  expect(screen.getByLabelText('To')).toHaveValue(FLUX_ADDRESS);
});

test('the wallet’s problem stands at its field', async () => {
  const { user } = await show({ 'send.preview': () => ({ ...preview, intent: null, problems: [{ field: 'to', code: 'address/bad-checksum', context: {} }] }) });
  await user.type(await screen.findByLabelText('To'), FLUX_ADDRESS);
  await waitFor(() => expect(screen.getByLabelText('To')).toHaveAccessibleDescription(/checksum does not fit/));
  expect(screen.getByRole('button', { name: 'Continue to approval' })).toBeDisabled();
});

describe('a payment that a link asked for', () => {
  const callback = { url: 'https://shop.example.org/paid', host: 'shop.example.org' };
  const agreed = async (answers: Answers = {}) => {
    const shown = await show(answers);
    await fill(shown.user);
    act(() => useNavigation.getState().editSend({ callback }));
    return shown;
  };

  test('is told to its host once it is sent, which is said before', async () => {
    const { bridge, user } = await agreed();
    expect(screen.getByText('shop.example.org is told of this payment once it is sent.')).toBeInTheDocument();
    expect(bridge.inputsOf('links.paid')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Continue to approval' }));
    expect(await screen.findByTestId('link-delivery')).toHaveTextContent('shop.example.org took itIt says: paid');
    expect(bridge.inputsOf('links.paid')).toEqual([{ id: '1', url: callback.url }]);
  });
  test('is told to nobody when the person changes their mind, or when no server took it', async () => {
    const first = await agreed();
    await first.user.click(screen.getByRole('button', { name: 'Do not tell' }));
    await first.user.click(screen.getByRole('button', { name: 'Continue to approval' }));
    await screen.findByRole('heading', { name: 'Sent' });
    expect(first.bridge.inputsOf('links.paid')).toEqual([]);
    first.result.unmount();
    const kept = await agreed({ 'money.submit': () => ({ kind: 'kept', id: '1', txid: 'ab'.repeat(32), reason: { code: 'endpoint/unreachable', message: '', context: {} } }) });
    await kept.user.click(screen.getByRole('button', { name: 'Continue to approval' }));
    expect(await screen.findByText(/not on its way yet/)).toBeInTheDocument();
    expect(kept.bridge.inputsOf('links.paid')).toEqual([]);
  });
  test('stands, also when its host does not answer', async () => {
    const { user } = await agreed({ 'links.paid': refuse('endpoint/timeout') });
    await user.click(screen.getByRole('button', { name: 'Continue to approval' }));
    expect(await screen.findByTestId('link-delivery')).toHaveTextContent('shop.example.org did not take it');
    expect(screen.getByRole('heading', { name: 'Sent' })).toBeInTheDocument();
  });
});
