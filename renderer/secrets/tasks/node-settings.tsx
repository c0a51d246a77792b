// What the server of a FluxNode is told: its key, hidden until asked for, and what it names, to be copied into the server's installer.

import { ClipboardCheck, Eye, EyeOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { AppError, toAppError, type ErrorShape } from '../../../shared/errors/app-error';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import { Loading } from '../../ui/skeleton';
import { useAct } from '../../ui/use-act';
import { secrets, type SignerOutput } from '../client';
import { copySecret } from '../copy';
import { PasteBlock } from '../node/paste-block';
import { SettingRow } from '../node/setting-row';
import type { ServerSettings } from '../node/settings-text';
import { ScreenshotsNote } from '../screenshots-note';
import type { Task } from '../task';
import { TaskLayout } from './task-layout';

const SAID_MS = 10_000;

export function NodeSettings({ open, finish }: Task) {
  const t = useT();
  const [key, setKey] = useState<SignerOutput<'secrets.nodeKey'> | null>(null);
  const [problem, setProblem] = useState<ErrorShape | null>(null);
  const [shown, setShown] = useState(false);
  const [copied, setCopied] = useState(false);
  const { node } = open;
  const index = node?.index;
  useEffect(() => {
    const look = index === undefined ? Promise.reject(new AppError('keys/foreign', 'no node was named')) : secrets('secrets.nodeKey', { index });
    look.then(setKey, (thrown: unknown) => setProblem(toAppError(thrown).toShape()));
  }, [index]);
  const copying = useAct(async (text: string) => {
    setCopied(false);
    await copySecret(text);
    setCopied(true);
  });
  useEffect(() => {
    if (!copied) return;
    // It stands over the foot of the page: long enough to be read, and then out of the way.
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const close = <Button size="lg" look="primary" className="self-start" onClick={() => void finish(true)}>{t('secrets.node.done')}</Button>;
  if (!key || !node) {
    return <TaskLayout title={t('secrets.node.titleBare')}>{problem ? <ErrorNotice error={problem} action={<Button size="sm" onClick={() => void finish(false)}>{t('common.close')}</Button>} className="mt-6 max-w-130" /> : <Loading waitingFor={t('common.loading')} />}</TaskLayout>;
  }
  const settings: ServerSettings = { fluxId: node.fluxId, identityKey: key.wif, txid: node.collateral.txid, vout: node.collateral.vout };
  const copy = (text: string) => void copying.run(text);
  return (
    <TaskLayout title={t('secrets.node.title', { name: node.name })} lead={<>{t('secrets.node.lead')} <ScreenshotsNote blocked={open.screenshotsBlocked} /></>}>
      <div className="mt-7 flex flex-col gap-6">
        <Notice tone="info">{t('secrets.node.power')}</Notice>
        <dl className="rounded-lg border border-line bg-surface-1" data-testid="node-values">
          <SettingRow name={t('secrets.node.identityKey')} value={settings.identityKey} hidden={!shown} onCopy={() => copy(settings.identityKey)}>
            <Button size="sm" icon={shown ? EyeOff : Eye} aria-pressed={shown} onClick={() => setShown(!shown)}>{t(shown ? 'secrets.node.hide' : 'secrets.node.show')}</Button>
          </SettingRow>
          <SettingRow name={t('secrets.node.txid')} value={settings.txid} onCopy={() => copy(settings.txid)} />
          <SettingRow name={t('secrets.node.vout')} value={String(settings.vout)} onCopy={() => copy(String(settings.vout))} />
          <SettingRow name={t('secrets.node.fluxId')} value={settings.fluxId} onCopy={() => copy(settings.fluxId)} />
        </dl>
        <PasteBlock settings={settings} shown={shown} onCopy={copy} />
        {close}
        {/* Stays in view wherever the button was, and stands before its text comes, so that it is read out. */}
        <div role="status" className="sticky bottom-4 rounded-md bg-bg">
          {copied && <Notice tone="good" icon={ClipboardCheck}>{t('secrets.node.copied')}</Notice>}
          {copying.error && <ErrorNotice error={copying.error} />}
        </div>
      </div>
    </TaskLayout>
  );
}
