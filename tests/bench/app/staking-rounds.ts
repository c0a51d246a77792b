// Staking with many and with few own nodes in turn, timed inside the page that a person sees.
import { numberInPage } from './in-page';
import { profileWithNodes, type NodeStanding } from './seeded-profile';
import { profileWithWallet } from './shipped-app';
import { inUnlocked } from './unlocked';

export interface StakingRound {
  /** Milliseconds from the click on Staking until its rows are drawn, nothing cached. */
  readonly many: number;
  readonly few: number;
}

const ROUNDS = 5;

let original: Promise<string> | undefined;

export async function stakingRounds(many: number, few: number, standing: NodeStanding): Promise<readonly StakingRound[]> {
  original ??= profileWithWallet();
  const wallet = await original;
  const profiles = { many: profileWithNodes(wallet, many, standing), few: profileWithNodes(wallet, few, standing) };
  const found: StakingRound[] = [];
  for (let at = 0; at < ROUNDS; at += 1) {
    const little = await opening(profiles.few, few, few);
    found.push({ many: await opening(profiles.many, many, few), few: little });
  }
  return found;
}

/** @param rows how many must be drawn: as many as both screens have */
const opening = (profile: string, nodes: number, rows: number): Promise<number> => inUnlocked(profile, (app) => numberInPage(app, `
  const drawn = () => document.querySelectorAll('[data-testid=node-row]').length;
  const start = performance.now();
  document.querySelector('nav button[aria-label=Staking]').click();
  await until(() => drawn() >= ${rows});
  await frame();
  const took = performance.now() - start;
  const shown = document.querySelector('[role=table][aria-rowcount]').getAttribute('aria-rowcount');
  if (Number(shown) !== ${nodes} + 1) throw new Error('the table has ' + shown + ' rows');
  return took;
`));
