// Evidence of an amount in a small panel: how much of it is known how well, since when, and what that means.

import type { CoinMark, Evidence } from '../../../../shared/contract/evidence';
import { chainInfo } from '../../../../shared/chains/registry';
import { Amount } from '../../../app/amount';
import { MarkPill } from '../../../app/mark-pill';
import { useNavigation } from '../../../app/navigation';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { useMarkWords } from './mark-words';
import { Standpoint } from './standpoint';
import { partsOf } from './parts';

const { decimals, symbol } = chainInfo('flux').native;

export function EvidenceDetails({ evidence, mark, onClose }: { evidence: Evidence; mark: CoinMark; onClose(): void }) {
  const t = useT();
  const go = useNavigation((state) => state.go);
  const words = useMarkWords(evidence.asOf);
  return (
    <div className="flex flex-col gap-3 p-4 text-xs">
      <div>
        <div className="text-sm font-bold">{words.name(mark)}</div>
        <p className="mt-0.5 text-muted">{t(`lightNode.evidence.marksText.${mark}`)}</p>
      </div>
      {evidence.coins.length > 0 && (
        <dl className="flex flex-col gap-1.5 border-t border-line pt-3">
          {partsOf(evidence).map((part) => (
            <div key={part.mark} className="flex items-center justify-between gap-3">
              <dt><MarkPill mark={part.mark} /></dt>
              <dd><Amount units={part.units} decimals={decimals} symbol={symbol} list /></dd>
            </div>
          ))}
        </dl>
      )}
      <Standpoint evidence={evidence} className="border-t border-line pt-3 text-2xs text-muted" />
      <Button size="sm" className="self-start" onClick={() => { onClose(); go('light-node'); }}>{t('lightNode.evidence.screen')}</Button>
    </div>
  );
}
