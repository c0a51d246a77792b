// What is measured: the app as it is shipped (minified, without source maps), on a profile with one wallet that the real window made.
import { copyFileSync, mkdirSync } from 'node:fs';
import { command, reason } from '../../../build/setup/command.mjs';
import { inProject } from '../../../build/setup/paths.mjs';
import { callApp } from '../../e2e/drive/bridge';
import { createWallet } from '../../e2e/drive/onboarding';
import { freshProfile, launchApp, removeProfile } from '../../e2e/harness/app';

export const PASSWORD = 'seven purple lanterns drift';
const folder = inProject('out/bench/app');

let bundled: Promise<string> | undefined;

/** The folder to start Electron on; bundled once per run. */
export function shippedApp(): Promise<string> {
  bundled ??= bundle();
  return bundled;
}

async function bundle(): Promise<string> {
  mkdirSync(folder, { recursive: true });
  copyFileSync(inProject('package.json'), `${folder}/package.json`);
  const result = await command(process.execPath, [inProject('build/bundle.mjs'), '--production', '--out', `${folder}/out`], { seconds: 300, cwd: inProject() });
  if (result.code !== 0) throw new Error(`bundling failed:\n${reason(result)}`);
  return folder;
}

/** A profile with one practice wallet, locked; removed when this process ends. */
export async function profileWithWallet(): Promise<string> {
  process.env.FLUXKEEP_APP = await shippedApp();
  const profile = freshProfile();
  process.once('exit', () => removeProfile(profile));
  const app = await launchApp({ profile });
  await createWallet(app, { name: 'Bench', password: PASSWORD });
  // Answered once the wallet's database is open: a profile without one is no profile of somebody who comes back.
  await callApp(await app.window('main'), 'portfolio.get', undefined);
  await app.quit();
  return profile;
}
