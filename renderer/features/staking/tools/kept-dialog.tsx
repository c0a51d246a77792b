// Coins of exactly a tier's size that no node of this wallet stands on: kept out of payments until they are freed here.

import { useState } from 'react';
import type { CollateralCandidate } from '../../../../shared/contract/staking';
import { Unknown } from '../../../app/amount';
import { useAnnouncements } from '../../../app/announce';
import { call } from '../../../app/client';
import { useCall } from '../../../app/queries';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import { Loading } from '../../../ui/skeleton';
import { useAct } from '../../../ui/use-act';
import { ReleaseDialog } from '../detail/release-dialog';
import { outpointText, problemWords, shortOutpoint } from '../outpoint';

/** The wallet's word for a coin that was freed. */
const FREED = 'staking/released';

function Coin({ coin, onFree }: { coin: CollateralCandidate; onFree(): void }) {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const short = shortOutpoint(coin.outpoint);
  const keep = useAct(async () => {
    await call('staking.keep', { outpoint: coin.outpoint });
    say(t('staking.node.release.kept'));
  });
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 border-line py-2.5 text-sm not-first:border-t">
      <span className="min-w-0">
        <span className="block font-mono text-xs">{short}</span>
        <span className="block text-2xs text-muted">{t(`staking.tier.${coin.tier}`)}, {t('staking.start.confirmations', { count: coin.confirmations })}</span>
        {coin.problem !== null && <span className="block text-2xs text-warn-ink">{problemWords(coin.problem)}</span>}
      </span>
      {coin.problem === FREED
        ? <Button size="sm" busy={keep.busy} aria-label={t('staking.tools.kept.keepName', { coin: short })} onClick={() => void keep.run()}>{t('staking.tools.kept.keep')}</Button>
        : <Button size="sm" look="danger" aria-label={t('staking.tools.kept.freeName', { coin: short })} onClick={onFree}>{t('staking.tools.kept.free')}</Button>}
      {keep.error && <ErrorNotice error={keep.error} className="basis-full" />}
    </li>
  );
}

export function KeptDialog({ onClose }: { onClose(): void }) {
  const t = useT();
  const [freeing, setFreeing] = useState<CollateralCandidate | null>(null);
  const tiers = [useCall('staking.candidates', { tier: 'cumulus' }), useCall('staking.candidates', { tier: 'nimbus' }), useCall('staking.candidates', { tier: 'stratus' })];
  const error = tiers.find((query) => query.error)?.error;
  const unread = tiers.map(({ data }) => data).find((data) => data?.state === 'unknown');
  const loading = tiers.some(({ data, error: failed }) => !failed && (data === undefined || data.state === 'loading'));
  const coins = tiers.flatMap(({ data }) => (data?.state === 'known' ? data.value : [])).filter((coin) => coin.node === null);
  return (
    <Dialog wide title={t('staking.tools.kept.name')} closeLabel={t('common.close')} onClose={onClose}>
      <div className="flex flex-col gap-3 overflow-y-auto px-5 pt-1 pb-5">
        <p className="text-xs text-muted">{t('staking.tools.kept.hint')}</p>
        {error && <ErrorNotice error={error} tone="warn" />}
        {unread?.state === 'unknown' && <p className="text-xs"><Unknown reason={unread.reason} /> <span className="text-muted">{problemWords(unread.reason.code, unread.reason.context)}</span></p>}
        {loading && <Loading waitingFor={t('staking.start.candidatesLoading')} />}
        {!loading && !error && !unread && coins.length === 0 && <p className="text-sm">{t('staking.tools.kept.none')}</p>}
        <ul>{coins.map((coin) => <Coin key={outpointText(coin.outpoint)} coin={coin} onFree={() => setFreeing(coin)} />)}</ul>
        {freeing && <ReleaseDialog name={null} tier={freeing.tier} collateral={freeing.outpoint} onClose={() => setFreeing(null)} />}
      </div>
    </Dialog>
  );
}
