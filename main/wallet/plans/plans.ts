// The door of this folder: the calls of the contract that preview, plan and carry out payments.
import { chainOf, familyOf } from '../../../shared/chains/ids';
import type { Handlers } from '../../../shared/contract/base';
import { walletMainCalls, walletWindowCalls } from '../../../shared/contract/wallet';
import { AppError } from '../../../shared/errors/app-error';
import { buildPaymentUri } from '../../../shared/uri/payment-uri';
import { ChosenFees } from './make/chosen-fees';
import { makePlan } from './make/make-plan';
import type { Making } from './make/pay';
import { seedSource } from './make/seed';
import { Outbox } from './outbox/outbox';
import type { DepositPreview, DepositRequest, PlanPorts } from './ports';
import { previewConsolidate, type Consolidation } from './preview/consolidate';
import { previewDeposit } from './preview/deposit';
import { previewEmptyFlux, type Emptying } from './preview/empty-flux';
import { previewFunding, type Funding } from './preview/funding';
import { checkAddress, recognise } from './preview/recipient';
import { previewReplace } from './preview/replace';
import { previewSend } from './preview/send';
import { previewSweep } from './preview/sweep';

/** Longest link that a code of a size that cameras read can hold. */
const MAX_RECEIVE_URI = 600;

type PlanCalls = Pick<typeof walletWindowCalls, 'send.preview' | 'send.recognise' | 'replace.preview' | 'sweep.preview' | 'receive.uri'>
  & Pick<typeof walletMainCalls, 'plan.make' | 'plan.carryOut'>;

export interface Plans {
  readonly handlers: Handlers<PlanCalls>;
  /** Call `tick` once after opening, after each sync round, and when the time is up that it answered. */
  readonly outbox: Outbox;
  /** What a deposit to a bridge's operator would take. What stands in the way is told in it; only programming errors throw. */
  deposits(request: DepositRequest): Promise<DepositPreview>;
  /** What a FluxNode's new collateral would take. */
  funding(): Promise<Funding>;
  /** Every spendable coin of the Flux main chain into one. */
  consolidate(): Promise<Consolidation>;
  /** Every coin of the Flux main chain elsewhere, with the collateral that is named (`txid:vout`). */
  emptyFlux(to: string, free: ReadonlySet<string>): Promise<Emptying>;
}

/** One wallet's plans; made when the wallet opens, dropped when it closes. */
export function createPlans(ports: PlanPorts): Plans {
  const making: Making = { ports, chosen: new ChosenFees(), seedFor: seedSource(ports.random) };
  const outbox = new Outbox(ports);
  return {
    outbox,
    deposits: (request) => previewDeposit(request, making),
    funding: () => previewFunding(making),
    consolidate: () => previewConsolidate(making),
    emptyFlux: (to, free) => previewEmptyFlux(to, free, making),
    handlers: {
      'send.preview': (draft) => previewSend(draft, making),
      'send.recognise': ({ text }) => {
        const found = recognise(text, ports.network);
        return { ...found, chains: [...found.chains] };
      },
      'replace.preview': (input) => previewReplace(input, making),
      'sweep.preview': (input) => previewSweep(input, making),
      'receive.uri': ({ asset, address, amount, label }) => {
        const units = amount === null ? null : BigInt(amount);
        if (units !== null && units <= 0n) throw new AppError('uri/bad-amount', 'the amount must be above zero');
        const uri = buildPaymentUri({ asset, address: checkAddress(address, familyOf(chainOf(asset)), ports.network), amount: units, label, message: null });
        if (uri.length > MAX_RECEIVE_URI) throw new AppError('uri/text-too-long', 'the label makes the link too long for a code', { context: { max: MAX_RECEIVE_URI } });
        return { uri };
      },
      'plan.make': ({ intent }) => makePlan(intent, making),
      'plan.carryOut': async ({ intent, signed }) => {
        const { id, txid, sent, reason } = await outbox.carryOut(intent, signed);
        return { id, txid, sent, reason: reason === null ? null : { ...reason, context: { ...reason.context } } };
      },
    },
  };
}
