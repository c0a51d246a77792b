// The running signer follows the practice clock: what waits for approval while it jumps is too old, what comes after is signed.
import { approve } from './drive/approval';
import { callApp, rawCall } from './drive/bridge';
import { createWallet } from './drive/onboarding';
import { practiceControl } from './drive/practice';
import { freshProfile, launchApp, removeProfile, type RunningApp } from './harness/app';

jest.setTimeout(120_000);

const profile = freshProfile();
let app: RunningApp;

beforeAll(async () => {
  app = await launchApp({ profile });
  await createWallet(app, { password: 'seven purple lanterns drift' });
});
afterAll(async () => {
  await app.quit();
  removeProfile(profile);
});

/** Asks for a signature of the Flux ID; `meanwhile` happens while the approval window stands. */
async function sign(meanwhile: () => Promise<unknown>) {
  const page = await app.window('main');
  const session = await callApp(page, 'app.session', undefined);
  if (session.state !== 'unlocked') throw new Error('locked');
  const { key, address } = session.unlocked.fluxId;
  const answer = rawCall(page, 'money.submit', { intent: { kind: 'sign-message', scheme: 'bitcoin', key, address, message: 'login', purpose: null } });
  await app.window('approval');
  await meanwhile();
  await approve(app);
  return answer;
}

it('refuses what a jump of eleven minutes made too old', async () => {
  const answer = await sign(() => practiceControl(profile, '/control/clock', { advanceMs: 11 * 60_000 }));
  expect(answer).toMatchObject({ ok: false, error: { code: 'review/review-expired' } });
});

it('signs what comes after, and at sixty times the speed', async () => {
  expect(await sign(async () => undefined)).toMatchObject({ ok: true, output: { kind: 'signed-message' } });
  const answer = await sign(async () => {
    await callApp(await app.window('main'), 'practice.clock', { rate: 60 });
  });
  expect(answer).toMatchObject({ ok: true, output: { kind: 'signed-message' } });
});
