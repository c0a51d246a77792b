// A public note on the Flux chain (OP_RETURN): at most 80 bytes of UTF-8, counted as it is typed.

import { formatNumber } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { TextField } from '../../ui/field';
import { problemOf, type SendField } from './field';

const NOTE_BYTES = 80;
const noteBytes = (text: string): number => new TextEncoder().encode(text).length;

export function NoteField(field: SendField) {
  const t = useT();
  const { form, edit, locked } = field;
  const bytes = noteBytes(form.note.trim());
  const problem = bytes > NOTE_BYTES ? t('send.problems.note/too-long') : problemOf(t, field, 'note');
  return <TextField label={t('send.note')} hint={t('send.noteHint')} value={form.note} maxLength={200} disabled={locked} onValue={(note) => edit({ note })} problem={problem} aside={form.note && <span className="text-2xs text-muted tabular">{formatNumber(bytes)} / {NOTE_BYTES}</span>} />;
}
