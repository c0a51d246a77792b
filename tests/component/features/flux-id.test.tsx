/** Flux ID: shown whole, signs with either magic through the approval window, checks signatures in words. */
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Session } from '../../../shared/contract/app';
import { FluxId } from '../../../renderer/features/flux-id/flux-id';
import { fakeBridge, refuse } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import { earlier, unlocked, wallet } from '../samples';

const session: Extract<Session, { state: 'unlocked' }> = { state: 'unlocked', unlocked, wallets: [wallet] };
const ID = unlocked.fluxId.address;
const signed = (address: string) => ({ kind: 'signed-message', signature: `${'A'.repeat(87)}=`, address });
const sign = () => screen.getByRole('region', { name: 'Sign a message' });
const verify = () => screen.getByRole('region', { name: 'Check a signature' });

it('shows the address whole, where it comes from, and copies it', async () => {
  const bridge = fakeBridge();
  const view = await renderIn('main', bridge, <FluxId session={session} />);
  expect(screen.getByTestId('flux-id').querySelector('[data-address]')).toHaveAttribute('data-address', ID);
  expect(screen.getByText("m/44'/1'/99'/0/0")).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Copy' }));
  expect(bridge.inputsOf('clipboard.copy')).toEqual([{ text: ID }]);
  await expectAccessible(view);
});

it('says when the Flux ID is an imported key', async () => {
  await renderIn('main', fakeBridge(), <FluxId session={{ ...session, unlocked: { ...unlocked, fluxId: { ...unlocked.fluxId, path: 'imported' } } }} />);
  expect(screen.getByText('From an imported key')).toBeInTheDocument();
});

it('signs as Flux ID under Bitcoin’s magic, byte for byte what was typed', async () => {
  const bridge = fakeBridge({ 'money.submit': () => signed(ID) });
  const view = await renderIn('main', bridge, <FluxId session={session} />);
  await userEvent.type(within(sign()).getByRole('textbox', { name: 'Message' }), ' hello \n');
  await userEvent.click(within(sign()).getByRole('button', { name: 'Continue to approval' }));
  expect(await screen.findByTestId('signature')).toHaveTextContent(`${'A'.repeat(87)}=`);
  expect(bridge.inputsOf('money.submit')).toEqual([{ intent: { kind: 'sign-message', scheme: 'bitcoin', key: { kind: 'flux-id' }, address: ID, message: ' hello \n', purpose: null } }]);
  await userEvent.click(screen.getByRole('button', { name: 'Copy signature' }));
  expect(bridge.inputsOf('clipboard.copy')).toEqual([{ text: `${'A'.repeat(87)}=` }]);
  await expectAccessible(view);
});

it('signs as an own Flux address under Flux’s magic', async () => {
  const own = earlier[0];
  const bridge = fakeBridge({ 'money.submit': () => signed(own?.address ?? '') });
  await renderIn('main', bridge, <FluxId session={session} />);
  await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Sign as' }), await screen.findByRole('option', { name: /Kraken/ }));
  await userEvent.type(within(sign()).getByRole('textbox', { name: 'Message' }), 'x');
  await userEvent.click(within(sign()).getByRole('button', { name: 'Continue to approval' }));
  await screen.findByTestId('signature');
  expect(bridge.inputsOf('money.submit')).toEqual([{ intent: { kind: 'sign-message', scheme: 'flux', key: own?.key, address: own?.address, message: 'x', purpose: null } }]);
});

it('signs nothing without a message, and says when it was not approved', async () => {
  const bridge = fakeBridge({ 'money.submit': () => ({ kind: 'cancelled' }) });
  await renderIn('main', bridge, <FluxId session={session} />);
  const go = within(sign()).getByRole('button', { name: 'Continue to approval' });
  await userEvent.click(go);
  expect(await screen.findByText('What should be signed?')).toBeInTheDocument();
  expect(bridge.inputsOf('money.submit')).toEqual([]);
  await userEvent.type(within(sign()).getByRole('textbox', { name: 'Message' }), 'x');
  await userEvent.click(go);
  expect(await screen.findByText(/Nothing was signed/)).toBeInTheDocument();
  expect(screen.queryByTestId('signature')).toBeNull();
});

