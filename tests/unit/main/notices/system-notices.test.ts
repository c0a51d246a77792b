import { SystemNotices, type Notice } from '../../../../main/notices/system-notices';
import type { Swap, SwapState } from '../../../../shared/contract/bridge';
import type { FluxNode } from '../../../../shared/contract/staking';
import type { Notify } from '../../../../shared/contract/wallet';

const txid = 'c'.repeat(64);
const ARRIVED: SwapState = { kind: 'arrived', txid, txidTo: `0x${'d'.repeat(64)}`, amount: '99000000001', height: 5 };
const OUT: FluxNode['status'] = { kind: 'out', was: 'confirmed' };
const swap = (state: SwapState): Swap => ({
  id: 'ab'.repeat(16), from: 'flux', to: 'base', amount: '1', fee: '1', arrives: '1', sender: 'a', recipient: 'b', own: true, deposit: 'c', createdAt: 1, changedAt: 1, state,
  operator: null, trouble: null, depositDepth: null, payoutDepth: null, activity: null,
});

function notices(more: { watched?: boolean; hidden?: boolean; language?: string; state?: SwapState | null; status?: FluxNode['status'] | null } = {}) {
  const shown: Notice[] = [];
  const opened: string[] = [];
  const { state = ARRIVED, status = OUT } = more;
  const told = new SystemNotices({
    show: (notice) => void shown.push(notice), watched: () => more.watched ?? false, hideAmounts: () => more.hidden ?? false, language: () => more.language ?? 'en-GB',
    swap: () => Promise.resolve(state && swap(state)), open: (screen) => void opened.push(screen),
    node: (id) => Promise.resolve(status && { name: `Attic ${id}`, status }),
  });
  return { told, shown, opened };
}

test('a swap that arrived is told with its amount, and leads to it', async () => {
  const { told, shown, opened } = notices();
  await told.tell({ kind: 'swap-arrived', about: 'x' });
  expect(shown).toMatchObject([{ title: 'Your swap arrived', body: '990.00000001 FLUX on Base, found there by Fluxkeep itself.' }]);
  shown[0]?.onClick();
  expect(opened).toEqual(['bridge']);
});
test('no amount is told while amounts are hidden', async () => {
  const { told, shown } = notices({ hidden: true, language: 'de-AT' });
  await told.tell({ kind: 'swap-arrived', about: 'x' });
  expect(shown).toMatchObject([{ title: 'Ihr Tausch ist angekommen', body: 'FLUX auf Base, dort von Fluxkeep selbst gefunden.' }]);
});
test('a payout that nobody checked is never called arrived', async () => {
  const { told, shown } = notices({ state: { kind: 'paid-unchecked', txid, txidTo: null } });
  await told.tell({ kind: 'swap-arrived', about: 'x' });
  expect(shown[0]?.title).toBe('Your swap was paid, says the operator');
});
test('a swap that needs somebody is told', async () => {
  const { told, shown } = notices({ state: { kind: 'refused', txid, how: 'dust' } });
  await told.tell({ kind: 'swap-needs-you', about: 'x' });
  expect(shown[0]?.title).toBe('A swap needs you');
});
test('nothing is told when a window has the focus, of other news, or of a swap that is not there', async () => {
  const watched = notices({ watched: true });
  await watched.told.tell({ kind: 'swap-arrived', about: 'x' });
  const other = notices();
  await other.told.tell({ kind: 'received', about: 'flux:1' });
  const gone = notices({ state: null });
  await gone.told.tell({ kind: 'swap-arrived', about: 'x' });
  expect([watched.shown, other.shown, gone.shown]).toEqual([[], [], []]);
});

const NEWS: readonly [Notify['kind'], string, string][] = [
  ['node-confirmed', 'Your node is confirmed', 'Ihr Knoten ist bestätigt'], ['node-expiring', 'A node is about to fall out', 'Ein Knoten fällt bald heraus'],
  ['node-out', 'A node is out', 'Ein Knoten ist heraus'], ['node-needs-signature', 'A node waits for your signature', 'Ein Knoten wartet auf Ihre Signatur'],
];
test.each(NEWS)('%s is told with the name of the node, and leads to it', async (kind, english, german) => {
  const { told, shown, opened } = notices();
  await told.tell({ kind, about: '1' });
  const other = notices({ language: 'de' });
  await other.told.tell({ kind, about: '2' });
  expect([...shown, ...other.shown]).toMatchObject([{ title: english, body: expect.stringContaining('Attic 1') }, { title: german, body: expect.stringContaining('Attic 2') }]);
  shown[0]?.onClick();
  expect(opened).toEqual(['staking']);
});
test('a node that never confirmed is not told to start again at once', async () => {
  const { told, shown } = notices({ status: { kind: 'banned', since: 1, until: 721 } });
  await told.tell({ kind: 'node-out', about: '1' });
  expect(shown[0]?.body).toBe('No server confirmed Attic 1 in time. Its coin is where it was. Fluxkeep shows when it can start again.');
});
test('nothing is told of nodes to who looks at a window, or of one that is no longer there', async () => {
  const watched = notices({ watched: true });
  const gone = notices({ status: null });
  for (const [kind] of NEWS) for (const { told } of [watched, gone]) await told.tell({ kind, about: '1' });
  expect([watched.shown, gone.shown]).toEqual([[], []]);
});
