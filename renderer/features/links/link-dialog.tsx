// The dialog of a link: asks for one, refuses it with the reason, or shows all that it asks for. It does nothing by itself.

import { ClipboardPaste } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { NetworkId } from '../../../shared/chains/ids';
import type { Session } from '../../../shared/contract/app';
import { toAppError, type ErrorShape } from '../../../shared/errors/app-error';
import { MAX_LINK_LENGTH } from '../../../shared/links/error';
import { parseLink, type Link } from '../../../shared/links/parse';
import { call } from '../../app/client';
import { useNavigation } from '../../app/navigation';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ErrorNotice } from '../../ui/error-notice';
import { TextArea } from '../../ui/field';
import { useAct } from '../../ui/use-act';
import { AddressLinkView } from './address-link';
import { PayLinkView } from './pay-link';
import { SignLinkView } from './sign-link';

type Unlocked = Extract<Session, { state: 'unlocked' }>;

function read(text: string, network: NetworkId): { link: Link } | { error: ErrorShape } {
  try {
    return { link: parseLink(text, network) };
  } catch (thrown) {
    return { error: toAppError(thrown).toShape() };
  }
}

export function LinkDialog({ text, session }: { text: string | null; session: Unlocked }) {
  const t = useT();
  const { closeLink } = useNavigation();
  const [given, setGiven] = useState(text);
  const { network } = session.unlocked.wallet;
  const reading = useMemo(() => (given === null ? null : read(given, network)), [given, network]);
  if (reading === null) return <Dialog title={t('links.open')} closeLabel={t('links.close')} onClose={closeLink} wide><AskLink onText={setGiven} /></Dialog>;
  if ('error' in reading) {
    return (
      <Dialog title={t('links.refused')} closeLabel={t('links.close')} onClose={closeLink} wide>
        <div className="flex flex-col gap-4 px-5 pt-2 pb-5" data-testid="link-refused">
          <ErrorNotice error={reading.error} />
          <div className="flex justify-end"><Button onClick={closeLink}>{t('links.close')}</Button></div>
        </div>
      </Dialog>
    );
  }
  const { link } = reading;
  return (
    <Dialog title={t(`links.title.${link.kind}`)} closeLabel={t('links.close')} onClose={closeLink} wide>
      <div className="flex flex-col gap-4 overflow-y-auto px-5 pt-2 pb-5" data-testid="link">
        {link.kind === 'pay' && <PayLinkView link={link} />}
        {link.kind === 'sign' && <SignLinkView link={link} fluxId={session.unlocked.fluxId} />}
        {link.kind === 'address' && <AddressLinkView link={link} />}
      </div>
    </Dialog>
  );
}

function AskLink({ onText }: { onText(text: string): void }) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const paste = useAct(async () => {
    const { text } = await call('clipboard.read', undefined);
    if (text.trim() === '') return setProblem(t('links.nothingInClipboard'));
    onText(text);
  });
  return (
    <form
      className="flex flex-col gap-4 px-5 pt-2 pb-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() === '') setProblem(t('links.empty'));
        else onText(typed);
      }}
    >
      {/* One character more than any link has: what is too long is refused, not cut. */}
      <TextArea autoFocus mono label={t('links.field')} hint={t('links.fieldHint')} value={typed} maxLength={MAX_LINK_LENGTH + 1} rows={4} problem={problem} onValue={(value) => { setProblem(null); setTyped(value); }} />
      {paste.error && <ErrorNotice error={paste.error} />}
      <div className="flex justify-end gap-2">
        <Button icon={ClipboardPaste} busy={paste.busy} onClick={() => void paste.run()}>{t('links.paste')}</Button>
        <Button look="primary" type="submit">{t('links.look')}</Button>
      </div>
    </form>
  );
}
