// Finds Anvil in the npm package of this platform.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../../../shared/errors/app-error';

const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/** Name of the npm package with Anvil for a platform, as Foundry publishes them. */
export function anvilPackage(platform: string, architecture: string): string {
  return `@foundry-rs/anvil-${platform}-${ARCHITECTURES[architecture] ?? architecture}`;
}

/**
 * Path of the program, searched in the node_modules folders above `from`.
 * In a packaged app it lies beside the archive, where it can be executed.
 * @throws AppError `practice/anvil-missing`
 */
export function findAnvil(from: string = __dirname, platform: string = process.platform, architecture: string = process.arch): string {
  const name = anvilPackage(platform, architecture);
  const program = platform === 'win32' ? 'anvil.exe' : 'anvil';
  for (let folder = from.replace(/app\.asar(?=[\\/]|$)/, 'app.asar.unpacked'); ; folder = dirname(folder)) {
    const path = join(folder, 'node_modules', name, 'bin', program);
    if (existsSync(path)) return path;
    if (dirname(folder) === folder) throw new AppError('practice/anvil-missing', `the package ${name} is not installed`, { context: { package: name } });
  }
}
