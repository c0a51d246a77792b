// A delegation: a Flux ID says in a signed message which worker acts for it, and where payouts go. The worker's key can then be
// thrown away without touching the wallet's.

export interface DelegationTerms {
  /** Public key of the worker, hexadecimal. */
  readonly node: string;
  /** Flux address. */
  readonly payout: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** The text that is signed; its first line says to a person what it is. */
export function delegationText({ node, payout, until }: DelegationTerms): string {
  return [
    'This lets a worker for useful work act for this Flux ID. It moves no coins.',
    `worker: ${node}`,
    `payouts to: ${payout}`,
    `until: ${new Date(until).toISOString()}`,
  ].join('\n');
}
