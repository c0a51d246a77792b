// Governance in the real window: a confirmed node votes through the approval window and the tally moves; a proposal is submitted, paid and opens; a service that miscounts is shown.
import type { Page } from 'playwright-core';
import { xdaoProposedSchema } from '../../shared/practice/xdao-control';
import { approve, readyToSign, refuse } from './drive/approval';
import { callApp } from './drive/bridge';
import { goTo } from './drive/money';
import { fund, identityKeyOf, mineFlux, runServer, startNode, untilNode } from './drive/nodes';
import { createWallet } from './drive/onboarding';
import { fault, noFaults, practiceControl } from './drive/practice';
import { freshProfile, launchApp, removeProfile, type RunningApp } from './harness/app';
import { until } from './harness/until';

jest.setTimeout(180_000);

const profile = freshProfile();
const COIN = 100_000_000n;
let app: RunningApp;
let page: Page;

beforeAll(async () => {
  app = await launchApp({ profile });
  await createWallet(app, { name: 'Voter', password: 'seven purple lanterns drift' });
  page = await app.window('main');
});
afterAll(async () => {
  await app.quit();
  removeProfile(profile);
});

const card = (topic: string) => page.getByRole('article', { name: topic });
/** The service counts anew every four minutes of practice time. */
const countAnew = async (): Promise<void> => {
  await mineFlux(page, 10);
  await practiceControl(profile, '/control/xdao/refresh', {});
  await callApp(page, 'governance.look', undefined);
};
/** Votes for a proposal as the service sums them. */
async function votesFor(hash: string): Promise<number> {
  const reading = await callApp(page, 'governance.get', { hash });
  return reading.state === 'known' && reading.value ? reading.value.yes : 0;
}
async function propose(topic: string): Promise<string> {
  const { hash } = xdaoProposedSchema.parse(await practiceControl(profile, '/control/xdao/propose', { topic, description: 'Proposed by somebody else.\n\n**Why**\n- it is a test\n- <b>nothing</b> here is markup' }));
  await countAnew();
  return hash;
}

it('shows proposals with their tallies, and the text of one as text', async () => {
  await goTo(page, 'Governance');
  await card('Lower the application registration fee').waitFor();
  await page.getByText('Nodes vote: 1 vote for a Cumulus').waitFor();
  await page.getByRole('tab', { name: /^Passed/ }).click();
  await card('Fund the node dashboard for another year').getByRole('button', { name: 'Read' }).click();
  await page.getByTestId('proposal-text').getByText('hosting for twelve months').waitFor();
  await page.getByText('The wallet counts the same as the service.').waitFor();
  await page.getByRole('button', { name: 'All proposals' }).click();
});

it('votes with a confirmed node: in words, once, and the tally moves', async () => {
  const { address } = await callApp(page, 'receive.fresh', { chain: 'flux', scriptType: null });
  await fund(page, address, 1_500n * COIN);
  await callApp(page, 'sync.now', undefined);
  await startNode(app, page, { tier: 'Cumulus', name: 'voter-1' });
  await mineFlux(page, 110);
  await untilNode(page, 'voter-1', 'starting');
  await mineFlux(page, 1);
  await runServer(page, await identityKeyOf(app, page, 'voter-1'));
  await mineFlux(page, 3);
  await untilNode(page, 'voter-1', 'confirmed');
  const hash = await propose('Plant a tree for each node');
  const before = await votesFor(hash);
  await goTo(page, 'Governance');
  await until('a vote of power', async () => (await page.getByTestId('voting-power').textContent()) === '1 vote', 30_000);
  await page.getByText('One Cumulus node').waitFor();
  await card('Plant a tree for each node').getByRole('button', { name: 'Yes', exact: true }).click();
  await page.getByText('Your vote counts 1.').waitFor();
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await refuse(app);
  await page.getByText('You did not approve it. Nothing was voted.').first().waitFor();
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  const approval = await readyToSign(app);
  expect(await approval.getByTestId('approval-choice').textContent()).toBe('YES');
  expect(await approval.getByTestId('approval-vote').textContent()).toMatch(/^You authorise the vote service 127\.0\.0\.1:\d+ to record YES on this proposal:$/);
  expect(await approval.getByTestId('approval-topic').textContent()).toBe('Plant a tree for each node');
  await approval.getByText(hash).waitFor();
  await approve(app);
  await page.getByText('The service lists it with 1 vote.').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
  await card('Plant a tree for each node').getByText(/^You voted yes on/).waitFor();
  await countAnew();
  // Others may have voted meanwhile: what counts is that this vote is in the sum, and the sum on the screen.
  await until('a moved tally', async () => (await votesFor(hash)) >= before + 1, 30_000);
  await until('the tally on the screen', async () => /^Yes \d+%/.test((await card('Plant a tree for each node').getByTestId('tally').textContent()) ?? ''), 30_000);
  await card('Plant a tree for each node').getByRole('button', { name: 'Read' }).click();
  await page.getByText('The wallet counts the same as the service.').waitFor();
  expect(await page.getByTestId('proposal-text').locator('b').count()).toBe(0);
  await page.getByTestId('proposal-text').getByText('<b>nothing</b> here is markup').waitFor();
  expect(await page.getByRole('button', { name: 'Vote yes' }).count()).toBe(0);
  await page.getByRole('button', { name: 'All proposals' }).click();
});

