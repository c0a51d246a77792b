// The practice operator behind the running app: its switches for bad days and its books.
import { z } from 'zod';
import { PRACTICE_TOKEN_HEADER } from '../../../shared/practice/control-api';
import { fusionStatusSchema, type FusionStatus, type FusionSwitchRequest } from '../../../shared/practice/fusion-control';
import { practiceAccess, practiceControl } from './practice';

const zAnswer = z.discriminatedUnion('status', [z.object({ status: z.literal('success') }), z.object({ status: z.literal('error'), data: z.object({ code: z.string() }) })]);

/** Switches a fault of the operator on or off. */
export const operatorSwitch = (profile: string, request: FusionSwitchRequest): Promise<unknown> => practiceControl(profile, '/control/fusion', request);

/** Lets go of every swap that is held. */
export const releaseHeld = (profile: string): Promise<unknown> => practiceControl(profile, '/control/fusion/release', {});

/** What support does for one swap that ended without a payout: lets it go on. */
export const reopen = (profile: string, swap: string): Promise<unknown> => practiceControl(profile, '/control/fusion/release', { swap });

/** A registration as somebody else could send it: the deposit is on a public chain, and nobody has to prove that it is theirs. */
export interface Registration {
  readonly chainFrom: string;
  readonly chainTo: string;
  readonly addressFrom: string;
  readonly addressTo: string;
  readonly txidFrom: string;
  readonly amountFrom: number;
}

/**
 * Registers a deposit by the operator's second endpoint, which the wallet does not use.
 * @returns "success", or the code of the refusal
 */
export async function registerElsewhere(profile: string, registration: Registration): Promise<string> {
  const { endpoints } = await practiceAccess(profile);
  const response = await fetch(`${endpoints.fusion.b}/swap/create`, { method: 'POST', headers: { 'content-type': 'application/json', zelid: 'somebody' }, body: JSON.stringify(registration), signal: AbortSignal.timeout(20_000) });
  const answer = zAnswer.parse(await response.json());
  return answer.status === 'success' ? answer.status : answer.data.code;
}

/** Every swap as it truly is, and the books. */
export async function operatorStatus(profile: string): Promise<FusionStatus> {
  const { endpoints, controlToken } = await practiceAccess(profile);
  const response = await fetch(`${endpoints.control}/control/fusion`, { headers: { [PRACTICE_TOKEN_HEADER]: controlToken }, signal: AbortSignal.timeout(20_000) });
  if (!response.ok) throw new Error(`/control/fusion: ${response.status} ${await response.text()}`);
  return fusionStatusSchema.parse(await response.json());
}
