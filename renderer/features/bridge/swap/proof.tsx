// The id of a transaction as a proof: short in the line, whole on demand, copied either way.

import { Copy } from 'lucide-react';
import { useState } from 'react';
import { useCopy } from '../../../app/copy';
import { useT } from '../../../i18n/use-t';
import { shortAddress } from '../../../ui/address';
import { IconButton } from '../../../ui/button';

export function Proof({ txid, name }: { txid: string; /** What it is the id of. */ name: string }) {
  const t = useT();
  const copy = useCopy();
  const [whole, setWhole] = useState(false);
  return (
    <span className="inline-flex max-w-full items-center gap-0.5">
      <button
        type="button" aria-expanded={whole} aria-label={`${name}: ${txid}`} title={t(whole ? 'bridge.proof.less' : 'bridge.proof.whole')} onClick={() => setWhole(!whole)} data-txid={txid}
        className={whole ? 'rounded-sm text-left font-mono text-2xs break-all text-text' : 'rounded-sm font-mono text-xs whitespace-nowrap hover:text-text'}
      >
        {whole ? txid : shortAddress(txid)}
      </button>
      <IconButton icon={Copy} label={t('bridge.proof.copy', { name })} onClick={() => void copy(txid)} className="-my-2 size-7! shrink-0" />
    </span>
  );
}
