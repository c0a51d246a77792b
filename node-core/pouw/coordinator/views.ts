// What a coordinator shows of its state, in the shapes of the protocol.

import type { BatchView, JobView, Ledger, NodeView } from '../../../shared/pouw/protocol';
import { CAUGHT_OUT, creditsOf, type BatchRecord, type CoordinatorState, type JobRecord, type NodeState } from './state';

export function nodeView({ key, valid, invalid, streak, credits }: NodeState): NodeView {
  return { node: key, valid, invalid, streak, credits, excluded: invalid >= CAUGHT_OUT };
}

/** Answers are shown once they are judged: until then somebody could copy them. */
export function jobView({ job, state, leases, verdict }: JobRecord): JobView {
  const results = leases.flatMap(({ node, result, standing }) => (result && (standing === 'valid' || standing === 'invalid') ? [{ node, output: result.output.sha256, standing }] : []));
  return { job, state, results: results.slice(0, 64), verdict };
}

export function batchView(state: CoordinatorState, batch: BatchRecord): BatchView {
  const jobs = batch.jobs.map((id) => state.job(id));
  const workers = new Set(jobs.flatMap(({ leases }) => leases.flatMap(({ standing, node }) => (standing === 'valid' ? [node] : []))));
  const last = batch.finished ? batch.rounds.at(-1) : undefined;
  return {
    id: batch.id, title: batch.request.title, kind: batch.request.work.kind, publisher: batch.publisher, created: batch.at,
    state: batch.finished ? 'finished' : batch.failed ? 'failed' : 'running',
    jobs: jobs.length, done: jobs.filter((job) => job.state === 'provisional' || job.state === 'final').length,
    result: last ? { blob: last.made, media: last.media } : null,
    curve: batch.rounds.flatMap(({ loss, accuracy }) => (loss === null || accuracy === null ? [] : [{ loss, accuracy }])).slice(-200),
    workers: workers.size,
  };
}

export function ledgerOf(state: CoordinatorState, node: NodeState): Ledger {
  const entries = node.leases.flatMap((id) => {
    const lease = state.lease(id);
    const record = state.job(lease.job);
    if (lease.standing !== 'valid' && lease.standing !== 'void') return [];
    const standing = lease.standing === 'void' ? ('void' as const) : record.state === 'final' ? ('final' as const) : ('provisional' as const);
    return [{ job: record.job.id, lease: id, title: record.job.title, kind: record.job.kind, credits: creditsOf(record.job), at: lease.submittedAt ?? lease.at, standing }];
  });
  return {
    node: nodeView(node), credits: node.credits, escrow: node.escrow,
    entries: entries.reverse().slice(0, 500),
    payouts: state.payouts.filter((payout) => payout.node === node.key).reverse().slice(0, 500).map(({ txid, sat, credits, at }) => ({ txid, sat, credits, at })),
  };
}
