/** Claims of parallel mining: figures per chain, what the signature allows, one chain or all of it, and what became of it. */
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useNavigation } from '../../../renderer/app/navigation';
import { Bridge } from '../../../renderer/features/bridge/bridge';
import { fakeBridge, refuse, type Answers } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import { earlier, FLUX_ADDRESS } from '../samples';
import { claimIntent, claims, claimsReading, EVM_ADDRESS } from '../samples-bridge';

const show = async (answers: Answers = {}, language: 'en' | 'de' = 'en') => {
  const bridge = fakeBridge({ 'money.submit': () => ({ kind: 'claimed', txid: `0x${'ab'.repeat(32)}` }), ...answers });
  const view = await renderIn('main', bridge, <Bridge />, language);
  act(() => useNavigation.getState().openBridge('claims'));
  return { bridge, view, user: userEvent.setup({ delay: null }) };
};
const dialog = () => screen.getByRole('dialog');
const row = (name: string) => screen.getByRole('rowheader', { name: new RegExp(`^${name}`) }).closest('tr') as HTMLElement;
const go = () => within(dialog()).getByRole('button', { name: 'Continue to approval' });

it('shows per chain what is available, the fee, what arrives and where', async () => {
  const { view } = await show();
  await screen.findByRole('button', { name: 'Claim on Ethereum' });
  expect(row('Ethereum')).toHaveTextContent(/2\.3150 FLUX0\.9000 FLUX1\.4150 FLUX/);
  expect(row('Kadena')).toHaveTextContent('typed address');
  expect(row('Avalanche')).toHaveTextContent('Less than the fee');
  expect(screen.queryByRole('button', { name: 'Claim on Avalanche' })).toBeNull();
  expect(screen.getByTestId('earning-address').querySelector('[data-address]')).toHaveAttribute('data-address', FLUX_ADDRESS);
  expect(screen.getByRole('region', { name: 'All of it to the main chain' })).toHaveTextContent('Earned on all chains127.325 FLUXFees8.3 FLUXArrives on Flux main chain119.025 FLUX');
  const past = within(screen.getByRole('region', { name: 'Past claims' })).getAllByRole('listitem');
  expect(past[0]).toHaveTextContent(/Kadena.*15 FLUX.*Fee 0\.6 FLUX/);
  expect(past[1]).toHaveTextContent(/BNB Smart Chain paid on the main chain.*Fusion names no date.*4\.2 FLUX.*Fusion names no fee/);
  await expectAccessible(view);
});

it('claims on one chain to an own address, and says what the signature allows', async () => {
  const { bridge, user, view } = await show();
  await user.click(await screen.findByRole('button', { name: 'Claim on Ethereum' }));
  expect(dialog()).toHaveTextContent(/Available2\.315 FLUXFee0\.9 FLUXArrives on Ethereum1\.415 FLUX/);
  expect(dialog()).toHaveTextContent('It allows Fusion to pay what this address earned on Ethereum to the receiver above. It moves no coins that you hold.');
  expect(dialog()).toHaveTextContent('The signed phrase itself names neither chain nor receiver');
  expect(dialog().querySelector('[data-address]')).toHaveAttribute('data-address', EVM_ADDRESS);
  await expectAccessible(view);
  await user.click(go());
  expect(await within(dialog()).findByText('Fusion took the claim and pays')).toBeInTheDocument();
  expect(within(dialog()).getByRole('button', { name: /^Transaction id: 0xabab/ })).toBeInTheDocument();
  expect(bridge.inputsOf('claims.begin')).toEqual([{ address: FLUX_ADDRESS, target: 'eth', receiver: null }]);
  expect(bridge.inputsOf('money.submit')).toEqual([{ intent: claimIntent }]);
  // What was claimed is asked for anew.
  await waitFor(() => expect(bridge.inputsOf('claims.get').length).toBeGreaterThan(1));
});

it('asks for a receiver on a chain that is not held', async () => {
  const { bridge, user } = await show();
  await user.click(await screen.findByRole('button', { name: 'Claim on Kadena' }));
  await user.click(go());
  const field = within(dialog()).getByLabelText('Address on Kadena');
  expect(field).toHaveAccessibleDescription(/Which address should get it/);
  expect(bridge.inputsOf('claims.begin')).toEqual([]);
  await user.type(field, ' k:abc ');
  await user.click(go());
  await waitFor(() => expect(bridge.inputsOf('claims.begin')).toEqual([{ address: FLUX_ADDRESS, target: 'kda', receiver: 'k:abc' }]));
});

it('pays to another address when it is asked to', async () => {
  const { bridge, user } = await show();
  await user.click(await screen.findByRole('button', { name: 'Claim on Base' }));
  await user.click(within(dialog()).getByRole('radio', { name: 'Another address' }));
  await user.type(within(dialog()).getByLabelText('Address on Base'), EVM_ADDRESS);
  await user.click(go());
  await waitFor(() => expect(bridge.inputsOf('claims.begin')).toEqual([{ address: FLUX_ADDRESS, target: 'base', receiver: EVM_ADDRESS }]));
});

