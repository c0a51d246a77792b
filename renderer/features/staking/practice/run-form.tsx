// What a server is told: identity key, collateral, Flux ID, address. All but the key is filled in where it is known.

import { useState } from 'react';
import type { FluxNode } from '../../../../shared/contract/staking';
import { useAnnouncements } from '../../../app/announce';
import { call } from '../../../app/client';
import { useCall } from '../../../app/queries';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { ErrorNotice } from '../../../ui/error-notice';
import { TextField } from '../../../ui/field';
import { useAct } from '../../../ui/use-act';
import { isStarting } from '../nodes/standing';
import { outpointText, parseOutpoint } from '../outpoint';
import type { Server } from './server-row';

/** An address that no computer has (RFC 5737), another for each server. */
function freeAddress(servers: readonly Server[]): string {
  const taken = new Set(servers.map((server) => server.ip.split(':')[0]));
  let last = 18;
  while (taken.has(`203.0.113.${last}`) && last < 254) last += 1;
  return `203.0.113.${last}:16127`;
}

/** The coin of the node that waits for a server. */
function waitingCollateral(nodes: readonly FluxNode[], servers: readonly Server[]): string {
  const served = new Set(servers.map((server) => outpointText(server.collateral)));
  const open = nodes.filter((node) => node.collateral && node.identity?.kind === 'own' && !served.has(outpointText(node.collateral)));
  const next = open.find(isStarting) ?? open[0];
  return next?.collateral ? outpointText(next.collateral) : '';
}

export function RunForm({ nodes, servers, onRun }: { nodes: readonly FluxNode[]; servers: readonly Server[]; onRun(): void }) {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const session = useCall('app.session', undefined).data;
  const ownFluxId = session?.state === 'unlocked' ? session.unlocked.fluxId.address : '';
  const [key, setKey] = useState('');
  /** What was typed over the values that are known. */
  const [typed, setTyped] = useState<{ collateral?: string; fluxId?: string; ip?: string }>({});
  const [tried, setTried] = useState(false);
  const values = { collateral: typed.collateral ?? waitingCollateral(nodes, servers), fluxId: typed.fluxId ?? ownFluxId, ip: typed.ip ?? freeAddress(servers) };
  const outpoint = parseOutpoint(values.collateral);
  /** From the first letter of the key on, nothing that is filled in moves by itself. */
  const editKey = (text: string) => {
    setKey(text);
    setTyped((old) => ({ ...values, ...old }));
  };
  const identityKey = key.trim();
  const keySound = identityKey.length >= 40 && identityKey.length <= 60;
  const run = useAct(async () => {
    setTried(true);
    if (!outpoint || !keySound || values.fluxId.trim() === '' || values.ip.trim() === '') return;
    await call('practice.server', { act: 'run', identityKey, collateral: outpoint, fluxId: values.fluxId.trim(), ip: values.ip.trim() });
    setKey('');
    setTyped({});
    setTried(false);
    say(t('staking.tools.practice.running'));
    onRun();
  });
  const missing = (text: string) => (tried && text.trim() === '' ? t('staking.tools.practice.missing') : null);
  return (
    <form className="mt-4 grid gap-x-5 gap-y-4 @2xl/main:grid-cols-2" onSubmit={(event) => { event.preventDefault(); void run.run(); }}>
      <TextField mono type="password" label={t('staking.tools.practice.key')} hint={t('staking.tools.practice.keyHint')} value={key} maxLength={80} onValue={editKey} problem={tried && !keySound ? t('staking.tools.practice.badKey') : null} />
      <TextField mono label={t('staking.tools.practice.collateral')} value={values.collateral} maxLength={100} onValue={(collateral) => setTyped((old) => ({ ...old, collateral }))} problem={missing(values.collateral) ?? (values.collateral.trim() !== '' && !outpoint ? t('staking.tools.delegate.badCollateral') : null)} />
      <TextField mono label={t('staking.tools.practice.fluxId')} value={values.fluxId} maxLength={128} onValue={(fluxId) => setTyped((old) => ({ ...old, fluxId }))} problem={missing(values.fluxId)} />
      <TextField mono label={t('staking.tools.practice.ip')} value={values.ip} maxLength={60} onValue={(ip) => setTyped((old) => ({ ...old, ip }))} problem={missing(values.ip)} />
      {run.error && <ErrorNotice error={run.error} className="@2xl/main:col-span-2" />}
      <div className="@2xl/main:col-span-2"><Button type="submit" busy={run.busy}>{t('staking.tools.practice.run')}</Button></div>
    </form>
  );
}
