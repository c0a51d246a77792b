import { Session } from '../../../../main/session/session';
import type { Unlocked } from '../../../../shared/contract/signer';

const wallet = { id: 'a'.repeat(32), name: 'Main wallet', network: 'practice', createdAt: 1, state: 'ready', previousReadable: false, passphrase: false } as const;
const unlocked: Unlocked = {
  wallet, fingerprint: '9f3a 11c2', descriptors: [], imported: [], nodeKeys: null, warnings: [],
  fluxId: { address: '1abc', key: { kind: 'flux-id' }, path: 'm' }, backup: { writtenDownAt: null, checkedAt: null },
};

function session(over: Partial<ConstructorParameters<typeof Session>[0]> = {}) {
  const steps: string[] = [];
  const note = (step: string) => async () => void steps.push(step);
  const made = new Session({
    openWallet: note('open'), closeWallet: note('close'), renewSigner: note('renew'),
    cancelApproval: () => steps.push('cancel'), onChange: () => steps.push('change'), log: () => undefined, now: () => 77, ...over,
  });
  return { made, steps };
}

describe('session', () => {
  it('opens the wallet at unlock', async () => {
    const { made, steps } = session();
    made.unlocked(unlocked);
    await made.whenOpen();
    expect(made.require()).toBe(unlocked);
    expect(steps).toEqual(['open', 'change']);
  });
  it('cancels what waits for approval before anything else when it locks, and ends the signer', async () => {
    const { made, steps } = session();
    made.unlocked(unlocked);
    steps.length = 0;
    await made.lock();
    expect(steps[0]).toBe('cancel');
    expect(steps).toEqual(expect.arrayContaining(['renew', 'close', 'change']));
    expect(made.view()).toEqual({ state: 'locked', wallets: [wallet], at: 77 });
    expect(() => made.require()).toThrow(expect.objectContaining({ code: 'session/locked' }));
  });
  it('is locked for every caller from the moment that locking begins', async () => {
    let release: () => void = () => undefined;
    const { made } = session({ renewSigner: () => new Promise<void>((resolve) => { release = resolve; }) });
    made.unlocked(unlocked);
    const locking = made.lock();
    expect(made.isUnlocked).toBe(false);
    expect(() => made.require()).toThrow(expect.objectContaining({ code: 'session/locked' }));
    release();
    await locking;
  });
  it('locks although the wallet process is gone', async () => {
    const { made } = session({ closeWallet: () => Promise.reject(new Error('gone')) });
    made.unlocked(unlocked);
    await made.lock();
    expect(made.view().state).toBe('locked');
  });
  it('is locked when the signer dies', () => {
    const { made, steps } = session();
    expect(made.signerGone()).toBe(false);
    made.unlocked(unlocked);
    expect(made.signerGone()).toBe(true);
    expect(steps).toContain('cancel');
    expect(made.isUnlocked).toBe(false);
  });
});
