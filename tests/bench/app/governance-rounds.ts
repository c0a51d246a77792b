// Governance with many and with few proposals in turn, timed inside the page that a person sees, from the service's answer on.
import { createHash, randomUUID } from 'node:crypto';
import { appendFileSync, cpSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { numberInPage } from './in-page';
import { profileWithWallet } from './shipped-app';
import { inUnlocked } from './unlocked';

export interface GovernanceRound {
  /** Milliseconds from the click on Governance until its first page is drawn, nothing cached. */
  readonly many: number;
  readonly few: number;
}

const ROUNDS = 5;
/** Cards that the screen draws at first; both lists have as many open proposals. */
const DRAWN = 20;
const HOUR = 3_600_000;

/** A profile whose vote service holds so many proposals, with so many votes on each. */
function profileWithProposals(original: string, count: number, voters: number): string {
  const profile = mkdtempSync(join(tmpdir(), 'fluxkeep-bench-'));
  cpSync(original, profile, { recursive: true });
  const network = join(profile, 'practice-network');
  const world = readdirSync(network).find((name) => name.startsWith('world-'));
  if (world === undefined) throw new Error('the profile has no practice world');
  const now = Date.now();
  const lines: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const isOpen = index < DRAWN;
    const hash = createHash('sha256').update(`proposal ${index}`).digest('hex');
    const submitDate = isOpen ? now - HOUR : now - (9 * 24 + index) * HOUR;
    lines.push(JSON.stringify({ t: 'proposal', proposal: {
      hash, topic: `Proposal number ${index} of many`, description: 'A description of the usual length. '.repeat(20), grantValue: 0, grantAddress: '', nickName: '', submitDate, votesRequired: 252,
      status: isOpen ? 'Open' : 'Passed', txid: hash, votesYes: isOpen ? 0 : 300, votesNo: 0, crawl: 0,
    } }));
    if (!isOpen) for (let voter = 0; voter < voters; voter += 1) lines.push(JSON.stringify({ t: 'vote', phrase: randomUUID(), vote: { hash, fluxId: `1Voter${voter}`, yes: true, at: submitDate + HOUR } }));
  }
  appendFileSync(join(network, world, 'xdao.log'), `${lines.join('\n')}\n`);
  return profile;
}

export async function governanceRounds(many: number, few: number, votes: number): Promise<readonly GovernanceRound[]> {
  const wallet = await profileWithWallet();
  const profiles = { many: profileWithProposals(wallet, many, Math.ceil(votes / many)), few: profileWithProposals(wallet, few, Math.ceil(votes / many)) };
  const found: GovernanceRound[] = [];
  for (let at = 0; at < ROUNDS; at += 1) {
    const little = await opening(profiles.few);
    found.push({ many: await opening(profiles.many), few: little });
  }
  return found;
}

const opening = (profile: string): Promise<number> => inUnlocked(profile, (app) => numberInPage(app, `
  const drawn = () => document.querySelectorAll('[data-testid=proposal]').length;
  const start = performance.now();
  document.querySelector('nav button[aria-label=Governance]').click();
  await until(() => drawn() >= ${DRAWN});
  await frame();
  return performance.now() - start;
`));
