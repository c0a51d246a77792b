// A password field: shown on demand, with a hint when caps lock is on. Its text lives in the screen's state and nowhere else.

import { Eye, EyeOff, KeyRound } from 'lucide-react';
import { useState, type KeyboardEvent, type MouseEvent } from 'react';
import { useT } from '../i18n/use-t';
import { IconButton } from './button';
import { TextField, type TextFieldProps } from './field';
import { Icon } from './icon';

export function PasswordField({ hint, ...field }: Omit<TextFieldProps, 'type' | 'prefix' | 'suffix'>) {
  const t = useT();
  const [shown, setShown] = useState(false);
  const [caps, setCaps] = useState(false);
  const watch = (event: KeyboardEvent | MouseEvent) => setCaps(event.getModifierState('CapsLock'));
  return (
    <TextField
      large {...field} type={shown ? 'text' : 'password'} maxLength={1024} onKeyUp={watch} onKeyDown={watch} onMouseDown={watch}
      hint={caps ? <span className="text-warn-ink">{t('common.capsLock')}</span> : hint}
      prefix={<Icon of={KeyRound} className="size-4 text-muted" />}
      suffix={<IconButton icon={shown ? EyeOff : Eye} label={t(shown ? 'common.hidePassword' : 'common.showPassword')} onClick={() => setShown(!shown)} className="-mr-2" />}
    />
  );
}
