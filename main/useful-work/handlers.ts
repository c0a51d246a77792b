// What main answers of useful work to the main window.

import type { Client, Handlers } from '../../shared/contract/base';
import type { usefulWorkCalls } from '../../shared/contract/useful-work';
import type { walletCalls } from '../../shared/contract/wallet';
import { AppError } from '../../shared/errors/app-error';
import { delegationText } from '../../shared/pouw/delegation';
import type { PathOfMoney } from '../money/path-of-money';
import type { Session } from '../session/session';
import type { UsefulWorkParts } from './assemble';

export interface UsefulWorkHandlerDeps {
  readonly session: Session;
  readonly money: PathOfMoney;
  wallet(): Client<typeof walletCalls>;
}

const DAY_MS = 86_400_000;

export function usefulWorkHandlers({ work, child }: UsefulWorkParts, deps: UsefulWorkHandlerDeps): Handlers<typeof usefulWorkCalls> {
  return {
    'usefulWork.get': () => work.view(),
    'usefulWork.set': (patch) => work.set(patch),
    'usefulWork.submit': (input) => child.calls['work.submit'](input),
    'usefulWork.result': (input) => child.calls['work.result'](input),
    'usefulWork.output': (input) => child.calls['work.output'](input),
    'usefulWork.delegate': async ({ days }) => {
      const { fluxId } = deps.session.require();
      const { node } = work;
      if (node === null) throw new AppError('pouw/not-started', 'the worker has to run once before it can be delegated to');
      await deps.session.whenOpen();
      const { address: payout } = await deps.wallet()['receive.fresh']({ chain: 'flux', scriptType: null });
      const until = Date.now() + days * DAY_MS;
      const message = delegationText({ node, payout, until });
      const outcome = await deps.money.submit({ kind: 'sign-message', scheme: 'bitcoin', key: fluxId.key, address: fluxId.address, message, purpose: null });
      if (outcome.kind !== 'signed-message') return { done: false };
      work.delegated(node, { fluxId: fluxId.address, payout, until, signature: outcome.signature });
      return { done: true };
    },
    'usefulWork.startAgain': () => work.startAgain(),
  };
}
