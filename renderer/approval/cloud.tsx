// The Flux cloud in words: what a login lets a node do, and what an app will be, as the signer read it from the text.

import type { MessagePurpose, Review } from '../../shared/contract/money-path';
import type { AppComponent } from '../../shared/fluxos/specification';
import { formatDuration, formatNumber } from '../i18n/format';
import { useT } from '../i18n/use-t';
import { Notice } from '../ui/notice';
import { Fact } from './fact';

type CloudPurpose = Extract<MessagePurpose, { kind: 'fluxos-login' | 'app-register' | 'app-update' }>;
/** Seconds between blocks of the Flux main chain. */
const BLOCK_SECONDS = 30;

/** What stands in the head: the node, or the app by its name. */
export function CloudHeadline({ review }: { review: Review }) {
  const t = useT();
  const purpose = review.message?.purpose ?? null;
  if (purpose?.kind !== 'fluxos-login' && purpose?.kind !== 'app-register' && purpose?.kind !== 'app-update') return null;
  const words = purpose.kind === 'fluxos-login' ? t('approval.cloud.login') : t(purpose.kind === 'app-register' ? 'approval.cloud.register' : 'approval.cloud.update', { name: review.message?.app?.spec.name ?? purpose.name });
  return <span data-testid="approval-cloud-head" className="block">{words}</span>;
}

export function Cloud({ review, purpose }: { review: Review; purpose: CloudPurpose }) {
  const t = useT();
  const app = review.message?.app;
  if (purpose.kind === 'fluxos-login') {
    return (
      <>
        <p className="text-sm text-text wrap-break-word" data-testid="approval-cloud">{t('approval.cloud.loginTo', { node: purpose.node })}</p>
        <Notice tone="warn">{t('approval.cloud.loginCovers')}</Notice>
      </>
    );
  }
  if (!app) return null;
  const { spec } = app;
  const duration = formatDuration(spec.expire * BLOCK_SECONDS);
  return (
    <>
      <p className="text-sm text-text wrap-break-word" data-testid="approval-cloud">{t('approval.cloud.app', { count: spec.instances, image: spec.compose.map(({ repotag }) => repotag).join(', '), duration, blocks: formatNumber(spec.expire) })}</p>
      <dl className="flex flex-col gap-3">
        <Fact name={t('approval.cloud.description')}>{spec.description}</Fact>
        {spec.compose.map((component) => <Component key={component.name} component={component} />)}
        {spec.contacts.length > 0 && <Fact name={t('approval.cloud.contacts')}>{spec.contacts.join(', ')}</Fact>}
        {spec.geolocation.length > 0 && <Fact name={t('approval.cloud.places')}>{spec.geolocation.join(', ')}</Fact>}
        {spec.staticip && <Fact name={t('approval.cloud.static')}>{t('approval.cloud.staticYes')}</Fact>}
      </dl>
      <Notice>{t('approval.cloud.public')}</Notice>
    </>
  );
}

function Component({ component }: { component: AppComponent }) {
  const t = useT();
  const { name, repotag, cpu, ram, hdd, ports, containerPorts, domains, environmentParameters, commands } = component;
  const detail = [
    ports.map((port, at) => `${port} → ${containerPorts[at] ?? ''}${domains[at] ? ` (${domains[at] ?? ''})` : ''}`).join(', '),
    environmentParameters.length > 0 ? t('approval.cloud.environment', { count: environmentParameters.length }) : '',
    commands.join(' '),
  ].filter((text) => text !== '').join(' · ');
  return (
    <Fact name={t('approval.cloud.component', { name })} detail={<span className="font-mono wrap-anywhere">{detail}</span>}>
      <span className="block font-mono text-xs wrap-anywhere">{repotag}</span>
      <span className="block text-xs">{t('approval.cloud.hardware', { cpu: formatNumber(cpu), ram: formatNumber(ram), hdd: formatNumber(hdd) })}</span>
    </Fact>
  );
}
