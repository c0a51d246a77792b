// Own servers of a chain on mainnet: edited as a list, tested one by one, saved together, or the built-in ones again.

import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ChainId } from '../../../../shared/chains/ids';
import { chainInfo } from '../../../../shared/chains/registry';
import { isEndpointUrl } from '../../../../shared/net/endpoint-url';
import { useAnnouncements } from '../../../app/announce';
import { call, type Output } from '../../../app/client';
import { formatNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Button, IconButton } from '../../../ui/button';
import { ErrorNotice, errorLine } from '../../../ui/error-notice';
import { TextField } from '../../../ui/field';
import { Pill } from '../../../ui/pill';
import { useAct } from '../../../ui/use-act';
import { useSaved } from '../use-saved';

const MOST = 6;

export function OwnServers({ chain }: { chain: ChainId }) {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const { settings, error, save } = useSaved();
  const own = settings?.endpoints[chain];
  const builtIn = chainInfo(chain).endpoints;
  const current = own ?? builtIn;
  const [edited, setEdited] = useState<readonly string[] | null>(null);
  const [results, setResults] = useState<Readonly<Record<string, Output<'endpoints.test'>>>>({});
  const [testing, setTesting] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const urls = edited ?? current;
  const problemAt = (at: number): string | null => {
    const url = (urls[at] ?? '').trim();
    if (!isEndpointUrl(url)) return t('settings.network.badUrl');
    return urls.findIndex((other) => other.trim() === url) < at ? t('settings.network.twice') : null;
  };
  const sound = urls.every((_, at) => problemAt(at) === null);
  const test = useAct(async (url: string) => {
    setTesting(url);
    try {
      const result = await call('endpoints.test', { chain, url });
      setResults((old) => ({ ...old, [url]: result }));
    } finally {
      setTesting(null);
    }
  });
  const store = useAct(async (next: readonly string[] | null) => {
    if (!settings) return;
    const { [chain]: _, ...others } = settings.endpoints;
    if (await save({ endpoints: next === null ? others : { ...others, [chain]: [...next] } })) {
      setEdited(null);
      setTried(false);
      say(t(next === null ? 'settings.network.resetDone' : 'settings.network.saved'));
    }
  });
  const said = (url: string): string | undefined => {
    const result = results[url.trim()];
    if (!result) return undefined;
    if (!result.ok) return t('settings.network.testFailed', { reason: result.reason ? errorLine(result.reason) : t('common.unknown') });
    return result.height === null || result.milliseconds === null ? t('settings.network.testOkPlain') : t('settings.network.testOk', { height: formatNumber(result.height), milliseconds: formatNumber(Math.round(result.milliseconds)) });
  };
  return (
    <form
      aria-label={t('settings.network.edit', { chain: chainInfo(chain).name })} className="flex flex-col gap-3 rounded-md border border-line p-4"
      onSubmit={(event) => { event.preventDefault(); setTried(true); if (sound) void store.run(urls.map((url) => url.trim())); }}
    >
      <div className="flex items-center justify-between gap-3">
        <div><h3 className="text-xs font-bold">{t('settings.network.edit', { chain: chainInfo(chain).name })}</h3><p className="text-2xs text-muted">{t('settings.network.editHint')}</p></div>
        <Pill tone={own ? 'accent' : 'neutral'}>{t(own ? 'settings.network.own' : 'settings.network.builtIn')}</Pill>
      </div>
      <div aria-live="polite" className="flex flex-col gap-3">
        {urls.map((url, at) => (
          <TextField
            // Servers have no name but their place.
            key={at} mono inputMode="url" label={t('settings.network.server', { number: at + 1 })} value={url} maxLength={300} hint={said(url)} problem={(tried || edited !== null) && url.trim() !== '' ? problemAt(at) : tried ? problemAt(at) : null}
            onValue={(value) => setEdited(urls.map((old, place) => (place === at ? value : old)))}
            suffix={(
              <span className="-mr-2 flex items-center gap-0.5">
                <Button size="sm" look="quiet" busy={testing === url.trim()} disabled={test.busy || !isEndpointUrl(url.trim())} aria-label={t('settings.network.testServer', { number: at + 1 })} onClick={() => void test.run(url.trim())}>{t('settings.network.test')}</Button>
                <IconButton icon={Trash2} label={t('settings.network.removeServer', { number: at + 1 })} disabled={urls.length === 1} onClick={() => setEdited(urls.filter((__, place) => place !== at))} />
              </span>
            )}
          />
        ))}
      </div>
      {error && <ErrorNotice error={error} />}
      {test.error && <ErrorNotice error={test.error} />}
      <div className="flex flex-wrap gap-2">
        <Button size="sm" icon={Plus} disabled={urls.length >= MOST} onClick={() => setEdited([...urls, ''])}>{t('settings.network.addServer')}</Button>
        <Button size="sm" look="primary" type="submit" busy={store.busy} disabled={edited === null}>{t('settings.network.save')}</Button>
        <Button size="sm" className="ml-auto" disabled={store.busy || (own === undefined && edited === null)} onClick={() => void store.run(null)}>{t('settings.network.reset')}</Button>
      </div>
    </form>
  );
}
