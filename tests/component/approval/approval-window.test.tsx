/** The approval window: what it shows, and that only a deliberate hold signs. */
import { act, fireEvent, screen, within } from '@testing-library/react';
import { ApprovalWindow } from '../../../renderer/approval/approval-window';
import type { Approval } from '../../../renderer/approval/client';
import { HOLD_MS } from '../../../renderer/approval/hold-button';
import { ARM_MS } from '../../../renderer/approval/use-armed';
import type { Warning } from '../../../shared/contract/money-path';
import { fakeBridge, refuse } from '../fake-bridge';
import { expectAccessible, renderIn } from '../render';
import { review } from '../samples';

const approval = (warnings: Warning[] = review.warnings): Approval => ({ review: { ...review, warnings }, language: 'en', theme: 'dark', textScale: 100, value: '$75.00', feeValue: '$0.00' });
const show = async (warnings?: Warning[], answers = {}) => {
  const bridge = fakeBridge(answers);
  const result = await renderIn('approval', bridge, <ApprovalWindow approval={approval(warnings)} />);
  return { bridge, result, button: screen.getByTestId('hold-to-sign') };
};
const pass = (milliseconds: number) => act(async () => jest.advanceTimersByTime(milliseconds));

beforeEach(() => {
  jest.useFakeTimers();
  jest.spyOn(document, 'hasFocus').mockReturnValue(true);
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

test('shows the amount, the whole address in groups, fee, change with its path, expiry and checks', async () => {
  const { result } = await show();
  expect(screen.getByTestId('approval-amount')).toHaveTextContent('250.00 FLUX');
  const address = within(screen.getByTestId('approval-recipient')).getByText((_text, element) => element?.getAttribute('data-address') != null);
  expect(address.textContent).toBe('t1KfkUZ3bTq9Yw1v8PeXsM4DhRa7Nc2LgE5');
  expect(screen.getByTestId('approval-fee')).toHaveTextContent('0.00000339 FLUX');
  expect(screen.getByText("m/44'/1'/0'/1/14, yours")).toBeInTheDocument();
  expect(screen.getByText('block 2,412,945')).toBeInTheDocument();
  expect(screen.getByText('First payment to this address')).toBeInTheDocument();
  expect(screen.getByText('Inputs, outputs and fee add up exactly')).toBeInTheDocument();
  jest.useRealTimers();
  await expectAccessible(result);
});

test('the focus starts on the title, never on the button', async () => {
  const { button } = await show();
  expect(document.activeElement?.tagName).toBe('H1');
  expect(button).not.toHaveFocus();
});

test('holding by pointer for the whole time signs, naming the hash of the review', async () => {
  const { bridge, button } = await show();
  await pass(ARM_MS);
  fireEvent.pointerDown(button, { button: 0 });
  await pass(HOLD_MS);
  expect(bridge.inputsOf('approval.answer')).toEqual([{ hash: review.hash, approve: true }]);
});

test('letting go early, a click and Enter do nothing', async () => {
  const { bridge, button } = await show();
  await pass(ARM_MS);
  fireEvent.pointerDown(button, { button: 0 });
  await pass(HOLD_MS - 50);
  fireEvent.pointerUp(button);
  fireEvent.click(button);
  button.focus();
  expect(fireEvent.keyDown(button, { key: 'Enter' })).toBe(false);
  await pass(HOLD_MS * 2);
  expect(bridge.inputsOf('approval.answer')).toEqual([]);
});

test('the space bar held after the focus signs; a repeated key that came with the focus does not', async () => {
  const { bridge, button } = await show();
  await pass(ARM_MS);
  button.focus();
  fireEvent.keyDown(button, { key: ' ', repeat: true });
  await pass(HOLD_MS * 2);
  expect(bridge.inputsOf('approval.answer')).toEqual([]);
  fireEvent.keyDown(button, { key: ' ' });
  fireEvent.keyDown(button, { key: ' ', repeat: true });
  await pass(HOLD_MS);
  expect(bridge.inputsOf('approval.answer')).toHaveLength(1);
});

test('is not armed before its time, and disarms when the window loses the focus', async () => {
  const { bridge, button } = await show();
  await pass(ARM_MS - 10);
  fireEvent.pointerDown(button, { button: 0 });
  await pass(HOLD_MS * 2);
  expect(bridge.inputsOf('approval.answer')).toEqual([]);
  fireEvent.pointerUp(button);
  fireEvent.pointerDown(button, { button: 0 });
  await act(async () => window.dispatchEvent(new Event('blur')));
  await pass(HOLD_MS * 2);
  expect(bridge.inputsOf('approval.answer')).toEqual([]);
  await act(async () => window.dispatchEvent(new Event('focus')));
  expect(button).toHaveAttribute('data-ready', 'false');
  await pass(ARM_MS);
  expect(button).toHaveAttribute('data-ready', 'true');
});

test('a danger is answered by a checkbox, collateral by typing the word', async () => {
  const { button } = await show([{ id: 'looks-like-known', level: 'danger', context: {} }, { id: 'collateral-spent', level: 'danger', context: { amount: '1000' } }]);
  await pass(ARM_MS);
  expect(button).toHaveAttribute('data-ready', 'false');
  expect(screen.getByText(/exactly 1000 FLUX/)).toBeInTheDocument();
  fireEvent.click(screen.getByRole('checkbox'));
  expect(button).toHaveAttribute('data-ready', 'false');
  fireEvent.change(screen.getByLabelText('Type SPEND to go on'), { target: { value: 'spend' } });
  expect(button).toHaveAttribute('data-ready', 'true');
});

test('text that does not fit has to be scrolled to its end', async () => {
  Object.defineProperty(HTMLElement.prototype, 'scrollHeight', { configurable: true, get: () => 900 });
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 400 });
  const { button } = await show();
  await pass(ARM_MS);
  expect(button).toHaveAttribute('data-ready', 'false');
  expect(screen.getByText('Scroll to the end first.')).toBeInTheDocument();
  fireEvent.scroll(screen.getByTestId('approval-review'), { target: { scrollTop: 500 } });
  expect(button).toHaveAttribute('data-ready', 'true');
  Reflect.deleteProperty(HTMLElement.prototype, 'scrollHeight');
  Reflect.deleteProperty(HTMLElement.prototype, 'clientHeight');
});

test('Cancel and Esc answer no; a refused answer says so', async () => {
  const { bridge } = await show(undefined, { 'approval.answer': refuse('approval/other-bytes') });
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Cancel' })));
  expect(screen.getByText('The approval was for something else')).toBeInTheDocument();
  await act(async () => fireEvent.keyDown(window, { key: 'Escape' }));
  expect(bridge.inputsOf('approval.answer')).toEqual([{ hash: review.hash, approve: false }, { hash: review.hash, approve: false }]);
});

test('an unknown token shows the raw integer and where its decimals come from', async () => {
  const figure = { units: '123456789', asset: 'base/0x00000000000000000000000000000000000000aa' as const, symbol: 'ODD', decimals: 6, decimalsFrom: 'reported' as const };
  const result = await renderIn('approval', fakeBridge(), <ApprovalWindow approval={{ ...approval(), review: { ...review, chain: 'base', amount: figure } }} />);
  expect(result.getByText(/123,456,789 base units/)).toBeInTheDocument();
  expect(result.getByText(/reported by a server: 6/)).toBeInTheDocument();
  expect(result.getByText(/0x00000000000000000000000000000000000000aa/)).toBeInTheDocument();
});
