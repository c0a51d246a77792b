import { PathOfMoney, type MoneyDeps } from '../../../../main/money/path-of-money';
import type { Intent, Plan, Review, Signed } from '../../../../shared/contract/money-path';
import { AppError } from '../../../../shared/errors/app-error';

const intent: Intent = { kind: 'pay', asset: 'flux/native', to: 'tmX', amount: '5', all: false, feeLimit: '9', note: null };
const plan: Plan = { kind: 'message' };
const review: Review = {
  hash: 'ab'.repeat(32), network: 'practice', chain: 'flux', action: 'pay', recipients: [], amount: null, fee: null, change: [], expiry: null,
  note: null, message: null, swap: null, starts: [], from: [], nonce: null, chainId: null, checks: [], warnings: [],
};
const signed: Extract<Signed, { kind: 'transaction' }> = { kind: 'transaction', chain: 'flux', raw: new Uint8Array([1]), txid: 'cd'.repeat(32), reviewHash: review.hash };

/** Records the order of the steps; each can be replaced. */
function path(over: { approve?: boolean; carryOut?: () => Promise<unknown>; claim?: () => Promise<unknown>; link?: () => Promise<unknown>; start?: () => Promise<unknown>; giveUpNodes?: (input: unknown) => Promise<unknown>; plan?: () => Promise<Plan>; abandon?: () => Promise<unknown>; requireUnlocked?: () => void; sign?: () => Promise<Signed> } = {}) {
  const steps: string[] = [];
  const step = <T>(name: string, value: T) => async () => {
    steps.push(name);
    return value;
  };
  const unused = () => Promise.reject(new Error('not part of this path'));
  const proxy = <T extends object>(calls: Record<string, unknown>) => new Proxy(calls, { get: (target, name) => target[String(name)] ?? unused }) as T;
  const deps: MoneyDeps = {
    signer: () => proxy({ 'signer.review': step('review', review), 'signer.sign': over.sign ?? step('sign', signed), 'signer.forget': step('forget', undefined) }),
    wallet: () => proxy({ 'plan.make': over.plan ?? step('plan', plan), 'bridge.abandon': over.abandon ?? step('abandon', undefined), 'links.carryOut': over.link ?? step('link', { signature: null, delivery: { state: 'delivered', status: 200, said: '' } }), 'claims.carryOut': over.claim ?? step('claim', { txid: 'paid' }), 'staking.carryOut': over.start ?? step('start', { nodes: ['ef'.repeat(16)], txid: 'cd'.repeat(32), sent: true, reason: null }), 'staking.abandon': over.giveUpNodes ?? step('give up nodes', undefined), 'plan.carryOut': over.carryOut ?? step('carry out', { id: 'x', txid: signed.txid, sent: true, reason: null }) }),
    walletOpen: async () => undefined,
    approve: step('approve', over.approve ?? true),
    requireUnlocked: over.requireUnlocked ?? (() => undefined),
    log: () => undefined,
    pause: step('pause', undefined),
  };
  return { money: new PathOfMoney(deps), steps };
}

describe('the path of money', () => {
  it('goes from plan to broadcast in order', async () => {
    const { money, steps } = path();
    await expect(money.submit(intent)).resolves.toEqual({ kind: 'sent', id: 'x', txid: signed.txid });
    expect(steps).toEqual(['plan', 'review', 'approve', 'sign', 'carry out']);
  });
  it('signs nothing without approval and forgets the review', async () => {
    const { money, steps } = path({ approve: false });
    await expect(money.submit(intent)).resolves.toEqual({ kind: 'cancelled' });
    expect(steps).toEqual(['plan', 'review', 'approve', 'forget']);
  });
  it('signs nothing when the wallet was locked while the question stood', async () => {
    let locked = false;
    const { money, steps } = path({ requireUnlocked: () => { if (locked) throw new AppError('session/locked', 'locked'); locked = true; } });
    await expect(money.submit(intent)).rejects.toMatchObject({ code: 'session/locked' });
    expect(steps).not.toContain('sign');
  });
  it('hands the same signed bytes to the next wallet process when one dies under it', async () => {
    let tries = 0;
    const { money, steps } = path({ carryOut: async () => { tries += 1; if (tries < 3) throw new AppError('process/gone', 'gone'); return { id: 'x', txid: signed.txid, sent: true, reason: null }; } });
    await expect(money.submit(intent)).resolves.toMatchObject({ kind: 'sent' });
    expect(steps.filter((name) => name === 'sign')).toHaveLength(1);
    expect(tries).toBe(3);
  });
  it('says kept when no server took it', async () => {
    const reason = { code: 'chain/unreachable', message: '', context: {} };
    const { money } = path({ carryOut: async () => ({ id: 'x', txid: signed.txid, sent: false, reason }) });
    await expect(money.submit(intent)).resolves.toEqual({ kind: 'kept', id: 'x', txid: signed.txid, reason });
  });
  it('carries one intent at a time, and the next after a refusal', async () => {
    const { money } = path();
    const first = money.submit(intent);
    await expect(money.submit(intent)).rejects.toMatchObject({ code: 'money/busy' });
    await first;
    await expect(money.submit(intent)).resolves.toMatchObject({ kind: 'sent' });
  });
});

