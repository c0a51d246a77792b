// A swap from its quote to its end, and every way in which it can go otherwise (flux-services 2.6).
import { BridgeWorld, FLUX, LABEL, MINUTE, OWN_EVM, payoutId, START } from './support/bridge-world';

jest.setTimeout(60_000);
let world: BridgeWorld;
beforeEach(() => {
  world = new BridgeWorld();
});
afterEach(() => world.end());

const PAYOUT = payoutId('payout');
const ARRIVES = 990n * FLUX;

describe('a swap that goes well', () => {
  it('is followed from step to step and ends on the receiving chain', async () => {
    const { id, txid, entry } = await world.swapOut();
    expect(await world.swap(id)).toMatchObject({
      from: 'flux', to: 'eth', amount: (1_000n * FLUX).toString(), fee: (10n * FLUX).toString(), arrives: ARRIVES.toString(), sender: world.ownFlux, recipient: OWN_EVM, own: true,
      createdAt: START, state: { kind: 'depositing', txid, attempts: 0, reason: null }, operator: null, trouble: null, depositDepth: { have: 0, want: 4 }, payoutDepth: null, activity: `flux:${txid}`,
    });
    await world.pass(2_000);
    expect(world.fusion.swaps.get(txid)).toMatchObject({ chainFrom: 'main', chainTo: 'eth', addressFrom: world.ownFlux, addressTo: OWN_EVM, amountFrom: 1_000 });
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'following', txid }, operator: { status: 'new', confirmations: 4 } });

    world.tips.set('flux', 502);
    world.set(entry, { kind: 'mined', height: 500, ok: true });
    world.fusion.say(txid, { status: 'confirming' });
    await world.pass(10_000);
    expect(await world.swap(id)).toMatchObject({ operator: { status: 'confirming' }, depositDepth: { have: 3, want: 4 } });

    world.tips.set('ethereum', 1_000);
    world.pays(PAYOUT, [ARRIVES]);
    world.fusion.say(txid, { status: 'finished', txidTo: PAYOUT, amountTo: 990 });
    await world.pass(10_000);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'checking', txidTo: PAYOUT }, payoutDepth: { have: 1, want: 12 } });
    world.tips.set('ethereum', 1_010);
    await world.pass(6_000);
    expect(await world.kind(id)).toBe('checking');
    world.tips.set('ethereum', 1_011);
    await world.pass(6_000);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'arrived', txid, txidTo: PAYOUT, amount: ARRIVES.toString(), height: 1_000 }, payoutDepth: { have: 12, want: 12 } });
    expect(world.notified).toEqual([['swap-arrived', id]]);
    expect([world.bridge.swapOf('flux', txid), world.bridge.swapOf('ethereum', PAYOUT), world.bridge.swapOf('base', PAYOUT), world.bridge.swapOf('flux', 'ff'.repeat(32))]).toEqual([id, id, null, null]);
    expect(world.bridge.needs()).toEqual([]);
    const asked = world.fusion.asked.length;
    await world.pass(10 * MINUTE);
    expect(world.fusion.asked.length).toBe(asked);
  });

  it('to a chain without keys ends as paid, says the operator', async () => {
    const recipient = `k:${'ab'.repeat(32)}`;
    const { id, txid } = await world.swapOut({ to: 'kda', recipient });
    await world.pass(2_000);
    world.fusion.say(txid, { status: 'finished', txidTo: 'S-request-key' });
    await world.pass(10_000);
    expect(await world.swap(id)).toMatchObject({ recipient, own: false, state: { kind: 'paid-unchecked', txidTo: 'S-request-key' }, payoutDepth: null });
    expect(world.looks).toBe(0);
  });

  it('to a chain without keys without an id ends so only after a while', async () => {
    const { id, txid } = await world.swapOut({ to: 'kda', recipient: `k:${'ab'.repeat(32)}` });
    await world.pass(2_000);
    world.fusion.say(txid, { status: 'finished' });
    await world.pass(20_000);
    expect(await world.kind(id)).toBe('following');
    await world.pass(2 * MINUTE);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'paid-unchecked', txidTo: null } });
  });

  it('shows the newest first, and nothing of what was given up', async () => {
    const first = await world.swapOut();
    const given = await world.begin({ amount: 50n * FLUX });
    await world.calls['bridge.abandon']({ swap: given.swap });
    const last = await world.swapOut({ to: 'base' });
    const { total, swaps } = await world.calls['bridge.list']({ offset: 0, limit: 10 });
    expect([total, swaps.map(({ id }) => id)]).toEqual([2, [last.id, first.id]]);
    expect((await world.calls['bridge.list']({ offset: 1, limit: 1 })).swaps.map(({ id }) => id)).toEqual([first.id]);
    expect(await world.kind(given.swap)).toBe('abandoned');
  });

  it('has a bundle for support with what belongs to it and nothing else', async () => {
    const other = await world.swapOut({ to: 'base', amount: 77n * FLUX });
    const { id, txid } = await world.swapOut();
    await world.pass(5_000);
    world.fusion.say(txid, { status: 'hold' });
    await world.pass(20_000);
    const { name, text } = await world.calls['bridge.support']({ id });
    expect(name).toMatch(/^fluxkeep-swap-[0-9a-f]{8}\.json$/);
    expect(JSON.parse(text)).toMatchObject({
      swap: id, zelid: LABEL, from: { address: world.ownFlux, txid }, to: { address: OWN_EVM, token: '0x720CD16b011b987Da3518fbf38c3071d4F0D1495' },
      agreed: { amount: '1000', fee: '10', arrives: '990' }, operator: { status: 'hold' }, steps: [{ kind: 'reserved' }, { kind: 'depositing' }, { kind: 'following' }],
    });
    for (const foreign of [other.id, other.txid]) expect(text).not.toContain(foreign);
  });
});

