// Keys of delegates as a list of up to four fields, each with its own problem.

import { Plus, X } from 'lucide-react';
import { useT } from '../../i18n/use-t';
import { Button, IconButton } from '../../ui/button';
import { TextField } from '../../ui/field';
import { cleanKey, isCompressedKey } from './keys';

const MOST = 4;

export function DelegateKeys({ keys, onKeys, problem }: { keys: readonly string[]; onKeys(keys: readonly string[]): void; /** What the wallet says of them. */ problem?: string | null }) {
  const t = useT();
  const problemOf = (key: string, at: number): string | null => {
    const typed = cleanKey(key);
    if (typed === '') return null;
    if (!isCompressedKey(typed)) return t('staking.delegates.bad');
    return keys.findIndex((other) => cleanKey(other) === typed) < at ? t('staking.delegates.twice') : null;
  };
  return (
    <div className="flex flex-col items-stretch gap-3">
      <p className="text-xs text-muted">{t('staking.delegates.text')}</p>
      {keys.map((key, at) => (
        <TextField
          key={at} mono label={t('staking.delegates.key', { number: at + 1 })} value={key} maxLength={140} problem={problemOf(key, at)}
          onValue={(typed) => onKeys(keys.map((old, place) => (place === at ? typed : old)))}
          suffix={<IconButton icon={X} label={t('staking.delegates.remove', { number: at + 1 })} onClick={() => onKeys(keys.filter((_, place) => place !== at))} className="-mr-2" />}
        />
      ))}
      {problem && <p role="alert" className="text-xs text-bad-ink">{problem}</p>}
      {keys.length < MOST && <Button size="sm" icon={Plus} className="self-start" onClick={() => onKeys([...keys, ''])}>{t('staking.delegates.add')}</Button>}
    </div>
  );
}