describe('a swap', () => {
  const swap: Intent = { kind: 'swap', swap: 'ef'.repeat(16), from: 'flux', to: 'eth', amount: '5', sender: 'tmX', deposit: 'tmY', recipient: '0x', fee: '1', arrives: '4', feeLimit: '9' };
  it('that is not approved is given up', async () => {
    const { money, steps } = path({ approve: false });
    await expect(money.submit(swap)).resolves.toEqual({ kind: 'cancelled' });
    expect(steps).toEqual(['plan', 'review', 'approve', 'forget', 'abandon']);
  });
  it('that cannot be planned or signed is given up, and the reason is told', async () => {
    const refused = () => Promise.reject(new AppError('bridge/other-intent', 'x'));
    const planned = path({ plan: refused });
    await expect(planned.money.submit(swap)).rejects.toMatchObject({ code: 'bridge/other-intent' });
    expect(planned.steps).toEqual(['abandon']);
    const signing = path({ sign: () => Promise.reject(new AppError('signer/refused', 'x')), abandon: () => Promise.reject(new AppError('process/gone', 'x')) });
    await expect(signing.money.submit(swap)).rejects.toMatchObject({ code: 'signer/refused' });
  });
  it('whose deposit is signed is never given up', async () => {
    const { money, steps } = path({ carryOut: () => Promise.reject(new AppError('store/disk-full', 'x')) });
    await expect(money.submit(swap)).rejects.toMatchObject({ code: 'store/disk-full' });
    expect(steps).not.toContain('abandon');
  });
});

describe('a signed message', () => {
  const message: Intent = { kind: 'sign-message', scheme: 'flux', key: { kind: 'flux-id' }, address: 'tmX', message: 'm', purpose: null };
  const claim: Intent = { ...message, purpose: { kind: 'mining-claim', target: 'eth', receiver: '0x', arrives: '5' } };
  const signature: Signed = { kind: 'message', signature: 'sig', address: 'tmX', reviewHash: review.hash };
  it('of the person\'s own goes back to the person', async () => {
    await expect(path({ sign: async () => signature }).money.submit(message)).resolves.toEqual({ kind: 'signed-message', signature: 'sig', address: 'tmX' });
  });
  it('of the person\'s own is kept in the record, and comes back also when that fails', async () => {
    const { money, steps } = path({ sign: async () => signature });
    await money.submit(message);
    expect(steps).toEqual(['review', 'approve', 'link']);
    await expect(path({ sign: async () => signature, link: () => Promise.reject(new AppError('store/disk-full', 'x')) }).money.submit(message)).resolves.toMatchObject({ kind: 'signed-message', signature: 'sig' });
  });
  it('for a link goes to the wallet, which sends it; no window gets what was sent', async () => {
    const { money, steps } = path({ sign: async () => signature });
    await expect(money.submit({ ...message, purpose: { kind: 'link', callback: 'https://shop.example.org/' } })).resolves.toEqual({ kind: 'link-signed', signature: null, address: 'tmX', delivery: { state: 'delivered', status: 200, said: '' } });
    expect(steps).toEqual(['review', 'approve', 'link']);
  });
  it('for a link is not sent when it is not approved', async () => {
    const { money, steps } = path({ approve: false });
    await expect(money.submit({ ...message, purpose: { kind: 'link', callback: 'https://shop.example.org/' } })).resolves.toEqual({ kind: 'cancelled' });
    expect(steps).not.toContain('link');
  });
  it('with a purpose goes to the wallet alone', async () => {
    const { money, steps } = path({ sign: async () => signature });
    const outcome = await money.submit(claim);
    expect(outcome).toEqual({ kind: 'claimed', txid: 'paid' });
    expect(JSON.stringify(outcome)).not.toContain('sig"');
    expect(steps).toEqual(['review', 'approve', 'claim']);
  });
  it('with a purpose is handed to the next wallet process when one dies under it', async () => {
    let tries = 0;
    const { money } = path({ sign: async () => signature, claim: async () => { tries += 1; if (tries < 3) throw new AppError('process/gone', 'gone'); return { txid: 'paid' }; } });
    await expect(money.submit(claim)).resolves.toEqual({ kind: 'claimed', txid: 'paid' });
    expect(tries).toBe(3);
  });
  it('with a purpose that is refused tells why', async () => {
    const { money } = path({ sign: async () => signature, claim: () => Promise.reject(new AppError('claims/refused', 'x', { context: { said: 'whitelist' } })) });
    await expect(money.submit(claim)).rejects.toMatchObject({ code: 'claims/refused', context: { said: 'whitelist' } });
  });
});