describe('before anything is signed', () => {
  it('nothing is reserved when the figures changed since they were shown', async () => {
    const { fee, arrives, deposit } = await world.quote();
    const ask = () => world.calls['bridge.begin']({ from: 'flux', to: 'eth', amount: (1_000n * FLUX).toString(), recipient: null, shown: { fee: fee?.total ?? '', arrives: arrives ?? '', deposit: deposit?.address ?? '' } });
    world.fusion.info.fees.swap.eth = 154;
    await expect(ask()).rejects.toMatchObject({ code: 'bridge/quote-changed', context: { fee: (155n * FLUX).toString() } });
    world.fusion.info.fees.swap.eth = 9;
    const main = world.fusion.info.swapAddresses[0];
    if (main) main.address = world.stranger;
    await expect(ask()).rejects.toMatchObject({ code: 'bridge/quote-changed', context: { deposit: world.stranger } });
    expect(world.fusion.reservations).toEqual([]);
    expect((await world.calls['bridge.list']({ offset: 0, limit: 10 })).total).toBe(0);
  });

  it('nothing is kept when the operator refuses the pair', async () => {
    world.fusion.refuse('/swap/reserve', 'Maintenance of eth');
    await expect(world.begin()).rejects.toMatchObject({ code: 'fusion/refused', context: { said: 'Maintenance of eth' } });
    expect((await world.calls['bridge.list']({ offset: 0, limit: 10 })).total).toBe(0);
  });

  it('a swap that was given up is so, and giving it up again changes nothing', async () => {
    const { swap, intent } = await world.begin();
    expect(await world.kind(swap)).toBe('reserved');
    world.bridge.hold(intent);
    await world.calls['bridge.abandon']({ swap });
    await world.calls['bridge.abandon']({ swap });
    expect(await world.swap(swap)).toMatchObject({ state: { kind: 'abandoned' }, depositDepth: null, activity: null });
    expect(() => world.bridge.hold(intent)).toThrow(expect.objectContaining({ code: 'bridge/not-waiting' }));
  });

  it('no plan is made for anything but what was agreed', async () => {
    const { intent } = await world.begin();
    for (const change of [{ deposit: world.stranger }, { amount: '1' }, { recipient: world.stranger }, { arrives: '5' }, { to: 'base' as const }]) {
      expect(() => world.bridge.hold({ ...intent, ...change })).toThrow(expect.objectContaining({ code: 'bridge/other-intent' }));
    }
    expect(() => world.bridge.hold({ ...intent, swap: 'ff'.repeat(16) })).toThrow(expect.objectContaining({ code: 'bridge/unknown' }));
    world.bridge.hold({ ...intent, feeLimit: '1' });
    world.deposit(intent);
    expect(() => world.bridge.hold(intent)).toThrow(expect.objectContaining({ code: 'bridge/not-waiting' }));
  });

  it('a start ends what never got a deposit; a deposit that was signed all the same brings it back', async () => {
    const { swap, intent } = await world.begin();
    world.restart();
    expect(await world.kind(swap)).toBe('abandoned');
    const { txid } = world.deposit(intent);
    await world.pass(2_000);
    expect(await world.swap(swap)).toMatchObject({ state: { kind: 'following', txid } });
  });
});

