// An error in words: what happened, what it means for the coins, what to do. Code and details fold out.

import type { ReactNode } from 'react';
import type { ErrorShape } from '../../shared/errors/app-error';
import { hasWords, useT, wordsFor } from '../i18n/use-t';
import { Notice } from './notice';

/** Areas of codes that share another area's words. */
const SAME_WORDS: Readonly<Record<string, string>> = {
  accounts: 'store', activity: 'store', wallet: 'store', text: 'store',
  balance: 'endpoint', chain: 'endpoint', evm: 'endpoint', rpc: 'endpoint', servers: 'endpoint', sync: 'endpoint', receive: 'endpoint',
  outbox: 'broadcast', tx: 'broadcast', selection: 'plan', transaction: 'review', script: 'review', sighash: 'sign', taproot: 'sign', signature: 'message',
  table: 'light-node', headers: 'light-node', block: 'light-node', follow: 'light-node', node: 'light-node',
  hd: 'keyring', keys: 'keyring', password: 'vault', clipboard: 'files', window: 'internal',
};

/** The key of the words for a code: its own, else its area's, else the general ones. */
export function errorKey(code: string): string {
  const exact = `errors.codes.${code}`;
  if (hasWords(`${exact}.what`)) return exact;
  const start = code.split('/')[0] ?? '';
  const area = `errors.areas.${SAME_WORDS[start] ?? start}`;
  return hasWords(`${area}.what`) ? area : 'errors.areas.internal';
}

/** One line for places without room: what happened, or `code` words of a field. */
export function errorLine(error: ErrorShape): string {
  return wordsFor(`${errorKey(error.code)}.what`, error.context);
}

export function ErrorNotice({ error, action, tone = 'bad', className }: { error: ErrorShape; action?: ReactNode; tone?: 'bad' | 'warn'; className?: string }) {
  const t = useT();
  const key = errorKey(error.code);
  const details = Object.entries(error.context);
  return (
    <Notice tone={tone} urgent title={wordsFor(`${key}.what`, error.context)} action={action} className={className}>
      <p>{wordsFor(`${key}.coins`, error.context)} {wordsFor(`${key}.todo`, error.context)}</p>
      <details className="mt-1.5">
        <summary className="w-fit rounded-sm underline underline-offset-2">{t('common.details')}</summary>
        {/* What stands here came from elsewhere: text, never markup. */}
        <dl data-selectable className="mt-1 font-mono text-2xs break-all">
          <div>{t('errors.code')}: {error.code}</div>
          {details.map(([name, value]) => <div key={name}>{name}: {String(value)}</div>)}
        </dl>
      </details>
    </Notice>
  );
}
