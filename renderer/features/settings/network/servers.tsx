// The servers of a chain as they answered last: state in a word, height, time, and the reason when one did not.

import type { SyncState } from '../../../../shared/contract/wallet';
import { formatNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { errorLine } from '../../../ui/error-notice';
import { Pill, type Tone } from '../../../ui/pill';

type Endpoint = SyncState['endpoints'][number];
const TONES: Record<Endpoint['state'], Tone> = { unknown: 'neutral', ok: 'good', slow: 'warn', down: 'bad', 'wrong-chain': 'bad', behind: 'warn', lies: 'bad' };

export function Servers({ endpoints }: { endpoints: readonly Endpoint[] }) {
  const t = useT();
  const dash = <span aria-label={t('common.unknown')}>—</span>;
  return (
    <table className="w-full text-xs">
      <caption className="sr-only">{t('settings.network.servers')}</caption>
      <thead>
        <tr className="h-7 text-2xs text-muted">
          <th scope="col" className="text-left font-normal">{t('settings.network.columns.server')}</th>
          <th scope="col" className="text-left font-normal">{t('settings.network.columns.state')}</th>
          <th scope="col" className="text-right font-normal">{t('settings.network.columns.height')}</th>
          <th scope="col" className="text-right font-normal">{t('settings.network.columns.time')}</th>
        </tr>
      </thead>
      <tbody>
        {endpoints.map((endpoint) => (
          <tr key={endpoint.url} className="border-t border-line align-top">
            <th scope="row" className="py-2 pr-3 text-left font-normal">
              <span data-selectable className="font-mono break-all">{endpoint.url}</span>
              {endpoint.reason && <span className="block text-2xs text-muted">{errorLine(endpoint.reason)}</span>}
            </th>
            <td className="py-2 pr-3 whitespace-nowrap"><Pill tone={TONES[endpoint.state]}>{t(`settings.network.states.${endpoint.state}`)}</Pill></td>
            <td className="py-2 pl-2 text-right text-muted tabular">{endpoint.height === null ? dash : formatNumber(endpoint.height)}</td>
            <td className="py-2 pl-3 text-right whitespace-nowrap text-muted tabular">{endpoint.milliseconds === null ? dash : t('settings.network.milliseconds', { count: formatNumber(Math.round(endpoint.milliseconds)) })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