describe('telling the operator of the deposit', () => {
  it('waits until a server has taken it', async () => {
    const { swap, intent } = await world.begin();
    const entry = world.entry(intent);
    world.outbox.add(entry);
    await world.pass(MINUTE);
    expect(await world.kind(swap)).toBe('depositing');
    expect(world.fusion.count('/swap/create')).toBe(0);
    world.set(entry, { kind: 'pending', since: 0, attempts: 0, nextAt: 0 });
    await world.pass(2_000);
    expect(await world.kind(swap)).toBe('following');
  });

  it('is repeated with growing pauses until it is known to have taken', async () => {
    world.fusion.fail('/swap/create', { status: 502, text: 'Bad gateway' }, 5);
    const { id, txid } = await world.swapOut();
    await world.pass(10_000);
    const early = await world.swap(id);
    expect(early).toMatchObject({ state: { kind: 'depositing', txid, reason: { code: 'fusion/server-failed' } }, trouble: { code: 'fusion/server-failed' } });
    await world.pass(3 * MINUTE);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'following' }, trouble: null });
    const times = world.fusion.asked.filter(({ path }) => path === '/swap/create').map(({ at }) => at);
    const pauses = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(times).toHaveLength(6);
    expect(pauses.every((pause, index) => index === 0 || pause > (pauses[index - 1] ?? 0))).toBe(true);
    expect(world.notified).toEqual([]);
  });

  it('takes "exists already" for success once the operator shows the swap', async () => {
    world.fusion.refuse('/swap/create', 'Swap with this txid already exists', 1);
    const { swap, intent } = await world.begin();
    const entry = world.entry(intent);
    world.fusion.swaps.set(entry.txid, { txidFrom: entry.txid, chainFrom: 'main', chainTo: 'eth', addressFrom: world.ownFlux, addressTo: OWN_EVM, status: 'waiting' });
    world.deposit(intent);
    await world.pass(4_000);
    expect(await world.swap(swap)).toMatchObject({ state: { kind: 'following' }, operator: { status: 'waiting' } });
    expect(world.fusion.count('/swap/create')).toBe(1);
  });

  it('survives an answer that was lost', async () => {
    world.fusion.fail('/swap/create', 'timeout', 1);
    const { id, txid } = await world.swapOut();
    world.fusion.swaps.set(txid, { txidFrom: txid, chainFrom: 'main', chainTo: 'eth', addressFrom: world.ownFlux, addressTo: OWN_EVM.toLowerCase(), status: 'confirming' });
    await world.pass(30_000);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'following' }, operator: { status: 'confirming' } });
  });

  it('calls for the person when the operator keeps refusing', async () => {
    world.fusion.refuse('/swap/create', 'eth is in maintenance');
    const { id } = await world.swapOut();
    await world.pass(20 * MINUTE);
    expect(await world.kind(id)).toBe('depositing');
    expect(world.notified).toEqual([['swap-needs-you', id]]);
    expect(world.bridge.needs()).toEqual([{ id: `swap:${id}`, kind: 'swap-needs-you', level: 'warn', context: { swap: id, reason: 'not-taken', from: 'flux', to: 'eth', said: 'eth is in maintenance' } }]);
    world.fusion.faults.clear();
    await world.pass(6 * MINUTE);
    expect(await world.kind(id)).toBe('following');
    expect(world.bridge.needs()).toEqual([]);
  });

  it('sees that somebody else registered the deposit for another address', async () => {
    const { swap, intent } = await world.begin();
    const entry = world.entry(intent);
    world.fusion.swaps.set(entry.txid, { txidFrom: entry.txid, chainFrom: 'main', chainTo: 'eth', addressFrom: world.ownFlux, addressTo: '0x00000000000000000000000000000000000000EE', status: 'waiting' });
    world.deposit(intent);
    await world.pass(5_000);
    expect(await world.swap(swap)).toMatchObject({ state: { kind: 'contradicted', what: 'wrong-recipient' } });
    expect(world.notified).toEqual([['swap-needs-you', swap]]);
    world.fusion.say(entry.txid, { addressTo: OWN_EVM });
    await world.pass(2 * MINUTE);
    expect(await world.kind(swap)).toBe('following');
  });

  it('is done again when the operator has forgotten the swap', async () => {
    const { id, txid } = await world.swapOut();
    await world.pass(5_000);
    expect(await world.kind(id)).toBe('following');
    world.fusion.swaps.delete(txid);
    await world.pass(MINUTE);
    expect(await world.kind(id)).toBe('following');
    expect(world.fusion.swaps.has(txid)).toBe(true);
    expect(world.fusion.count('/swap/create')).toBe(2);
  });
});

