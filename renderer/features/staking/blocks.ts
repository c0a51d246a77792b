// Blocks of the Flux main chain as time: one each 30 seconds on average (flux-chain 4.3). Estimates only.

import { formatDuration } from '../../i18n/format';

const SPACING_SECONDS = 30;

/** How long `blocks` take, in words; blocks that are over count as one. */
export const blocksTime = (blocks: number): string => formatDuration(Math.max(1, blocks) * SPACING_SECONDS);
