// Frees a collateral coin for spending. The name of the node that ends is typed (the coin's place where no node is known), so that no habit of clicking does it.

import { useState } from 'react';
import type { TierFacts } from '../../../../shared/contract/staking';
import { toAppError } from '../../../../shared/errors/app-error';
import { useAnnouncements } from '../../../app/announce';
import { call } from '../../../app/client';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import { TextField } from '../../../ui/field';
import { useAct } from '../../../ui/use-act';
import { outpointText, type Outpoint } from '../outpoint';
import { useCollateralOf } from '../use-collateral-of';

export function ReleaseDialog({ name, tier, collateral, onClose }: { /** Of the node that ends; null: no node is known, and the coin's place is typed. */ name: string | null; tier: TierFacts['tier']; collateral: Outpoint; onClose(): void }) {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const amount = useCollateralOf(tier) ?? '—';
  const place = outpointText(collateral);
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const free = useAct(async () => {
    setWrong(false);
    try {
      // The wallet compares; this window only passes on what was typed.
      await call('staking.release', { outpoint: collateral, typed: typed.trim() });
    } catch (thrown) {
      if (toAppError(thrown).code !== 'staking/typed-wrong') throw thrown;
      return setWrong(true);
    }
    say(name === null ? t('staking.tools.kept.freed') : t('staking.node.release.done', { name }));
    onClose();
  });
  return (
    <Dialog title={name === null ? t('staking.tools.kept.title') : t('staking.node.release.title', { name })} closeLabel={t('common.close')} onClose={onClose}>
      <form className="flex flex-col gap-4 overflow-y-auto px-5 pt-2 pb-5" onSubmit={(event) => { event.preventDefault(); if (typed.trim() !== '') void free.run(); }}>
        <p className="text-sm text-muted">{name === null ? t('staking.tools.kept.text', { amount }) : t('staking.node.release.text', { name, amount })}</p>
        {name === null ? <p data-selectable className="font-mono text-2xs break-all">{place}</p> : <p className="text-sm text-muted">{t('staking.node.release.text2')}</p>}
        <TextField autoFocus mono={name === null} label={name === null ? t('staking.tools.kept.type') : t('staking.node.release.type', { name })} value={typed} maxLength={200} onValue={(text) => { setTyped(text); setWrong(false); }} problem={wrong ? t(name === null ? 'staking.tools.kept.wrong' : 'staking.node.release.wrong') : null} />
        {free.error && <ErrorNotice error={free.error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="danger" type="submit" busy={free.busy} disabled={typed.trim() === ''}>{t('staking.node.release.go')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
