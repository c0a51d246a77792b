// The numbers that a coordinator decides by. What each cheat costs under them is simulated (tests/pouw/simulation, docs/pouw-protocol.md).

export interface CoordinatorPolicy {
  /** Valid results in a row after which a node's word is taken alone most of the time (BOINC's rule, which takes ten). */
  readonly trustAfter: number;
  /** A trusted node is checked at least this often, as a share of its jobs. */
  readonly leastChecks: number;
  /** Checks that a node has to pass before what it did alone counts for good. */
  readonly checks: number;
  /** Valid results without a wrong one after which a single check is enough. */
  readonly provenAfter: number;
  /** Share of trusted nodes' results whose beginning the coordinator does again itself before they count; depthOf in judge.ts says how much of it. */
  readonly looks: number;
  /** Share of results that newcomers agree about that it does again whole. */
  readonly agreedLooks: number;
  readonly leaseMs: number;
  /** Leases that a node may hold at once, those that wait for others to commit among them. */
  readonly mostLeases: number;
  /** Seconds after which a worker without work asks again. */
  readonly retryAfterSeconds: number;
  /** Times that one worker may take the same job and let it lapse. */
  readonly mostTries: number;
  /** Milliseconds that a node has to hand in a state that a dispute needs. */
  readonly stateMs: number;
}

export const USUAL_POLICY: CoordinatorPolicy = {
  trustAfter: 19, leastChecks: 0.07, checks: 2, provenAfter: 50, looks: 0.02, agreedLooks: 0.45,
  leaseMs: 600_000, mostLeases: 16, retryAfterSeconds: 15, mostTries: 4, stateMs: 120_000,
};
