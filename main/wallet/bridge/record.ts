// A swap as it is kept: what was agreed, where it stands, what the operator and the chain last said. Amounts are 10⁻⁸ FLUX.

import { z } from 'zod';
import { FUSION_CHAINS } from '../../../shared/fusion/chains';
import { zChain } from '../../../shared/contract/base';
import { zOperatorWord, zSwapState, type SwapState } from '../../../shared/contract/bridge';
import { zSwapId } from '../../../shared/contract/money-path';
import { checkStep } from './states';

const zWhole = z.string().regex(/^-?\d{1,78}$/).transform((digits) => BigInt(digits));

export const zSwapRecord = z.object({
  id: zSwapId,
  from: zChain,
  to: z.enum(FUSION_CHAINS),
  amount: zWhole,
  /** What Fusion's figures promised when the person agreed. */
  fee: zWhole,
  arrives: zWhole,
  sender: z.string(),
  recipient: z.string(),
  own: z.boolean(),
  deposit: z.string(),
  /** Confirmations of the deposit that Fusion's ladder named then. */
  confirmations: z.number().int().nullable(),
  createdAt: z.number(),
  changedAt: z.number(),
  state: zSwapState,
  /** Whether Fusion was told of a deposit of this swap, or may have been: written before it is told. Records from before this was kept were. */
  told: z.boolean().default(true),
  operator: zOperatorWord.nullable(),
  /** Fusion's own id of the swap, for its support. */
  operatorId: z.string().nullable(),
  /** When Fusion first said that it has paid, in network time. */
  finishedAt: z.number().nullable(),
  /** The payout as the receiving chain last showed it. */
  payout: z.object({ txid: z.string(), height: z.number().int(), amount: zWhole, /** Confirmations that are waited for. */ want: z.number().int() }).nullable(),
  /** No longer looked at, although its state is no end. */
  closed: z.boolean(),
  /** Every step with its time: the last ones, for support. */
  log: z.array(z.object({ at: z.number(), kind: z.string(), note: z.string() })),
});
export type SwapRecord = Readonly<z.output<typeof zSwapRecord>>;
export type OperatorWord = z.infer<typeof zOperatorWord>;

const MOST_LOG = 60;

/**
 * The record after a step.
 * @param at network time
 * @throws AppError bridge/bad-step
 */
export function stepped(record: SwapRecord, state: SwapState, at: number): SwapRecord {
  checkStep(record.state, state);
  const moved = state.kind !== record.state.kind;
  const note = state.kind === 'contradicted' ? state.what : state.kind === 'refused' ? state.how : state.kind === 'deposit-failed' ? state.reason.code : state.kind === 'depositing' ? state.reason?.code ?? '' : '';
  const last = record.log.at(-1);
  const log = !moved && last?.note === note ? record.log : [...record.log, { at, kind: state.kind, note }].slice(-MOST_LOG);
  return { ...record, state, changedAt: at, closed: moved ? false : record.closed, log };
}
