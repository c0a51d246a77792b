// Practice coins for the address on the screen.

import { Droplets } from 'lucide-react';
import type { ChainId } from '../../../shared/chains/ids';
import { chainInfo } from '../../../shared/chains/registry';
import { useAnnouncements } from '../../app/announce';
import { call } from '../../app/client';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Card, CardTitle } from '../../ui/card';
import { ErrorNotice } from '../../ui/error-notice';
import { useAct } from '../../ui/use-act';

export function Faucet({ chain, address }: { chain: ChainId; address: string }) {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const info = chainInfo(chain);
  const act = useAct(async (token: 'native' | 'flux' | 'other') => {
    await call('practice.faucet', { chain, token, address, amount: null });
    say(t('receive.faucetDone'));
  });
  return (
    <Card className="p-5" label={t('receive.faucet')}>
      <CardTitle>{t('receive.faucet')}</CardTitle>
      <p className="mt-2 text-xs text-muted">{t('receive.faucetText')}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button size="sm" icon={Droplets} disabled={act.busy} onClick={() => void act.run('native')}>{t('receive.faucetNative', { symbol: info.native.symbol })}</Button>
        {info.tokens.length > 0 && <Button size="sm" icon={Droplets} disabled={act.busy} onClick={() => void act.run('flux')}>{t('receive.faucetFlux')}</Button>}
        {info.tokens.length > 0 && <Button size="sm" icon={Droplets} disabled={act.busy} onClick={() => void act.run('other')}>{t('receive.faucetOther')}</Button>}
      </div>
      {act.error && <ErrorNotice error={act.error} className="mt-3" />}
    </Card>
  );
}