describe('a deposit that does not happen', () => {
  it.each([
    [{ kind: 'expired', height: 240 }, 'outbox/expired'], [{ kind: 'replaced', by: null }, 'outbox/replaced'], [{ kind: 'failed', reason: { code: 'evm/reverted', message: '', context: {} } }, 'evm/reverted'],
  ] as const)('%j ends the swap; a block can bring it back', async (state, code) => {
    const { id, txid, entry } = await world.swapOut();
    await world.pass(5_000);
    world.set(entry, state);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'deposit-failed', txid, reason: { code } } });
    world.set(entry, { kind: 'mined', height: 5, ok: true });
    await world.pass(5_000);
    expect(await world.kind(id)).toBe('following');
  });

  it('a deposit that was sped up is the same deposit under another id', async () => {
    const { id, txid, entry } = await world.swapOut({ from: 'ethereum', to: 'main' });
    await world.pass(5_000);
    const faster = world.deposit({ kind: 'replace', chain: 'ethereum', txid, mode: 'speed-up', feeLimit: '9' }, { replaces: entry.id, nonce: entry.nonce });
    world.set(entry, { kind: 'replaced', by: faster.txid });
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'depositing', txid: faster.txid } });
    await world.pass(5_000);
    expect(world.fusion.swaps.get(faster.txid)).toMatchObject({ addressTo: world.ownFlux });
    // Activity leads from both to the swap.
    expect([entry, faster].map((sent) => world.bridge.swapOf('ethereum', sent.txid))).toEqual([id, id]);
    expect(await world.kind(id)).toBe('following');
    // In the end the block had the first one.
    world.set(faster, { kind: 'replaced', by: txid });
    world.set(entry, { kind: 'mined', height: 5, ok: true });
    await world.pass(5_000);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'following', txid } });
  });

  it('a deposit that is being cancelled is not told to Fusion, and ends the swap once a block has the cancellation', async () => {
    const { id, txid, entry } = await world.swapOut({ from: 'ethereum', to: 'main' });
    expect(world.bridge.standing(entry)).toBe('untold');
    const cancel = world.deposit({ kind: 'replace', chain: 'ethereum', txid, mode: 'cancel', feeLimit: '9' }, { replaces: entry.id, nonce: entry.nonce });
    await world.pass(30_000);
    expect(await world.kind(id)).toBe('depositing');
    world.set(entry, { kind: 'replaced', by: cancel.txid });
    await world.pass(30_000);
    expect(await world.kind(id)).toBe('depositing');
    expect(world.fusion.swaps.size).toBe(0);
    world.set(cancel, { kind: 'mined', height: 5, ok: true });
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'cancelled', txid, by: cancel.txid } });
    expect(await world.calls['bridge.list']({ offset: 0, limit: 5 })).toMatchObject({ total: 1 });
    // A reorganisation in which the deposit wins after all.
    world.set(cancel, { kind: 'replaced', by: txid });
    world.set(entry, { kind: 'mined', height: 5, ok: true });
    await world.pass(5_000);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'following', txid } });
    expect(world.fusion.swaps.has(txid)).toBe(true);
  });

  it('a deposit that Fusion heard of from somebody else counts as told; a cancellation that wins all the same fails it', async () => {
    for (const amount of [1_000n, 1_001n]) await world.swapOut({ amount: amount * FLUX });
    await world.pass(5_000);
    const { swap: id, intent } = await world.begin({ from: 'ethereum', to: 'main' });
    const entry = world.entry(intent);
    world.outbox.add(entry);
    const cancel = world.entry({ kind: 'replace', chain: 'ethereum', txid: entry.txid, mode: 'cancel', feeLimit: '9' }, { replaces: entry.id, nonce: entry.nonce });
    expect(world.bridge.standing(entry)).toBe('untold');
    world.outbox.add(cancel);
    const some = [...world.fusion.swaps.values()][0];
    if (!some) throw new Error('no swap with the operator');
    world.fusion.swaps.set(entry.txid, { ...some, chainTo: 'main', addressTo: intent.recipient, txidFrom: entry.txid });
    // After a start all of them are asked about at once, by their history.
    world.restart();
    await world.pass(20_000);
    expect(await world.kind(id)).toBe('following');
    expect(world.bridge.standing(entry)).toBe('told');
    world.set(entry, { kind: 'replaced', by: cancel.txid });
    world.set(cancel, { kind: 'mined', height: 5, ok: true });
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'deposit-failed', reason: { code: 'outbox/replaced', context: { by: cancel.txid } } } });
  });

  it('a cancellation that loses leaves the deposit as it was, and Fusion is told', async () => {
    const { id, txid, entry } = await world.swapOut({ from: 'ethereum', to: 'main' });
    const cancel = world.deposit({ kind: 'replace', chain: 'ethereum', txid, mode: 'cancel', feeLimit: '9' }, { replaces: entry.id, nonce: entry.nonce });
    world.set(entry, { kind: 'mined', height: 5, ok: true });
    world.set(cancel, { kind: 'replaced', by: txid });
    await world.pass(5_000);
    expect(await world.swap(id)).toMatchObject({ state: { kind: 'following', txid } });
  });

  it.each([['it was taken', null], ['the answer was lost', 'lost']] as const)('is not cancelled any more once Fusion was told, also when %s', async (_what, fails) => {
    if (fails) world.fusion.fail('/swap/create', 'timeout');
    const { id, txid, entry } = await world.swapOut({ from: 'ethereum', to: 'main' });
    expect(world.activityChanges).toBe(0);
    await world.pass(5_000);
    expect(world.bridge.standing(entry)).toBe('told');
    // What Activity offers hangs on it: it is told that it changed, once.
    expect(world.activityChanges).toBe(1);
    world.restart();
    expect(world.bridge.standing(entry)).toBe('told');
    expect(() => world.deposit({ kind: 'replace', chain: 'ethereum', txid, mode: 'cancel', feeLimit: '9' }, { replaces: entry.id, nonce: entry.nonce })).toThrow('the operator was told of this deposit');
    // Nothing of the refused cancellation is kept.
    expect(world.outbox.rivals(entry)).toHaveLength(0);
    expect(await world.swap(id)).toMatchObject({ state: { txid } });
  });

  it('does not undo what the chain has shown', async () => {
    const { id, txid, entry } = await world.swapOut();
    await world.pass(2_000);
    world.fusion.say(txid, { status: 'finished', txidTo: PAYOUT });
    world.pays(PAYOUT, [ARRIVES]);
    world.tips.set('ethereum', 2_000);
    await world.pass(20_000);
    world.set(entry, { kind: 'mined', height: 5, ok: true });
    world.set(entry, { kind: 'expired', height: 5 });
    expect(await world.kind(id)).toBe('arrived');
  });
});