it('claims all of it to the earning address', async () => {
  const { bridge, user } = await show();
  await screen.findByRole('button', { name: 'Claim on Ethereum' });
  await user.click(screen.getByRole('button', { name: 'Claim all' }));
  expect(dialog()).toHaveTextContent(/Available127\.325 FLUXFees8\.3 FLUXArrives on Flux main chain119\.025 FLUX/);
  expect(within(dialog()).queryByRole('radio')).toBeNull();
  expect(dialog()).toHaveTextContent('To the earning address on the main chain');
  await user.click(go());
  await waitFor(() => expect(bridge.inputsOf('claims.begin')).toEqual([{ address: FLUX_ADDRESS, target: 'all', receiver: null }]));
});

it.each([
  ['claims/phrase-odd', 'Fusion sent something to sign that is no claim'],
  ['claims/bad-phrase', 'Fusion sent something to sign that is no claim'],
  ['claims/nothing', 'There is nothing to claim above the fee'],
  ['claims/refused', 'Fusion did not take the claim'],
  ['claims/no-answer', 'What became of the claim is not known'],
  ['claims/something-new', 'The claim did not go through'],
])('says %s in words and keeps the dialog', async (code, words) => {
  const { user } = await show({ 'claims.begin': refuse(code) });
  await user.click(await screen.findByRole('button', { name: 'Claim on Ethereum' }));
  await user.click(go());
  expect(await within(dialog()).findByText(words)).toBeInTheDocument();
  expect(go()).toBeEnabled();
});

it('says what became of a claim although Fusion cannot be asked for its figures any more', async () => {
  let asked = 0;
  const away = { state: 'unknown', reason: { code: 'fusion/unreachable', message: '', context: {} }, at: 1 };
  const { user } = await show({ 'claims.get': () => ((asked += 1) === 1 ? claimsReading : away), 'money.submit': refuse('claims/no-answer') });
  await user.click(await screen.findByRole('button', { name: 'Claim on Ethereum' }));
  await user.click(go());
  expect((await screen.findAllByText('Unknown: Fusion cannot be reached')).length).toBeGreaterThan(0);
  expect(await within(dialog()).findByText('What became of the claim is not known')).toBeInTheDocument();
});

it('says when it was not approved', async () => {
  const { user } = await show({ 'money.submit': () => ({ kind: 'cancelled' }) });
  await user.click(await screen.findByRole('button', { name: 'Claim on Ethereum' }));
  await user.click(go());
  expect(await within(dialog()).findByText('You did not approve it. Nothing was claimed.')).toBeInTheDocument();
});

it('shows a dash with its reason where Fusion does not answer, never a zero', async () => {
  await show({ 'claims.get': () => ({ state: 'unknown', reason: { code: 'fusion/unreachable', message: '', context: {} }, at: 1 }) });
  expect((await screen.findAllByText('Unknown: Fusion cannot be reached')).length).toBeGreaterThan(30);
  expect(screen.getByRole('button', { name: 'Claim all' })).toBeDisabled();
  expect(screen.queryByText(/\b0 FLUX/)).toBeNull();
});

it('says that an address that mines needs Fusion’s list', async () => {
  await show({ 'claims.get': () => ({ ...claimsReading, value: { ...claims, isMiner: true, all: null, past: [] } }) });
  expect(await screen.findByText('This address mines')).toBeInTheDocument();
  expect(screen.getByText('Fusion offers no figure for this address.')).toBeInTheDocument();
  expect(screen.getByText('Nothing was claimed with this address yet.')).toBeInTheDocument();
});

it('asks for each address by itself', async () => {
  const { bridge, user } = await show();
  await user.selectOptions(await screen.findByLabelText('Earning address'), await screen.findByRole('option', { name: /^Kraken/ }));
  await waitFor(() => expect(bridge.inputsOf('claims.get')).toEqual([{ address: FLUX_ADDRESS }, { address: earlier[0]?.address }]));
});

it('says what will be here when no address has earned', async () => {
  const { view } = await show({ 'claims.addresses': () => [] });
  expect(await screen.findByText('No address has earned yet')).toBeInTheDocument();
  await expectAccessible(view);
});

it('is whole in German', async () => {
  const { user } = await show({}, 'de');
  await user.click(await screen.findByRole('button', { name: 'Auf Ethereum holen' }));
  expect(document.body.textContent).not.toMatch(/\b(bridge|errors|common|send)\.[a-z]|\{\{/);
});

it('moves between its tabs by keyboard, and a swap that is looked at stays', async () => {
  const { user } = await show();
  act(() => useNavigation.getState().openSwap('0'.repeat(32)));
  screen.getByRole('tab', { name: 'Swap' }).focus();
  await user.keyboard('{ArrowRight}');
  expect(screen.getByRole('tab', { name: 'Claims' })).toHaveFocus();
  expect(screen.getByRole('tabpanel', { name: 'Claims' })).toBeInTheDocument();
  await user.keyboard('{Home}');
  expect(useNavigation.getState()).toMatchObject({ bridgeTab: 'swap', swap: '0'.repeat(32) });
});
