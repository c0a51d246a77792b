// A lane's name and what lies on it; an unknown balance is a dash with its reason.

import type { AssetRow } from '../../../../shared/contract/wallet';
import type { ChainId } from '../../../../shared/chains/ids';
import { chainInfo } from '../../../../shared/chains/registry';
import { Amount } from '../../../app/amount';
import { useT } from '../../../i18n/use-t';
import { errorLine } from '../../../ui/error-notice';
import { Skeleton } from '../../../ui/skeleton';
import { FLUX_DECIMALS } from '../flux';

export function LaneName({ chain, balance, paused }: { chain: ChainId; balance: AssetRow['balance']; paused: boolean }) {
  const t = useT();
  return (
    <>
      <span className="truncate text-sm leading-tight font-bold text-text">{chainInfo(chain).name}</span>
      <span className="flex min-w-0 items-baseline gap-1.5 text-2xs text-muted">
        <Balance balance={balance} />
        {paused && <span className="font-semibold text-warn-ink">{t('bridge.lanes.paused')}</span>}
      </span>
    </>
  );
}

function Balance({ balance }: { balance: AssetRow['balance'] }) {
  const t = useT();
  switch (balance.state) {
    case 'known': return <Amount units={balance.value.total} decimals={FLUX_DECIMALS} symbol="FLUX" list />;
    case 'loading': return <><Skeleton className="mt-1 h-3 w-20" /><span className="sr-only">{t('portfolio.loading')}</span></>;
    case 'unknown': {
      const why = errorLine(balance.reason);
      return <span className="truncate" title={why}>— <span className="sr-only">{t('common.unknown')}: </span>{why}</span>;
    }
  }
}
