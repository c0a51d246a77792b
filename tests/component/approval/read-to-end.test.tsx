/** Reading to the end: text that comes to fit after it was laid out anew, by a font that loaded late for instance, can be approved without scrolling. */
import { act, render, screen } from '@testing-library/react';
import { useReadToEnd } from '../../../renderer/approval/use-read-to-end';

let resized: () => void = () => undefined;
let height = 620;
beforeAll(() => {
  Object.defineProperty(globalThis, 'ResizeObserver', {
    configurable: true,
    value: class {
      constructor(told: () => void) {
        resized = told;
      }
      observe(): void {}
      disconnect(): void {}
    },
  });
  for (const [name, value] of [['clientHeight', () => 590], ['scrollHeight', () => height]] as const) Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: value });
});
afterAll(() => {
  Reflect.deleteProperty(globalThis, 'ResizeObserver');
  for (const name of ['clientHeight', 'scrollHeight']) Reflect.deleteProperty(HTMLElement.prototype, name);
});

function Text() {
  const { ref, read } = useReadToEnd();
  return <div ref={ref}><p>{read ? 'read' : 'not read'}</p></div>;
}

test('a text that does not fit is read when it comes to fit, and no sooner', async () => {
  render(<Text />);
  expect(screen.getByText('not read')).toBeInTheDocument();
  await act(async () => resized());
  expect(screen.getByText('not read')).toBeInTheDocument();
  height = 590;
  await act(async () => resized());
  expect(screen.getByText('read')).toBeInTheDocument();
});