describe('a deposit is never without a swap', () => {
  it('when the records were lost and the outbox was saved', async () => {
    const { id, txid } = await world.swapOut();
    world.sqlite.run('DELETE FROM swap');
    world.restart();
    expect(await world.swap(id)).toMatchObject({ amount: (1_000n * FLUX).toString(), recipient: OWN_EVM, own: true, state: { kind: 'depositing', txid } });
    await world.pass(5_000);
    expect(await world.kind(id)).toBe('following');
  });

  it('when its record cannot be read any more', async () => {
    const { id, txid } = await world.swapOut();
    world.sqlite.run("UPDATE swap SET record = substr(record, 1, 40)");
    world.restart();
    expect(await world.swap(id)).toMatchObject({ recipient: OWN_EVM, state: { kind: 'depositing', txid } });
    expect((await world.calls['bridge.list']({ offset: 0, limit: 10 })).total).toBe(1);
    expect(world.sqlite.all('SELECT id FROM swap ORDER BY seq')).toEqual([{ id: 'damaged-1' }, { id }]);
    expect((await world.quote()).deposit?.last).not.toBeNull();
  });

  it('when two deposits name the same swap', async () => {
    const { id, txid, intent } = await world.swapOut();
    const second = world.deposit(intent, { txid: 'cd'.repeat(32) });
    await world.pass(10_000);
    const { swaps } = await world.calls['bridge.list']({ offset: 0, limit: 10 });
    expect(swaps.map(({ state }) => ('txid' in state ? [state.kind, state.txid] : []))).toEqual([['following', second.txid], ['following', txid]]);
    expect(swaps[1]?.id).toBe(id);
    world.restart();
    expect((await world.calls['bridge.list']({ offset: 0, limit: 10 })).total).toBe(2);
  });
});
