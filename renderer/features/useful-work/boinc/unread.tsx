// BOINC cannot be read: why, since when, and what a person can do about it. It stands below the words of the card's head, not below its icon.

import type { BoincUnread } from '../../../../shared/contract/boinc';
import { formatTime } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { ErrorNotice } from '../../../ui/error-notice';

function Paths({ paths }: { paths: readonly string[] }) {
  return <ul data-selectable className="mt-1.5 flex flex-col gap-1 font-mono text-2xs text-text">{paths.map((path) => <li key={path} className="break-all">{path}</li>)}</ul>;
}

function Advice({ reading }: { reading: Exclude<BoincUnread, { state: 'failed' }> }) {
  const t = useT();
  switch (reading.state) {
    case 'not-installed':
    case 'not-running':
      return <p>{t(`boinc.advice.${reading.state}`)}</p>;
    case 'no-password':
      return <><p>{t('boinc.advice.no-password')}</p><Paths paths={reading.folders} /></>;
    case 'password-unreadable':
      return <><p>{reading.group === null ? t('boinc.advice.ask') : t('boinc.advice.group', { group: reading.group })}</p><Paths paths={[reading.path]} /></>;
    case 'wrong-password':
      return <><p>{t('boinc.advice.wrong-password')}</p><Paths paths={[reading.path]} /></>;
  }
}

export function Unread({ reading }: { reading: BoincUnread }) {
  const t = useT();
  return (
    <div className="pt-3 pr-5 pl-13.5 text-xs text-muted">
      {reading.state === 'failed' ? <ErrorNotice error={reading.error} /> : <div className="max-w-150"><Advice reading={reading} /></div>}
      <p className="mt-2.5 text-2xs tabular">{t('boinc.unread.since', { since: formatTime(reading.since), at: formatTime(reading.at) })}</p>
    </div>
  );
}
