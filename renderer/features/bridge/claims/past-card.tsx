// Claims of the past: on which chain, how much, when, to whom, and the proof of each.

import type { Claims } from '../../../../shared/contract/bridge';
import { Amount } from '../../../app/amount';
import { formatDate } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { ShortAddress } from '../../../ui/address';
import { Card, CardTitle } from '../../../ui/card';
import { chainName, FLUX_DECIMALS } from '../flux';
import { Proof } from '../swap/proof';

export function PastCard({ past }: { past: Claims['past'] }) {
  const t = useT();
  return (
    <Card label={t('bridge.claims.past')} className="overflow-hidden">
      <div className="px-5 pt-4.5 pb-3"><CardTitle>{t('bridge.claims.past')}</CardTitle></div>
      {past.length === 0 && <p className="px-5 pb-5 text-xs text-muted">{t('bridge.claims.pastNone')}</p>}
      <ul>
        {past.map((claim, at) => (
          <li key={`${claim.txid} ${claim.chain} ${at}`} className="flex flex-wrap items-center justify-between gap-x-5 gap-y-1 border-t border-line px-5 py-2.5">
            <div className="min-w-0">
              <div className="text-base font-medium">{chainName(claim.chain)}{claim.onMain && <span className="text-xs font-normal text-muted"> {t('bridge.claims.onMain')}</span>}</div>
              <div className="flex flex-wrap items-center gap-x-2 text-xs text-muted [&>*+*]:before:mr-2 [&>*+*]:before:content-['·']">
                <span>{claim.at === null ? t('bridge.claims.noDate') : formatDate(claim.at)}</span>
                {claim.receiver !== '' && <span>{t('bridge.claims.to')} <ShortAddress value={claim.receiver} /></span>}
                <Proof txid={claim.txid} name={t('bridge.claims.proof')} />
              </div>
            </div>
            <div className="ml-auto text-right">
              <Amount units={claim.amount} decimals={FLUX_DECIMALS} symbol="FLUX" className="block text-base font-medium" />
              <span className="block text-2xs text-muted">{claim.fee === null ? t('bridge.claims.feeUnknown') : <>{t('bridge.claims.fee')} <Amount units={claim.fee} decimals={FLUX_DECIMALS} symbol="FLUX" /></>}</span>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
