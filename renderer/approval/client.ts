// The approval window's two calls: read the review, answer it.

import type { z } from 'zod';
import type { approvalCalls } from '../../shared/contract/app';
import { bridge, outputOf } from '../app/bridge';

type Calls = typeof approvalCalls;
export type Approval = z.output<Calls['approval.get']['out']>;

/** @throws AppError what main answered */
export async function readApproval(): Promise<Approval> {
  return (await outputOf(bridge().call('approval.get', undefined))) as Approval;
}

/** @param hash of the review that was shown @throws AppError what main answered */
export async function answerApproval(hash: string, approve: boolean): Promise<void> {
  await outputOf(bridge().call('approval.answer', { hash, approve }));
}
