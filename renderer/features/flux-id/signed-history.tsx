// What was signed, and for whom: the wallet's own record, newest first.

import { useState } from 'react';
import type { SignedEntry } from '../../../shared/contract/links';
import { useCall } from '../../app/queries';
import { useNow } from '../../app/use-now';
import { formatAgo } from '../../i18n/format';
import { hasWords, useT, wordsFor } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Card, CardTitle } from '../../ui/card';
import { errorLine, ErrorNotice } from '../../ui/error-notice';
import { Pill, type Tone } from '../../ui/pill';
import { shortAddress } from '../../ui/address';

const PAGE = 10;
const MOST = 100;
const TONES: Readonly<Record<SignedEntry['state'], Tone>> = { shown: 'neutral', delivered: 'good', failed: 'bad', unknown: 'warn' };

/** The host's own words, or those for what went wrong. */
function said({ state, said: text }: SignedEntry): string {
  if (state !== 'failed') return text;
  return hasWords(`errors.codes.${text}.what`) ? wordsFor(`errors.codes.${text}.what`, { host: '', status: '', said: '', reason: '' }) : errorLine({ code: text, message: '', context: {} });
}

export function SignedHistory() {
  const t = useT();
  const now = useNow(30_000);
  const [limit, setLimit] = useState(PAGE);
  const list = useCall('links.signed', { offset: 0, limit }, { keep: true });
  const entries = list.data?.entries ?? [];
  return (
    <Card className="p-5" label={t('links.history.title')}>
      <CardTitle>{t('links.history.title')}</CardTitle>
      {list.error && <ErrorNotice error={list.error} className="mt-3" />}
      {list.data && entries.length === 0 && <p className="mt-2 text-xs text-muted">{t('links.history.none')}</p>}
      <ul className="mt-2">
        {entries.map((entry) => (
          <li key={entry.id} className="border-line py-3 not-first:border-t">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <span className="text-sm font-semibold break-all">{entry.host ?? t('links.history.self')}</span>
              <span className="flex items-center gap-2 text-2xs text-muted">{formatAgo(entry.at, now)}<Pill tone={TONES[entry.state]}>{t(`links.history.state.${entry.state}`)}</Pill></span>
            </div>
            <div data-selectable dir="ltr" className="mt-1 max-h-24 overflow-y-auto font-mono text-2xs break-all whitespace-pre-wrap text-muted [unicode-bidi:isolate]" tabIndex={0}>{entry.text}</div>
            <div className="mt-1 text-2xs text-muted">{t('links.history.with', { address: shortAddress(entry.address) })}{said(entry) !== '' && `. ${said(entry)}`}</div>
          </li>
        ))}
      </ul>
      {list.data && list.data.total > entries.length && limit < MOST && <Button size="sm" className="mt-2" onClick={() => setLimit(Math.min(MOST, limit + PAGE))}>{t('links.history.more')}</Button>}
    </Card>
  );
}
