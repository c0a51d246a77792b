// Hosts of Flux and Zelcore, hosts that only look like theirs, and hosts below theirs that others run.

import { editDistance } from '../text/edit-distance';

/**
 * `official`: run by Flux or Zelcore. `node`: a FluxNode, run by anybody, under an official name; logging in to one is ordinary.
 * `cloud-app`: anybody's app on the Flux cloud, under an official name. `look-alike`: made to be taken for an official one.
 */
export type Standing = 'official' | 'node' | 'cloud-app' | 'look-alike' | 'other';

const OFFICIAL = ['runonflux.io', 'zelcore.io'] as const;
/** Names that apps of the cloud get: name.app.runonflux.io. */
const CLOUD_APPS = /(?:^|\.)app\d*\.runonflux\.io$/;
const NODES = /\.node\.api\.runonflux\.io$/;
/** Mistakes in the name's main part that still look like it; the shorter name has more neighbours that mean no harm. */
const NEAR: Readonly<Record<string, number>> = { runonflux: 3, zelcore: 2 };

const isBelow = (host: string, name: string): boolean => host === name || host.endsWith(`.${name}`);

/** The official name that a foreign host imitates; null when it imitates none. */
function imitates(host: string): string | null {
  const labels = host.split('.');
  for (const name of OFFICIAL) {
    const main = name.slice(0, name.indexOf('.'));
    const limit = NEAR[main] ?? 1;
    if (labels.some((label) => label.includes(main) || editDistance(label, main, limit) < limit || label.split('-').some((part) => editDistance(part, main, limit) < limit))) return name;
  }
  return null;
}

/** @param host lower case, in ASCII form */
export function standingOf(host: string): { standing: Standing; like: string | null } {
  if (CLOUD_APPS.test(host)) return { standing: 'cloud-app', like: null };
  if (NODES.test(host)) return { standing: 'node', like: null };
  if (OFFICIAL.some((name) => isBelow(host, name))) return { standing: 'official', like: null };
  const like = imitates(host);
  // Letters of other alphabets can be drawn like Latin ones: no reader can tell.
  if (like !== null || /(?:^|\.)xn--/.test(host)) return { standing: 'look-alike', like };
  return { standing: 'other', like: null };
}
