// Blocks at once: on one practice chain, as many as wanted.

import { Pickaxe } from 'lucide-react';
import { useState } from 'react';
import type { ChainId } from '../../../../shared/chains/ids';
import { allChains, chainInfo } from '../../../../shared/chains/registry';
import { useAnnouncements } from '../../../app/announce';
import { call } from '../../../app/client';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { ChainDot } from '../../../ui/chain-mark';
import { ErrorNotice } from '../../../ui/error-notice';
import { SelectField, TextField } from '../../../ui/field';
import { useAct } from '../../../ui/use-act';
import { Block, SettingsCard } from '../parts';

const MOST = 1000;

export function Mine({ onMined }: { onMined(): void }) {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const [chain, setChain] = useState<ChainId>('flux');
  const [typed, setTyped] = useState('10');
  const [tried, setTried] = useState(false);
  const blocks = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : 0;
  const sound = blocks >= 1 && blocks <= MOST;
  const mine = useAct(async () => {
    setTried(true);
    if (!sound) return;
    await call('practice.mine', { chain, blocks });
    say(t('settings.practice.mined', { count: blocks, chain: chainInfo(chain).name }));
    onMined();
  });
  return (
    <SettingsCard title={t('settings.practice.mine')} note={t('settings.practice.mineHint')}>
      <Block>
        <form className="flex flex-wrap items-start gap-3" onSubmit={(event) => { event.preventDefault(); void mine.run(); }}>
          <SelectField<ChainId> className="w-52" label={t('settings.practice.mineChain')} icon={<ChainDot chain={chain} />} value={chain} onValue={setChain} options={allChains().map(({ id, name }) => ({ value: id, label: name }))} />
          <TextField className="w-36" label={t('settings.practice.mineCount')} inputMode="numeric" value={typed} maxLength={4} onValue={setTyped} problem={tried && !sound ? t('settings.practice.mineBad') : null} />
          <Button type="submit" icon={Pickaxe} busy={mine.busy} className="mt-[1.55rem]">{t('settings.practice.mineGo')}</Button>
        </form>
        {mine.error && <ErrorNotice error={mine.error} className="mt-3" />}
      </Block>
    </SettingsCard>
  );
}
