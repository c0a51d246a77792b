// Where the benches' job host runs: bundled for them alone, as an ordinary user where that can be had, so that Chromium's sandbox is on.
import { join } from 'node:path';
import { command, reason } from '../../../build/setup/command.mjs';
import { inProject } from '../../../build/setup/paths.mjs';
import { startDisplay } from '../../../build/setup/display.mjs';
import { ordinaryUser } from '../../../build/testing/ordinary-user.mjs';
import { electronProgram, sandboxFlags } from '../../e2e/harness/runtime';
import { startJobHost, type JobHost, type JobHostPlace } from '../../pouw/job-host/job-host';

const FOLDER = 'out/bench/host';

interface Place extends JobHostPlace {
  /** The same for a person who reads the table. */
  readonly sandbox: string;
}

let prepared: Promise<Place> | null = null;

async function prepare(): Promise<Place> {
  const result = await command(process.execPath, [inProject('build/bundle.mjs'), '--out', inProject(FOLDER)], { seconds: 300, cwd: inProject() });
  if (result.code !== 0) throw new Error(`bundling failed:\n${reason(result)}`);
  const own: Place = { electron: electronProgram(), outDir: inProject(FOLDER), flags: sandboxFlags(), sandbox: sandboxFlags().length === 0 ? "Chromium's sandbox on" : "Chromium's sandbox OFF" };
  if (process.getuid?.() !== 0) return own;
  const user = await ordinaryUser(own.electron, [FOLDER]);
  if ('obstacle' in user) return { ...own, sandbox: `${own.sandbox}: ${user.obstacle}` };
  process.once('exit', user.end);
  return { electron: user.runtime, outDir: join(user.root, FOLDER), flags: [], through: user.through, env: user.env, sandbox: "Chromium's sandbox on" };
}

/** A fresh job host for as long as the work takes, with a sandbox that stands ready. */
export async function withJobHost<T>(work: (host: JobHost, place: Place) => Promise<T>): Promise<T> {
  prepared ??= prepare();
  const place = await prepared;
  // A screen of this run's user may be closed to another one; a screen of its own is not.
  const screen = place.through ? await startDisplay({ endsWithApp: true }) : null;
  const host = startJobHost(screen ? { ...place, env: { ...place.env, DISPLAY: screen.name } } : place);
  try {
    await host.ask('warm', null);
    return await work(host, place);
  } finally {
    await host.quit();
    await screen?.stop();
  }
}

/** Folder of the package with the bundled thread of a host without Electron. */
export async function workPrograms(): Promise<string> {
  prepared ??= prepare();
  await prepared;
  return join(inProject(FOLDER), 'useful-work');
}
