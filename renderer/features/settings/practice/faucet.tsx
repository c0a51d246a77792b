// The faucet for any coin of any chain: it pays a fresh address that this wallet gives out for it.

import { Droplets } from 'lucide-react';
import { useState } from 'react';
import type { ChainId } from '../../../../shared/chains/ids';
import { allChains, chainInfo } from '../../../../shared/chains/registry';
import { useAnnouncements } from '../../../app/announce';
import { call } from '../../../app/client';
import { useT } from '../../../i18n/use-t';
import { shortAddress } from '../../../ui/address';
import { Button } from '../../../ui/button';
import { ChainDot } from '../../../ui/chain-mark';
import { ErrorNotice } from '../../../ui/error-notice';
import { SelectField } from '../../../ui/field';
import { useAct } from '../../../ui/use-act';
import { Block, SettingsCard } from '../parts';

type Token = 'native' | 'flux' | 'other';

export function PracticeFaucet() {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const [chain, setChain] = useState<ChainId>('flux');
  const [token, setToken] = useState<Token>('native');
  const info = chainInfo(chain);
  const coins: { value: Token; label: string }[] = [
    { value: 'native', label: info.native.symbol },
    ...(info.tokens.length === 0 ? [] : [{ value: 'flux' as const, label: 'FLUX' }, { value: 'other' as const, label: t('settings.practice.testToken') }]),
  ];
  const coin = coins.find(({ value }) => value === token) ?? coins[0];
  const get = useAct(async () => {
    if (!coin) return;
    const { address } = await call('receive.fresh', { chain, scriptType: null });
    await call('practice.faucet', { chain, token: coin.value, address, amount: null });
    say(t('settings.practice.faucetDone', { symbol: coin.label, address: shortAddress(address) }));
  });
  return (
    <SettingsCard title={t('settings.practice.faucet')} note={t('settings.practice.faucetHint')}>
      <Block>
        <form className="flex flex-wrap items-end gap-3" onSubmit={(event) => { event.preventDefault(); void get.run(); }}>
          <SelectField<ChainId> className="w-52" label={t('settings.practice.faucetChain')} icon={<ChainDot chain={chain} />} value={chain} onValue={setChain} options={allChains().map(({ id, name }) => ({ value: id, label: name }))} />
          <SelectField<Token> className="w-36" label={t('settings.practice.faucetCoin')} value={coin?.value ?? 'native'} onValue={setToken} options={coins} />
          <Button type="submit" icon={Droplets} busy={get.busy}>{t('settings.practice.faucetGo')}</Button>
        </form>
        {get.error && <ErrorNotice error={get.error} className="mt-3" />}
      </Block>
    </SettingsCard>
  );
}
