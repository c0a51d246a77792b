// What the light node is started with: its network's peers and sources, the person's limits, the network's clock.

import { chainInfo } from '../../shared/chains/registry';
import type { NetworkId } from '../../shared/chains/ids';
import type { LightNodeStart } from '../../shared/contract/light-node';
import { zLightNodeSettings, type LightNodeSettings, type Settings } from '../../shared/contract/settings';
import type { PracticeReady } from '../../shared/practice/control-api';
import { MAINNET_FLUXOS } from '../session/wallet-feed';

/** Settings of one network's light node; off where nothing is set. */
export function nodeSettings(settings: Settings, network: NetworkId): LightNodeSettings {
  return settings.lightNode[network] ?? zLightNodeSettings.parse({});
}

/**
 * @param ready the practice network's ready line; null while it does not run
 * @returns null when there is nothing to follow yet
 */
export function startMessage(settings: Settings, folder: string, ready: PracticeReady | null, clockOffset: number): LightNodeStart | null {
  const { network } = settings;
  const { peers, paused, diskMegabytes, kilobytesPerSecond } = nodeSettings(settings, network);
  const common = { network, folder, paused, limits: { diskMegabytes, kilobytesPerSecond } };
  if (network === 'practice') {
    if (ready === null) return null;
    const { a, b } = ready.endpoints.flux;
    return { ...common, peers: [...ready.endpoints.p2p, ...peers], tableSources: [a, b].map((url) => ({ kind: 'insight' as const, url })), clockOffset };
  }
  const insight = settings.endpoints.flux ?? chainInfo('flux').endpoints;
  // Peers are found by the DNS seeds of the network's parameters; these come besides.
  return { ...common, peers: [...peers], tableSources: [...MAINNET_FLUXOS.map((url) => ({ kind: 'fluxos' as const, url })), ...insight.map((url) => ({ kind: 'insight' as const, url }))].slice(0, 8), clockOffset: 0 };
}

/** What a running light node cannot be told of: it starts anew when this changes. */
export function fixedPart({ network, folder, peers, tableSources }: LightNodeStart): string {
  return JSON.stringify([network, folder, peers, tableSources]);
}
