// Numbers of servers' keys: which nodes have one of this wallet's own keys, and which number the next node gets.

import type { NodeKeys } from './node-keys';
import type { NodeStore } from './node-store';
import type { NodeRecord } from './record';

type Identity = NonNullable<NodeRecord['identity']>;

/** The highest number that a node of this wallet has, -1 when none has one. Hidden nodes count: their servers may still have the key. */
function highestOf(nodes: NodeStore): number {
  return nodes.all().reduce((highest, { identity }) => (identity?.kind === 'own' ? Math.max(highest, identity.index) : highest), -1);
}

/**
 * The next number that no node of this wallet has had. A node that was found started and not yet confirmed has a key that no list names:
 * it may be the next one of an earlier life of this wallet, so that each of these keeps a number free.
 */
function nextNumber(nodes: NodeStore): number {
  return highestOf(nodes) + 1 + nodes.all().filter(({ identity }) => identity === null).length;
}

/** Identity of a new node. @param wish `own`, or a public key in hex; an own one is known as such */
export function newIdentity(wish: string, nodes: NodeStore, keys: NodeKeys): Identity {
  if (wish === 'own') return { kind: 'own', index: nextNumber(nodes) };
  const index = keys.numberOf(wish, highestOf(nodes));
  return index === null ? { kind: 'other', publicKey: wish } : { kind: 'own', index };
}

/**
 * Gives nodes whose server has one of the wallet's own keys its number. Each one found widens what is looked at, so that the order in
 * which nodes are found does not matter.
 * @returns whether any was
 */
export function recognise(nodes: NodeStore, keys: NodeKeys): boolean {
  let any = false;
  for (;;) {
    const highest = highestOf(nodes);
    const found = nodes.all().flatMap((record) => {
      const index = record.identity?.kind === 'other' ? keys.numberOf(record.identity.publicKey, highest) : null;
      return index === null ? [] : [{ record, index }];
    });
    if (found.length === 0) return any;
    for (const { record, index } of found) nodes.put({ ...record, identity: { kind: 'own', index } });
    any = true;
  }
}
