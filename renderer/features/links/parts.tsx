// Pieces of the dialog of a link: a named part, a stranger's text, who gets an answer, what became of it, and the rest of the link.

import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { Delivery } from '../../../shared/contract/links';
import { hostLine, type Callback } from '../../../shared/links/callback';
import type { Link } from '../../../shared/links/parse';
import { linkRows, wholeLink } from '../../../shared/links/view';
import { visibleText } from '../../../shared/text/visible';
import { useT } from '../../i18n/use-t';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import { Pill, type Tone } from '../../ui/pill';

export function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-2xs text-muted">{name}</dt>
      <dd className="mt-0.5 text-sm">{children}</dd>
    </div>
  );
}

/** All of a text, with nothing in it hidden. */
export function StrangersText({ text, testId }: { text: string; testId?: string }) {
  const t = useT();
  const shown = visibleText(text);
  return (
    <>
      <div data-selectable data-testid={testId} dir="ltr" tabIndex={0} className="max-h-44 overflow-y-auto rounded-md border border-line bg-surface-2 p-3 text-sm break-all whitespace-pre-wrap [unicode-bidi:isolate]">{shown}</div>
      {shown !== text && <p className="mt-1 text-2xs text-warn-ink">{t('links.invisible')}</p>}
    </>
  );
}

const TONES: Readonly<Record<Callback['standing'], Tone>> = { official: 'good', node: 'neutral', 'cloud-app': 'warn', 'look-alike': 'bad', other: 'warn', loopback: 'neutral' };

/** An address to the letter: no two characters are drawn as one. */
export function Exact({ text, className }: { text: string; className?: string }) {
  return <span data-selectable className={clsx('font-mono break-all [font-variant-ligatures:none]', className)}>{text}</span>;
}

export function Host({ callback }: { callback: Callback }) {
  const t = useT();
  const { standing, like } = callback;
  return (
    <div data-testid="link-host">
      <div className="flex flex-wrap items-center gap-2">
        <span data-selectable className="text-md font-bold break-all">{hostLine(callback)}</span>
        <Pill tone={TONES[standing]}>{standing === 'look-alike' ? (like === null ? t('links.standing.look-alike-unknown') : t('links.standing.look-alike', { like })) : t(`links.standing.${standing}`)}</Pill>
      </div>
      <Exact text={callback.url} className="mt-0.5 block text-2xs text-muted" />
    </div>
  );
}

export function Told({ delivery, host }: { delivery: Delivery; host: string }) {
  const t = useT();
  if (delivery.state === 'failed') {
    return <div data-testid="link-delivery"><p className="mb-2 text-sm font-bold">{t('links.notDelivered', { host })}</p><ErrorNotice error={delivery.reason} tone="warn" /></div>;
  }
  return (
    <div data-testid="link-delivery">
      <Notice tone="good" title={t('links.delivered', { host })}>{delivery.said !== '' && <span className="break-all">{t('links.saysIn', { said: delivery.said })}</span>}</Notice>
    </div>
  );
}

/** What the link says and nobody uses, and the link itself. */
export function Rest({ link }: { link: Link }) {
  const t = useT();
  return (
    <>
      {linkRows(link).filter(({ name }) => name === 'extra').map(({ parameter, text }) => (
        <Part key={parameter} name={t('links.parts.extra', { name: parameter ?? '' })}><Exact text={text} className="text-2xs text-muted" /></Part>
      ))}
      <details>
        <summary className="w-fit rounded-sm text-2xs text-muted hover:text-text">{t('links.parts.whole')}</summary>
        <div data-selectable data-testid="link-whole" className="mt-1 max-h-32 overflow-y-auto font-mono text-2xs break-all text-muted [font-variant-ligatures:none]" tabIndex={0}>{wholeLink(link)}</div>
      </details>
    </>
  );
}
