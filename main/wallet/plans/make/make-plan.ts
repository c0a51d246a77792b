// The wallet's answer to `plan.make`: an intent becomes a plan.
import type { Intent, Plan } from '../../../../shared/contract/money-path';
import { planPay, type Making } from './pay';
import { planReplace } from './replace';
import { planStarts } from './start-nodes';
import { planSwap } from './swap';
import { planSweep } from './sweep';

/** @throws AppError plan/… | replace/… | sweep/… | fee/… | evm/… | address/… | what servers failed with */
export async function makePlan(intent: Intent, making: Making): Promise<Plan> {
  switch (intent.kind) {
    case 'pay': return planPay(intent, making);
    case 'replace': return planReplace(intent, making);
    case 'sweep': return planSweep(intent, making);
    case 'swap': return planSwap(intent, making);
    case 'start-nodes': return planStarts(intent, making);
    case 'sign-message': return { kind: 'message' };
  }
}