it('shows that a service miscounts', async () => {
  await practiceControl(profile, '/control/xdao', { switch: 'miscount', value: 250 });
  await callApp(page, 'governance.look', undefined);
  await card('Lower the application registration fee').getByRole('button', { name: 'Read' }).click();
  await page.getByText('The service miscounts: its sums are not those of its single votes.').waitFor();
  await page.getByText(/^Yes: the service says .*, its single votes make/).waitFor();
  await practiceControl(profile, '/control/xdao', { switch: 'none' });
  await callApp(page, 'governance.look', undefined);
  await page.getByText('The wallet counts the same as the service.').waitFor();
  await page.getByRole('button', { name: 'All proposals' }).click();
});

it('submits a proposal, pays exactly its fee with its hash as the note, and sees it open', async () => {
  await page.getByRole('button', { name: 'New proposal' }).click();
  await until('the price', async () => (await page.getByTestId('proposal-price').textContent()) === '200 FLUX', 30_000);
  await page.getByLabel('Topic', { exact: true }).fill('Show votes in the wallet');
  await page.getByLabel('What you propose, and why', { exact: true }).fill('Too short.');
  await page.getByRole('button', { name: 'Submit', exact: true }).click();
  await page.getByText('This is too short.').waitFor();
  await page.getByLabel('What you propose, and why', { exact: true }).fill('Votes should be seen where the coins are: in the wallet, and recounted there.');
  // What was typed survives a look elsewhere.
  await goTo(page, 'Portfolio');
  await goTo(page, 'Governance');
  expect(await page.getByLabel('Topic', { exact: true }).inputValue()).toBe('Show votes in the wallet');
  await page.getByRole('button', { name: 'Submit', exact: true }).click();
  const own = page.getByTestId('own-proposal');
  await own.getByRole('button', { name: 'Pay 200 FLUX' }).click();
  const approval = await readyToSign(app);
  expect(await approval.getByTestId('approval-amount').textContent()).toMatch(/^200\.?0* FLUX$/);
  const [submitted] = await callApp(page, 'governance.own', undefined);
  await approval.getByText(submitted?.hash ?? 'no hash').waitFor();
  await approve(app);
  await until('a paid proposal', async () => (await own.getAttribute('data-state')) === 'paying', 30_000);
  await countAnew();
  await until('an open proposal', async () => {
    await callApp(page, 'governance.look', undefined);
    return (await own.getAttribute('data-state')) === 'listed';
  }, 30_000);
  await card('Show votes in the wallet').waitFor();
});

it('says what it does not know instead of showing nothing', async () => {
  await fault(profile, 'xdao', 'down');
  await callApp(page, 'governance.look', undefined);
  await page.getByText('The vote service gave no usable answer').first().waitFor();
  await noFaults(profile, ['xdao']);
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await card('Show votes in the wallet').waitFor();
});
