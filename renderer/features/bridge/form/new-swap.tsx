// A new swap: lanes to choose from, how much, to whom, what it costs, and the way to the approval window.

import type { BridgeService } from '../../../../shared/contract/bridge';
import type { AssetRow } from '../../../../shared/contract/wallet';
import { chainInfo, fluxAssets } from '../../../../shared/chains/registry';
import { fusionChain } from '../../../../shared/fusion/chains';
import { useNavigation } from '../../../app/navigation';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Card, CardTitle } from '../../../ui/card';
import { ErrorNotice } from '../../../ui/error-notice';
import { Notice } from '../../../ui/notice';
import { CostCard } from '../cost/cost-card';
import { useFluxText } from '../flux';
import { Lanes } from '../lanes/lanes';
import type { Lane } from '../lanes/rows';
import { SwapAmountField } from './amount-field';
import { Changed } from './changed';
import { DepositWarning } from './deposit';
import type { SwapField } from './field';
import { GatherNotice } from './gather';
import { problemAt } from './problems';
import { SwapRecipientField } from './recipient-field';
import { useBegin } from './use-begin';
import { useGather } from './use-gather';
import { lacksRecipient, useQuote } from './use-quote';

const NO_PRICE: AssetRow['price'] = { state: 'loading' };

export function NewSwap({ lanes, assets, service }: { lanes: readonly Lane[]; assets: readonly AssetRow[]; service: BridgeService | null }) {
  const t = useT();
  const flux = useFluxText();
  const { bridge: form, editBridge } = useNavigation();
  const { quote, current, error, again } = useQuote(form);
  const begin = useBegin(form, quote, again);
  const gather = useGather(current ? quote : undefined, form.gathering);
  const locked = begin.act.busy || gather.act.busy;
  const edit: SwapField['edit'] = (patch) => {
    if (begin.cancelled || begin.changed || begin.act.error) begin.forget();
    editBridge(patch);
  };
  const now = current ? quote : undefined;
  const field: SwapField = { form, edit, quote, service, current, tried: begin.tried, locked, problem: (name) => problemAt(t, name, form, service, now) };
  const from = fusionChain(form.from) ?? 'main';
  const price = assets.find((row) => fluxAssets().some((asset) => asset.id === row.asset && asset.chain === form.from))?.price ?? NO_PRICE;
  const way = field.problem('from') ?? field.problem('to');
  const unasked = now?.problems.find((problem) => problem.field === 'service');
  const busyWith = locked ? 'send.waiting' : gather.offer ? 'bridge.gather.go' : 'send.review';
  const ready = gather.offer !== null || (now?.ready === true && gather.running === null && !lacksRecipient(form));
  const run = () => void (gather.offer ? gather.act.run() : begin.act.run());
  return (
    <form className="flex flex-col gap-4.5" onSubmit={(event) => { event.preventDefault(); if (ready && !locked) run(); }}>
      <Lanes lanes={lanes} open={service?.open ?? null} from={from} to={form.to} disabled={locked} onChoose={edit} leaves={now?.amount ? flux(`-${now.amount}`) : null} arrives={now?.arrives ? flux(now.arrives, true) : null} />
      <div className="grid items-start gap-4.5 @4xl/main:grid-cols-[minmax(0,1fr)_20.75rem]">
        <Card label={t('bridge.new')}>
          <fieldset disabled={locked} className="grid min-w-0 gap-x-5 gap-y-4 px-5 pt-5 @2xl/main:grid-cols-2">
            <div className="@2xl/main:col-span-2"><CardTitle>{t('bridge.new')}</CardTitle></div>
            {way !== null && <Notice tone="warn" urgent className="@2xl/main:col-span-2">{way}</Notice>}
            <SwapAmountField {...field} price={price} />
            <SwapRecipientField {...field} />
          </fieldset>
          <div className="flex flex-col gap-4 p-5 pt-4">
            <GatherNotice gather={gather} chain={form.from} />
            {now?.deposit && <DepositWarning deposit={now.deposit} chain={chainInfo(form.from).name} />}
            {error && <ErrorNotice error={error} tone="warn" action={<Button size="sm" onClick={again}>{t('common.retry')}</Button>} />}
            {unasked && <ErrorNotice error={{ code: unasked.code, message: '', context: unasked.context }} tone="warn" action={<Button size="sm" onClick={again}>{t('common.retry')}</Button>} />}
            {begin.changed && <Changed was={begin.changed} quote={now} />}
            {begin.cancelled && <Notice>{t('send.cancelled')}</Notice>}
            {begin.act.error && <ErrorNotice error={begin.act.error} />}
            {gather.act.error && <ErrorNotice error={gather.act.error} />}
            {locked && <Notice title={t('send.waiting')} urgent>{t('send.waitingText')}</Notice>}
            <Button look="primary" size="lg" type="submit" busy={locked} disabled={!ready}>{t(busyWith)}</Button>
          </div>
        </Card>
        <CostCard {...field} />
      </div>
    </form>
  );
}