describe('the start of nodes', () => {
  const node = 'ef'.repeat(16);
  const start: Intent = {
    kind: 'start-nodes', fund: null,
    starts: [{ node, name: 'One', tier: 'cumulus', collateral: { txid: 'aa'.repeat(32), vout: 0 }, owner: { kind: 'own', key: { kind: 'derived', account: 'flux:44:0', change: 0, index: 0 }, scriptType: 'p2pkh' }, identity: { kind: 'own', index: 0 }, version: 5, sigTime: 1_700_000_000, delegates: { kind: 'none' } }],
  };
  const started: Signed = { kind: 'starts', fund: null, starts: [{ node, raw: new Uint8Array([5]), txid: 'bb'.repeat(32), collateral: { txid: 'aa'.repeat(32), vout: 0 } }], reviewHash: review.hash };
  const sign = async () => started;
  it('goes from plan to the wallet, which keeps and sends what was signed', async () => {
    const { money, steps } = path({ sign });
    await expect(money.submit(start)).resolves.toEqual({ kind: 'nodes-started', nodes: [node], txid: 'cd'.repeat(32), reason: null });
    expect(steps).toEqual(['plan', 'review', 'approve', 'start']);
  });
  it('hands over the very bytes that were signed, also to the next wallet process', async () => {
    const given: unknown[] = [];
    const { money } = path({ sign, start: async () => {
      given.push('try');
      if (given.length < 3) throw new AppError('process/gone', 'gone');
      return { nodes: [node], txid: null, sent: true, reason: null };
    } });
    await expect(money.submit(start)).resolves.toEqual({ kind: 'nodes-started', nodes: [node], txid: null, reason: null });
    expect(given).toHaveLength(3);
  });
  it('says why no server took the payment', async () => {
    const reason = { code: 'chain/unreachable', message: '', context: {} };
    const { money } = path({ sign, start: async () => ({ nodes: [node], txid: 'cd'.repeat(32), sent: false, reason }) });
    await expect(money.submit(start)).resolves.toEqual({ kind: 'nodes-started', nodes: [node], txid: 'cd'.repeat(32), reason });
  });
  it('that is not approved gives the records up', async () => {
    const given: unknown[] = [];
    const { money, steps } = path({ approve: false, giveUpNodes: async (input) => void given.push(input) });
    await expect(money.submit(start)).resolves.toEqual({ kind: 'cancelled' });
    expect(steps).toEqual(['plan', 'review', 'approve', 'forget']);
    expect(given).toEqual([{ nodes: [node] }]);
  });
  it('that cannot be planned or signed gives them up and tells why, even when the wallet is gone', async () => {
    const refused = () => Promise.reject(new AppError('staking/too-young', 'x'));
    const planned = path({ plan: refused });
    await expect(planned.money.submit(start)).rejects.toMatchObject({ code: 'staking/too-young' });
    expect(planned.steps).toEqual(['give up nodes']);
    const signing = path({ sign: () => Promise.reject(new AppError('sign/no-key', 'x')), giveUpNodes: () => Promise.reject(new AppError('process/gone', 'x')) });
    await expect(signing.money.submit(start)).rejects.toMatchObject({ code: 'sign/no-key' });
  });
  it('that is signed is never given up', async () => {
    const { money, steps } = path({ sign, start: () => Promise.reject(new AppError('store/disk-full', 'x')) });
    await expect(money.submit(start)).rejects.toMatchObject({ code: 'store/disk-full' });
    expect(steps).not.toContain('give up nodes');
  });
});
