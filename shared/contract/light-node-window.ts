// The light node as the main window sees it: what the person set, what its process does, and what it said last.

import { z } from 'zod';
import { call, zHash, zNetwork, zNothing, zProcessState } from './base';
import { zLightNodeStatus } from './light-node';
import { zLightNodePatch, zLightNodeSettings } from './settings';

const window = ['main-window'] as const;

export const zLightNodeView = z.object({
  network: zNetwork,
  settings: zLightNodeSettings.omit({ folder: true }),
  /** Where its data lies, and what is free there; null where the system does not say. */
  folder: z.object({ path: z.string().max(4000), chosen: z.boolean(), freeBytes: z.number().nonnegative().nullable() }),
  /** Null while it is off. `waiting`: switched on, but the network that it follows does not run yet. */
  process: z.union([zProcessState, z.object({ state: z.literal('waiting') })]).nullable(),
  /** What it said last; null before it said anything. */
  status: zLightNodeStatus.nullable(),
  /** Blocks that it checked in each of the last minutes, oldest first. */
  pace: z.array(z.number().nonnegative()).max(120),
});
export type LightNodeView = z.infer<typeof zLightNodeView>;

export const lightNodeWindowCalls = {
  'lightNode.get': call('main', window, zNothing, zLightNodeView),
  /** @throws AppError settings/… */
  'lightNode.set': call('main', window, zLightNodePatch, zNothing),
  /** Asks for a folder in a dialog of the system and moves the data there; `usual`: back into the profile. @throws AppError light-node/… */
  'lightNode.folder': call('main', window, z.object({ to: z.enum(['choose', 'usual']) }), z.object({ moved: z.boolean() })),
  /** Starts it once more after it gave up. */
  'lightNode.startAgain': call('main', window, zNothing, zNothing),
  /** Saves the proof of a transaction where the person says. @throws AppError proof/… */
  'lightNode.saveProof': call('main', window, z.object({ txid: zHash }), z.object({ saved: z.boolean() })),
} as const;
