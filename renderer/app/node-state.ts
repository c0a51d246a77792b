// What the light node does now, in one word of a fixed set: the head of every screen and the node's own screen say the same.

import type { LightNodeView } from '../../shared/contract/light-node-window';

export type NodePhase = 'waiting' | 'starting' | 'restarting' | 'stopped' | 'connecting' | 'table' | 'headers' | 'blocks' | 'following' | 'late' | 'peers-syncing' | 'paused' | 'halted';

/** Null: it is off. `late`: it stands at the tip, and the tip is too old for anything to be proven. */
export function nodePhase({ process, status }: LightNodeView): NodePhase | null {
  if (process === null) return null;
  if (process.state !== 'running') return process.state;
  if (status === null) return 'starting';
  return status.phase.kind === 'following' && !status.verified ? 'late' : status.phase.kind;
}

/** Height up to which the chain is verified; null when it is not, or not any more. */
export function verifiedHeight({ process, status }: LightNodeView): number | null {
  return process?.state === 'running' && status?.verified === true ? (status.tip?.height ?? null) : null;
}
