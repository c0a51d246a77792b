// A text signed for a link: to whom the signature goes, whole and first.

import type { LinkPurpose } from '../../shared/contract/money-path';
import type { NetworkId } from '../../shared/chains/ids';
import { hostLine, judgeCallback, type Callback } from '../../shared/links/callback';
import { useT } from '../i18n/use-t';
import { Pill, type Tone } from '../ui/pill';

const TONES: Readonly<Record<Callback['standing'], Tone>> = { official: 'good', node: 'neutral', 'cloud-app': 'warn', 'look-alike': 'bad', other: 'warn', loopback: 'neutral' };

/** The signer judged the address already and refuses what this would not take. */
export function LinkTarget({ purpose, network }: { purpose: LinkPurpose; network: NetworkId }) {
  const t = useT();
  if (purpose.callback === null) return <p className="text-xs text-muted" data-testid="approval-link">{t('approval.link.shown')}</p>;
  const callback = judgeCallback(purpose.callback, network);
  return (
    <section data-testid="approval-link">
      <div className="text-2xs text-muted">{t('approval.link.goesTo')}</div>
      <div data-selectable className="mt-0.5 text-lg font-bold break-all">{hostLine(callback)}</div>
      <div className="mt-1"><Pill tone={TONES[callback.standing]}>{t(`approval.link.standing.${callback.standing}`)}</Pill></div>
      <div data-selectable className="mt-1 font-mono text-2xs break-all text-muted [font-variant-ligatures:none]">{callback.url}</div>
    </section>
  );
}
