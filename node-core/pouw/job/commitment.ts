// What binds a worker to a result that nobody has seen: copying another's answer needs the answer before one's own commitment.

import { createHash } from 'node:crypto';

/** SHA-256 of the output's hash, the worker's key and the salt, each as its bytes. All hexadecimal. */
export function commitmentOf(outputSha256: string, node: string, salt: string): string {
  return createHash('sha256').update(Buffer.from(outputSha256 + node + salt, 'hex')).digest('hex');
}
