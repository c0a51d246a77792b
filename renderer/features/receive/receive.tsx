// Receive: a fresh address a person can compare, as text and as a code, checked against the signer's own derivation.

import { useState } from 'react';
import type { Session } from '../../../shared/contract/app';
import type { ScriptType } from '../../../shared/contract/money-path';
import { allChains, chainInfo } from '../../../shared/chains/registry';
import { isEvmChain, type ChainId } from '../../../shared/chains/ids';
import { useNavigation } from '../../app/navigation';
import { useCall } from '../../app/queries';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Card, CardTitle } from '../../ui/card';
import { CHAIN_SHORT, ChainDot } from '../../ui/chain-mark';
import { Choices } from '../../ui/choice';
import { ErrorNotice } from '../../ui/error-notice';
import { Loading } from '../../ui/skeleton';
import { AddressCells } from './address-cells';
import { Earlier } from './earlier';
import { Faucet } from './faucet';

function hint(t: ReturnType<typeof useT>, chain: ChainId): string {
  const info = chainInfo(chain);
  return isEvmChain(chain) ? t('receive.hint.evm', { coin: info.native.symbol, chain: info.name }) : t(chain === 'flux' ? 'receive.hint.flux' : 'receive.hint.bitcoin');
}

export function Receive({ session }: { session: Extract<Session, { state: 'unlocked' }> }) {
  const t = useT();
  const chain = useNavigation((state) => state.receiveChain);
  const openReceive = useNavigation((state) => state.openReceive);
  const [script, setScript] = useState<ScriptType>('p2wpkh');
  const fresh = useCall('receive.fresh', { chain, scriptType: chain === 'bitcoin' ? script : null }, { keep: false });
  const practice = session.unlocked.wallet.network === 'practice';
  return (
    <div className="flex flex-col gap-4.5 px-7 py-6">
      <div className="grid items-start gap-4.5 @5xl/main:grid-cols-[minmax(0,1fr)_20.75rem]">
        <Card className="grid overflow-hidden @2xl/main:grid-cols-[16.75rem_minmax(0,1fr)] @2xl/main:grid-rows-[auto_1fr]">
          {/* Stands apart from the address, so that the choice keeps the focus while another address is asked for. */}
          <div className="min-w-0 px-5 pt-5 @2xl/main:col-start-2 @5xl/main:px-7 @5xl/main:pt-7">
            <Choices
              legend={t('receive.chains')} value={chain} onChoose={openReceive}
              choices={allChains().map((info) => ({ value: info.id, label: <><ChainDot chain={info.id} />{CHAIN_SHORT[info.id]}</> }))}
            />
            {chain === 'bitcoin' && <Choices<ScriptType> className="mt-3" legend={t('receive.script')} value={script} onChoose={setScript} choices={[{ value: 'p2wpkh', label: t('receive.segwit') }, { value: 'p2tr', label: t('receive.taproot') }]} />}
          </div>
          {fresh.data ? <AddressCells key={`${fresh.data.chain}/${fresh.data.address}`} receive={fresh.data} /> : (
            <div className="min-h-80 min-w-0 px-5 py-5 @2xl/main:col-start-2 @5xl/main:px-7">
              {fresh.error ? <ErrorNotice error={fresh.error} action={<Button size="sm" onClick={() => void fresh.refetch()}>{t('common.retry')}</Button>} /> : <Loading waitingFor={t('receive.loading')} rows={5} />}
            </div>
          )}
        </Card>
        <div className="flex flex-col gap-4.5">
          <Card className="p-5" label={t('receive.before')}>
            <CardTitle>{t('receive.before')}</CardTitle>
            <p className="mt-3 text-xs text-muted">{hint(t, chain)}</p>
            {fresh.data && <p className="mt-2.5 text-xs text-muted">{t('receive.derived', { path: '' })}<span data-selectable className="font-mono">{fresh.data.path}</span></p>}
          </Card>
          {practice && fresh.data && <Faucet chain={chain} address={fresh.data.address} />}
        </div>
      </div>
      <Earlier chain={chain} />
    </div>
  );
}
