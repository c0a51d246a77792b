// Answers every call of the contract that the wallet process owns. While no wallet is open, all but opening one is refused.

import type { Handlers } from '../../../shared/contract/base';
import type { walletCalls } from '../../../shared/contract/wallet';
import { AppError } from '../../../shared/errors/app-error';
import { verifySigned } from '../messages/verify';
import { OpenWallet } from './open-wallet';
import type { WalletWorld } from './world';

/** Milliseconds between opening and the first sync; the window reads its first screen in them. */
const SYNC_AFTER_MS = 400;

/** @returns handlers, and a way to close whatever is open before the process ends */
export function walletHandlers(world: WalletWorld): { handlers: Handlers<typeof walletCalls>; close: () => Promise<void> } {
  let open: OpenWallet | null = null;
  /** Opening and closing run one after the other: the database belongs to one wallet at a time. */
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const run = queue.then(work, work);
    queue = run.catch(() => undefined);
    return run;
  };
  const wallet = (): OpenWallet => {
    if (!open) throw new AppError('wallet/not-open', 'no wallet is open');
    return open;
  };
  const close = (): Promise<void> => inTurn(async () => {
    const closing = open;
    open = null;
    await closing?.close();
  });

  const handlers: Handlers<typeof walletCalls> = {
    'wallet.open': (input) => inTurn(async () => {
      await open?.close();
      open = null;
      const fresh = new OpenWallet(input, world);
      open = fresh;
      // What is stored is read first: seven chains that begin to sync would stand between the password and the portfolio.
      setTimeout(() => {
        if (open === fresh) fresh.start();
      }, SYNC_AFTER_MS);
    }).then(() => undefined),
    'wallet.close': () => close().then(() => undefined),
    'wallet.configure': (input) => inTurn(() => wallet().configure(input)).then(() => undefined),
    'wallet.accounts': (accounts) => wallet().setAccounts(accounts).then(() => undefined),
    'wallet.contacts': ({ contacts }) => {
      wallet().setContacts(contacts);
      return undefined;
    },

    'portfolio.get': () => wallet().portfolio.get(wallet().currency),
    'portfolio.chart': ({ days }) => wallet().portfolio.chart(days),
    'activity.list': ({ filter, offset, limit }) => wallet().history.list(filter, offset, limit),
    'activity.get': ({ id }) => wallet().history.get(id),
    'activity.export': ({ filter }) => ({ csv: wallet().history.export(filter) }),
    'activity.label': ({ id, label }) => {
      wallet().history.label(id, label);
      world.emit('activity.changed', undefined);
      return undefined;
    },
    'receive.fresh': ({ chain, scriptType }) => wallet().receive.fresh(chain, scriptType),
    'receive.list': ({ chain }) => wallet().receive.list(chain),
    'receive.label': ({ chain, address, label }) => {
      wallet().receive.label(chain, address, label);
      world.emit('receive.changed', undefined);
      return undefined;
    },
    'receive.uri': (input) => {
      wallet().askFor(input.asset);
      return wallet().plans.handlers['receive.uri'](input);
    },
    'send.preview': (input) => wallet().plans.handlers['send.preview'](input),
    'send.recognise': (input) => wallet().plans.handlers['send.recognise'](input),
    'replace.preview': (input) => wallet().plans.handlers['replace.preview'](input),
    'sweep.preview': (input) => wallet().plans.handlers['sweep.preview'](input),
    'plan.make': (input) => {
      wallet().bridge.hold(input.intent);
      wallet().staking.hold(input.intent);
      wallet().cloud.hold(input.intent);
      return wallet().plans.handlers['plan.make'](input);
    },
    'plan.carryOut': (input) => wallet().plans.handlers['plan.carryOut'](input),
    'bridge.service': () => wallet().bridge.handlers['bridge.service'](undefined),
    'bridge.quote': (input) => wallet().bridge.handlers['bridge.quote'](input),
    'bridge.begin': (input) => wallet().bridge.handlers['bridge.begin'](input),
    'bridge.abandon': (input) => wallet().bridge.handlers['bridge.abandon'](input),
    'bridge.list': (input) => wallet().bridge.handlers['bridge.list'](input),
    'bridge.get': (input) => wallet().bridge.handlers['bridge.get'](input),
    'bridge.look': (input) => wallet().bridge.handlers['bridge.look'](input),
    'bridge.support': (input) => wallet().bridge.handlers['bridge.support'](input),
    'claims.addresses': () => wallet().bridge.handlers['claims.addresses'](undefined),
    'claims.get': (input) => wallet().bridge.handlers['claims.get'](input),
    'claims.begin': (input) => wallet().bridge.handlers['claims.begin'](input),
    'claims.carryOut': (input) => wallet().bridge.handlers['claims.carryOut'](input),
    'staking.tiers': () => wallet().staking.handlers['staking.tiers'](undefined),
    'staking.nodes': () => wallet().staking.handlers['staking.nodes'](undefined),
    'staking.candidates': (input) => wallet().staking.handlers['staking.candidates'](input),
    'staking.preview': (input) => wallet().staking.handlers['staking.preview'](input),
    'staking.begin': (input) => wallet().staking.handlers['staking.begin'](input),
    'staking.restart': (input) => wallet().staking.handlers['staking.restart'](input),
    'staking.delegates': (input) => wallet().staking.handlers['staking.delegates'](input),
    'staking.startAsDelegate': (input) => wallet().staking.handlers['staking.startAsDelegate'](input),
    'staking.delegateKey': () => wallet().staking.handlers['staking.delegateKey'](undefined),
    'staking.forget': (input) => wallet().staking.handlers['staking.forget'](input),
    'staking.rename': (input) => wallet().staking.handlers['staking.rename'](input),
    'staking.look': () => wallet().staking.handlers['staking.look'](undefined),
    'staking.rewards': (input) => wallet().staking.handlers['staking.rewards'](input),
    'staking.exportRewards': (input) => wallet().staking.handlers['staking.exportRewards'](input),
    'staking.release': (input) => wallet().staking.handlers['staking.release'](input),
    'staking.keep': (input) => wallet().staking.handlers['staking.keep'](input),
    'staking.consolidate': () => wallet().staking.handlers['staking.consolidate'](undefined),
    'staking.evacuate': (input) => wallet().staking.handlers['staking.evacuate'](input),
    'staking.hardware': (input) => wallet().staking.handlers['staking.hardware'](input),
    'staking.carryOut': (input) => wallet().staking.handlers['staking.carryOut'](input),
    'staking.abandon': (input) => wallet().staking.handlers['staking.abandon'](input),
    'governance.list': (input) => wallet().governance.handlers['governance.list'](input),
    'governance.get': (input) => wallet().governance.handlers['governance.get'](input),
    'governance.recount': (input) => wallet().governance.handlers['governance.recount'](input),
    'governance.power': (input) => wallet().governance.handlers['governance.power'](input),
    'governance.vote': (input) => wallet().governance.handlers['governance.vote'](input),
    'governance.price': () => wallet().governance.handlers['governance.price'](undefined),
    'governance.check': (input) => wallet().governance.handlers['governance.check'](input),
    'governance.submit': (input) => wallet().governance.handlers['governance.submit'](input),
    'governance.payment': (input) => wallet().governance.handlers['governance.payment'](input),
    'governance.own': () => wallet().governance.handlers['governance.own'](undefined),
    'governance.look': () => wallet().governance.handlers['governance.look'](undefined),
    'governance.carryOut': (input) => wallet().governance.handlers['governance.carryOut'](input),
    'links.text': ({ url }) => wallet().links.text(url),
    'links.signed': ({ offset, limit }) => wallet().links.signed(offset, limit),
    'links.give': (input) => wallet().links.give(input),
    'links.paid': ({ id, url }) => wallet().links.paid(id, url),
    'links.carryOut': (input) => wallet().links.carryOut(input),
    'cloud.state': () => wallet().cloud.handlers['cloud.state'](undefined),
    'cloud.look': () => wallet().cloud.handlers['cloud.look'](undefined),
    'cloud.login': () => wallet().cloud.handlers['cloud.login'](undefined),
    'cloud.logout': () => wallet().cloud.handlers['cloud.logout'](undefined),
    'cloud.check': (input) => wallet().cloud.handlers['cloud.check'](input),
    'cloud.begin': (input) => wallet().cloud.handlers['cloud.begin'](input),
    'cloud.pay': (input) => wallet().cloud.handlers['cloud.pay'](input),
    'cloud.forget': (input) => wallet().cloud.handlers['cloud.forget'](input),
    'cloud.carryOut': (input) => wallet().cloud.handlers['cloud.carryOut'](input),
    'evidence.get': () => wallet().evidence.view(),
    'evidence.transaction': ({ txid }) => wallet().evidence.transaction(txid),
    'wallet.fluxScripts': () => wallet().evidence.scripts(),
    'wallet.lightNode': ({ seen }) => {
      wallet().seen(seen);
      return undefined;
    },
    'sync.state': () => wallet().syncStates(),
    'sync.now': () => wallet().syncNow().then(() => undefined),
    'sync.deeper': ({ chain, gap }) => wallet().deeper(chain, gap).then(() => undefined),
    'message.verify': (input) => verifySigned(input, wallet().network),
    'endpoints.test': async ({ chain, url }) => {
      const { reason, ...result } = await wallet().testEndpoint(chain, url);
      return { ...result, reason: reason && { ...reason, context: { ...reason.context } } };
    },
  };
  return { handlers, close };
}
