// The way to one node: a login phrase is known to the node that gave it alone, so that everything after it goes there (flux-services 3.1).

import { AppError } from '../../../../shared/errors/app-error';
import { isPublicNode, nodeOfHeader, nodeText, nodeUrl } from '../../../../shared/fluxos/node-address';

export interface NodeDoor {
  /** Address that calls begin with, without a slash at the end. */
  readonly base: string;
  /** The node's name for people. */
  readonly name: string;
}

/**
 * @param gateway that was asked
 * @param header its answer's `fluxnode`; without one, what was asked is a node itself
 * @throws AppError cloud/no-node when the header names no node that may be spoken to
 */
export function doorOf(gateway: string, header: string | undefined): NodeDoor {
  const asked = new URL(gateway);
  if (header === undefined) return { base: trimmed(gateway), name: asked.host };
  const node = nodeOfHeader(header);
  // Only a gateway on this computer (the practice network's) can have its nodes here.
  if (node !== null && node.ip === '127.0.0.1' && isHere(asked)) return { base: `http://127.0.0.1:${node.port}`, name: nodeText(node) };
  if (node === null || isHere(asked) || !isPublicNode(node)) throw new AppError('cloud/no-node', 'the gateway names no node that can be spoken to', { context: { header: header.slice(0, 80) } });
  return { base: nodeUrl(node), name: nodeText(node) };
}

const isHere = ({ hostname }: URL): boolean => hostname === '127.0.0.1' || hostname === 'localhost';
export const trimmed = (base: string): string => base.replace(/\/+$/, '');
