// How firmly a block stands: by how many blocks of how many different confirmed nodes on top of it. docs/light-node.md says what that proves.
import { PROVEN_BLOCKS, PROVEN_PRODUCERS } from '../../shared/flux/proof-rule';
import type { Producer } from './verdict';

/** A checked block, as much of it as the rule and a proof need. */
export interface CheckedBlock {
  readonly height: number;
  /** Display form. */
  readonly hash: string;
  /** Unix seconds. */
  readonly time: number;
  /** Wire form of the header. */
  readonly header: Uint8Array;
  readonly producer: Producer;
}

export interface Above {
  readonly blocks: number;
  /** Different confirmed collaterals among their makers. */
  readonly producers: number;
  readonly emergency: number;
}

/** What stands on `height`; `blocks` are the newest checked ones, oldest first and without a gap. */
export function above(height: number, blocks: readonly CheckedBlock[]): Above {
  const on = blocks.filter((block) => block.height > height);
  const producers = new Set(on.flatMap(({ producer }) => (producer.kind === 'confirmed' ? [producer.collateral] : [])));
  return { blocks: (blocks.at(-1)?.height ?? height) - height, producers: producers.size, emergency: on.filter(({ producer }) => producer.kind === 'emergency').length };
}

/**
 * The newest block that the rule holds for, by counting down from the tip; null when it holds for none. An emergency block ends the
 * count: what two keys can make at any height is no evidence for what lies below it, until enough other blocks stand on it.
 */
export function provenTo(blocks: readonly CheckedBlock[]): CheckedBlock | null {
  const producers = new Set<string>();
  let count = 0;
  for (let at = blocks.length - 1; at >= 0; at -= 1) {
    const block = blocks[at];
    if (block === undefined) return null;
    if (count >= PROVEN_BLOCKS && producers.size >= PROVEN_PRODUCERS) return block;
    if (block.producer.kind === 'emergency') return null;
    count += 1;
    if (block.producer.kind === 'confirmed') producers.add(block.producer.collateral);
  }
  return null;
}
