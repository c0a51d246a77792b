// Whether the practice network runs, what time it has, and how high each of its chains is.

import { allChains } from '../../../../shared/chains/registry';
import type { PracticeStatus } from '../../../../shared/contract/app';
import { formatMoment, formatNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { ChainDot } from '../../../ui/chain-mark';
import { ErrorNotice } from '../../../ui/error-notice';
import { Pill, type Tone } from '../../../ui/pill';
import { Block, Row, SettingsCard } from '../parts';

const TONES: Record<PracticeStatus['state'], Tone> = { off: 'neutral', starting: 'accent', running: 'good', failed: 'bad' };

export function Status({ status }: { status: PracticeStatus }) {
  const t = useT();
  return (
    <SettingsCard title={t('settings.practice.status')} note={status.state === 'starting' ? t('settings.practice.startingText') : undefined} aside={<span role="status"><Pill tone={TONES[status.state]}>{t(`settings.practice.states.${status.state}`)}</Pill></span>}>
      {status.state === 'failed' && <ErrorNotice error={status.reason} className="mx-5 my-2" />}
      {status.state === 'running' && (
        <>
          <Row title={t('settings.practice.time')}><span className="text-sm text-muted tabular">{formatMoment(status.now)}</span></Row>
          <Row title={t('settings.practice.instance')}><span data-selectable className="font-mono text-xs break-all text-muted">{status.instance}</span></Row>
          <Block>
            <h3 className="text-sm">{t('settings.practice.chains')}</h3>
            <dl className="mt-2 grid grid-cols-2 gap-x-8 gap-y-2 @4xl/main:grid-cols-3">
              {allChains().map(({ id, name }) => {
                const height = status.heights[id];
                return (
                  <div key={id} className="flex items-center gap-2.5 text-xs">
                    <ChainDot chain={id} />
                    <dt className="min-w-0 flex-1 truncate">{name}</dt>
                    <dd className="text-muted tabular">{height === undefined ? t('settings.practice.noHeight') : formatNumber(height)}</dd>
                  </div>
                );
              })}
            </dl>
          </Block>
        </>
      )}
    </SettingsCard>
  );
}
