// Coin, address, identity and server of a node, whole and to copy.

import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FluxNode } from '../../../../shared/contract/staking';
import { useCopy } from '../../../app/copy';
import { useT } from '../../../i18n/use-t';
import { Address } from '../../../ui/address';
import { IconButton } from '../../../ui/button';
import { outpointText } from '../outpoint';

function Fact({ name, copy, children }: { name: string; copy?: { label: string; text: string }; children: ReactNode }) {
  const put = useCopy();
  return (
    <div>
      <dt className="text-2xs text-muted">{name}</dt>
      <dd className="mt-0.5 flex items-start justify-between gap-1 text-sm">
        <span data-selectable className="min-w-0 wrap-break-word">{children}</span>
        {copy && <IconButton icon={Copy} label={copy.label} onClick={() => void put(copy.text)} className="-my-1.5 shrink-0" />}
      </dd>
    </div>
  );
}

export function NodeFacts({ node }: { node: FluxNode }) {
  const t = useT();
  const { collateral, address, identity, status } = node;
  const txid = status.kind === 'ended' ? status.txid : null;
  return (
    <dl className="flex flex-col gap-3">
      {collateral && <Fact name={t('staking.node.collateral')} copy={{ label: t('staking.node.copyCollateral'), text: outpointText(collateral) }}><span data-testid="node-collateral" className="font-mono text-2xs break-all">{outpointText(collateral)}</span></Fact>}
      {txid !== null && <Fact name={t('staking.node.endedBy')}><span className="font-mono text-2xs break-all">{txid}</span></Fact>}
      {address !== null && <Fact name={t('staking.node.address')} copy={{ label: t('staking.node.copyAddress'), text: address }}><Address value={address} className="text-xs" /></Fact>}
      {status.kind === 'confirmed' && <Fact name={t('staking.node.server')}><span className="font-mono text-xs break-all">{status.ip}</span></Fact>}
      <Fact name={t('staking.node.identity')} copy={identity?.kind === 'other' ? { label: t('staking.node.copyIdentity'), text: identity.publicKey } : undefined}>
        {identity === null ? t('staking.node.identityUnknown') : identity.kind === 'own' ? t('staking.node.identityOwn', { number: identity.index }) : <>{t('staking.node.identityOther')} <span className="font-mono text-2xs break-all">{identity.publicKey}</span></>}
      </Fact>
    </dl>
  );
}