it('takes a signature away when the message changes, and hands it to the check', async () => {
  const bridge = fakeBridge({ 'money.submit': () => signed(ID) });
  await renderIn('main', bridge, <FluxId session={session} />);
  const message = within(sign()).getByRole('textbox', { name: 'Message' });
  await userEvent.type(message, 'one');
  await userEvent.click(within(sign()).getByRole('button', { name: 'Continue to approval' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Check this signature' }));
  await userEvent.click(within(verify()).getByRole('button', { name: 'Check' }));
  expect(await screen.findByText('The signature is valid')).toBeInTheDocument();
  expect(bridge.inputsOf('message.verify')).toEqual([{ scheme: 'bitcoin', address: ID, message: 'one', signature: `${'A'.repeat(87)}=` }]);
  await userEvent.type(message, '!');
  expect(screen.queryByTestId('signature')).toBeNull();
});

it.each([
  [{ valid: false, problem: null }, 'The signature does not fit'],
  [{ valid: false, problem: 'message/bad-signature' }, 'This is not a signature: it has 88 characters and ends with =.'],
  [{ valid: false, problem: 'something/new' }, 'Check the address, the message and the signature.'],
])('says in words what a check found: %j', async (answer, words) => {
  const bridge = fakeBridge({ 'message.verify': () => answer });
  await renderIn('main', bridge, <FluxId session={session} />);
  await userEvent.type(within(verify()).getByRole('textbox', { name: 'Address' }), ` ${earlier[0]?.address} `);
  expect(within(verify()).getByRole('radio', { name: 'Flux address' })).toBeChecked();
  await userEvent.type(within(verify()).getByRole('textbox', { name: 'Message' }), 'm');
  await userEvent.type(within(verify()).getByRole('textbox', { name: 'Signature' }), 's');
  await userEvent.click(within(verify()).getByRole('button', { name: 'Check' }));
  expect(await screen.findByText(words)).toBeInTheDocument();
  expect(bridge.inputsOf('message.verify')).toEqual([{ scheme: 'flux', address: earlier[0]?.address, message: 'm', signature: 's' }]);
  // The answer is of what was checked: a change takes it away.
  await userEvent.type(within(verify()).getByRole('textbox', { name: 'Message' }), '!');
  expect(screen.queryByText(words)).toBeNull();
});

it('asks for what is missing before it checks, and shows a failed call as failed', async () => {
  const bridge = fakeBridge({ 'message.verify': refuse('process/gone') });
  await renderIn('main', bridge, <FluxId session={session} />);
  const go = within(verify()).getByRole('button', { name: 'Check' });
  for (const [field, words] of [['Address', 'Whose signature is it?'], ['Message', 'Which message was signed?'], ['Signature', 'Paste the signature.']] as const) {
    await userEvent.click(go);
    expect(await screen.findByText(words)).toBeInTheDocument();
    await userEvent.type(within(verify()).getByRole('textbox', { name: field }), 'x');
  }
  await userEvent.click(go);
  await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent('A part of Fluxkeep stopped'));
  expect(screen.queryByText('The signature does not fit')).toBeNull();
});

it('shows a code, the Ethereum form beside it, and what each can and cannot do', async () => {
  await renderIn('main', fakeBridge(), <FluxId session={session} />);
  expect(screen.getByTestId('qr')).toHaveAttribute('data-text', ID);
  const ethereum = await screen.findByTestId('flux-id-ethereum');
  expect(ethereum.querySelector('[data-address]')).not.toBeNull();
  expect(within(screen.getByRole('region', { name: 'As an Ethereum address' })).getByText('Cannot vote in the xDAO')).toBeInTheDocument();
  expect(within(screen.getByRole('region', { name: 'Your Flux ID' })).getByText('Votes in the xDAO with the nodes that name it')).toBeInTheDocument();
});
