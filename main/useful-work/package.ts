// Where the package for useful work is: beside the bundles of a development tree, or beside the archive of an installed app.

import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** @param outDir folder of the bundles @returns its folder, or null where it is not installed */
export function workPackage(outDir: string): string | null {
  const places = [join(outDir, 'useful-work'), join(process.resourcesPath, 'useful-work')];
  return places.find((folder) => existsSync(join(folder, 'modules'))) ?? null;
}
