// A package of the bundle under test, built once per test file that asks for it, with stock fuses so that it can be driven.
import { join } from 'node:path';
import { command, reason } from '../../../build/setup/command.mjs';
import { inProject } from '../../../build/setup/paths.mjs';

/**
 * @param output an empty folder
 * @returns the packaged app's binary, for launchApp({ packaged })
 */
export async function packageApp(output: string): Promise<string> {
  const args = [inProject('build/package.mjs'), '--as-is', '--output', output];
  const result = await command(process.execPath, args, { seconds: 180, cwd: inProject() });
  if (result.code !== 0) throw new Error(`packaging failed:\n${reason(result)}`);
  return join(output, 'linux-unpacked/fluxkeep');
}
