// Starts of the app and of the bare window in turn; each round yields every figure that the bars of start-up and memory need.
import { hashRaw } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';
import { PRODUCTION_KDF } from '../../../main/signer/vault/kdf';
import { inProject } from '../../../build/setup/paths.mjs';
import { practiceAccess } from '../../e2e/drive/practice';
import { proportionalMemory } from '../../e2e/harness/processes';
import { quiet, startMeasured } from './measured-app';
import { PASSWORD, profileWithWallet, shippedApp } from './shipped-app';

export interface Round {
  /** Milliseconds from spawn until a field of the visible window holds a typed letter. */
  readonly accepted: { readonly app: number; readonly bare: number };
  /** Milliseconds from Enter until the portfolio is drawn, and of the bare password hash. */
  readonly shown: { readonly portfolio: number; readonly hash: number };
  /** Bytes of proportional memory; practice is not part of the app's. */
  readonly memory: { readonly app: number; readonly bare: number; readonly practice: number };
  /** Addresses of all script that was fetched until the portfolio stood. */
  readonly scripts: readonly string[];
}

const ROUNDS = 7;
const PORTFOLIO = "document.querySelector('h1')?.textContent === 'Portfolio' && document.querySelector('[data-testid=total]') !== null";

let measured: Promise<readonly Round[]> | undefined;

/** The rounds of this run; one before the first is not counted. */
export function rounds(): Promise<readonly Round[]> {
  measured ??= measure();
  return measured;
}

async function measure(): Promise<readonly Round[]> {
  const profile = await profileWithWallet();
  const found: Round[] = [];
  for (let at = 0; at <= ROUNDS; at += 1) {
    const bare = await bareWindow();
    const app = await unlockedApp(profile);
    if (at > 0) found.push({ accepted: { app: app.accepted, bare: bare.accepted }, shown: app.shown, memory: { ...app.memory, bare: bare.memory }, scripts: app.scripts });
  }
  return found;
}

async function bareWindow(): Promise<{ accepted: number; memory: number }> {
  const app = startMeasured([inProject('tests/e2e/harness/bare-app')]);
  const accepted = (await app.ask('takesLetter', { address: 'data:' })) - app.spawnedAt;
  await quiet(() => app.processes(null).own);
  const memory = proportionalMemory(app.processes(null).own);
  await app.quit();
  return { accepted, memory };
}

async function unlockedApp(profile: string) {
  const app = startMeasured([await shippedApp(), '--profile', profile]);
  const accepted = (await app.ask('takesLetter', { address: 'app://secrets/' })) - app.spawnedAt;
  const practicePid = (await practiceAccess(profile, 60_000)).pid;
  await app.ask('type', { address: 'app://secrets/', text: PASSWORD });
  await quiet(() => app.processes(practicePid).own);
  const before = await bareHash();
  const portfolio = await app.ask('enter', { address: 'app://secrets/', target: 'app://wallet/', condition: PORTFOLIO });
  const hash = (before + (await bareHash())) / 2;
  const scripts = await app.ask('scripts');
  await quiet(() => app.processes(practicePid).own);
  const { own, practice } = app.processes(practicePid);
  const memory = { app: proportionalMemory(own), practice: proportionalMemory(practice) };
  await app.quit();
  return { accepted, shown: { portfolio, hash }, memory, scripts };
}

/** Milliseconds of one argon2id with the parameters that new vaults get. */
async function bareHash(): Promise<number> {
  const { m, t, p } = PRODUCTION_KDF.make;
  const start = performance.now();
  // 2 and 1 are Argon2id and version 1.3: the package's own names are const enums, which isolated modules cannot read.
  await hashRaw(PASSWORD, { salt: randomBytes(16), memoryCost: m, timeCost: t, parallelism: p, outputLen: 32, algorithm: 2, version: 1 });
  return performance.now() - start;
}
