// When a coin of the Flux main chain counts as proven (docs/light-node.md): depth, different producers, and how young the tip must be.
// 40 blocks are as deep as fluxd reorganises (MAX_REORG_LENGTH); 25 collaterals, because one owner of one node can make a chain of any length alone.

/** Blocks that must stand on the coin's block. */
export const PROVEN_BLOCKS = 40;
/** Different confirmed collaterals that must have made them. */
export const PROVEN_PRODUCERS = 25;
/** Milliseconds: an older tip says nothing of now. */
export const YOUNG_TIP = 600_000;
/** Milliseconds that a block may be ahead of the clock (main.cpp, MAX_FUTURE_BLOCK_TIME of PON). */
export const TIP_AHEAD = 300_000;
