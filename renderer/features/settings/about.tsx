// About: what is running, where it keeps its files, and what it never does.

import { Copy } from 'lucide-react';
import { useCopy } from '../../app/copy';
import { useCall } from '../../app/queries';
import { useT } from '../../i18n/use-t';
import { IconButton } from '../../ui/button';
import { Card } from '../../ui/card';
import { ErrorNotice } from '../../ui/error-notice';
import { Logo } from '../../ui/logo';
import { Notice } from '../../ui/notice';
import { Loading } from '../../ui/skeleton';
import { Row } from './parts';

const SYSTEMS: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };

function Fact({ name, children }: { name: string; children: string }) {
  return <Row title={name}><span data-selectable className="text-sm text-muted tabular">{children}</span></Row>;
}

export function About() {
  const t = useT();
  const copy = useCopy();
  const { data: info, error } = useCall('app.info', undefined);
  if (!info) return error ? <ErrorNotice error={error} /> : <Loading waitingFor={t('common.loading')} rows={6} />;
  return (
    <>
      {info.fallbackRuntime && <Notice tone="warn" title={t('settings.about.fallback')}>{t('settings.about.fallbackText')}</Notice>}
      {!info.sandboxed && <Notice tone="warn" title={t('settings.about.noSandbox')}>{t('settings.about.noSandboxText')}</Notice>}
      <Card label="Fluxkeep">
        <div className="flex items-center gap-4 px-5 py-5">
          <Logo className="size-11 shrink-0" />
          <div>
            <h2 className="text-lg font-bold">Fluxkeep</h2>
            <p className="text-xs text-muted">{t('settings.about.tagline')}</p>
          </div>
        </div>
        <div className="border-t border-line pb-2">
          <Fact name={t('settings.about.version')}>{info.version}</Fact>
          <Fact name={t('settings.about.runtime')}>{info.runtime}</Fact>
          <Fact name={t('settings.about.system')}>{SYSTEMS[info.platform] ?? info.platform}</Fact>
          <Fact name={t('settings.about.sandbox')}>{t(info.sandboxed ? 'settings.about.sandboxOn' : 'settings.about.sandboxOff')}</Fact>
          <Fact name={t('settings.about.screenshots')}>{t(info.screenshotsBlocked ? 'settings.about.screenshotsBlocked' : 'settings.about.screenshotsOpen')}</Fact>
          <Row title={t('settings.about.profile')} hint={<span data-selectable className="font-mono break-all">{info.profile}</span>}><IconButton icon={Copy} label={t('settings.about.copyProfile')} onClick={() => void copy(info.profile)} /></Row>
          <Row title={t('settings.about.licence')} hint={t('settings.about.licenceText')} />
          <Row title={t('settings.about.telemetry')} hint={t('settings.about.telemetryText')} />
        </div>
      </Card>
    </>
  );
}
