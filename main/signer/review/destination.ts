// Who gets a payout on another chain: the recipient of a swap or of a claim. No byte that is signed names it, so that it is judged by
// its address alone: whole, own as far as deriving tells, known to the sealed book, or a stranger.

import type { ChainId, NetworkId } from '../../../shared/chains/ids';
import type { Warning } from '../../../shared/contract/money-path';
import { decodeAddress } from '../../../shared/evm/address';
import { scriptOfAddress } from '../../../shared/flux/address';
import { heldChain, type FusionChain } from '../../../shared/fusion/chains';
import { fluxOn } from '../../../shared/fusion/flux-on';
import { checkForeignAddress, FOREIGN_CHAINS } from '../../../shared/fusion/foreign-address';
import { fluxParams } from '../../../shared/hd/script-of-key';
import { normalAddress } from './look-alike';
import type { Keys, ReviewDeps } from './ports';
import { recipientFacts } from './recipients';
import { insist, refusal } from './refusal';
import type { Reviewed } from './reviewed';

export interface Destination {
  /** This wallet holds the key and looks at the address: what arrives there is seen. */
  readonly own: boolean;
  readonly contact: string | null;
  /** A contact, or paid before. */
  readonly known: boolean;
  /** Held against known and own addresses that it could imitate; own ones, and those of chains that are not held, are not. */
  readonly compared: boolean;
  readonly warnings: readonly Warning[];
  /** Sealed as paid once it is signed. */
  readonly remember: Reviewed['remember'];
}

/** Output script, or the 20 bytes on EVM chains. @throws AppError `review/recipient-address` | `review/zero-address` */
function scriptOf(address: string, chain: ChainId, network: NetworkId): Uint8Array {
  let script: Uint8Array;
  try {
    script = chain === 'flux' ? scriptOfAddress(address, fluxParams(network)) : decodeAddress(address);
  } catch (thrown) {
    throw refusal('recipient-address', 'the recipient is not an address of the chain that it is paid on', { address, chain }, thrown);
  }
  insist(script.some((byte) => byte !== 0), 'zero-address', 'what is sent to the zero address is lost');
  return script;
}

/** The wallet looks at the first address of the EVM account only: its other keys could receive, and nobody would see it. */
function isOwn(script: Uint8Array, chain: ChainId, keys: Keys): boolean {
  const found = keys.findOwn(script, chain);
  if (found === null) return false;
  return chain === 'flux' || (found.key.kind === 'derived' && found.key.change === 0 && found.key.index === 0);
}

function foreignDestination(to: FusionChain, address: string): Destination {
  const foreign = FOREIGN_CHAINS.find((chain) => chain === to);
  insist(foreign !== undefined, 'recipient-address', 'nobody knows addresses of that chain', { chain: to });
  try {
    checkForeignAddress(foreign, address);
  } catch (thrown) {
    throw refusal('recipient-address', 'the recipient is not an address of the chain that it is paid on', { address, chain: to }, thrown);
  }
  return { own: false, contact: null, known: false, compared: false, warnings: [stranger(address)], remember: [] };
}

const stranger = (address: string): Warning => ({ id: 'swap-to-stranger', level: 'warn', context: { address } });

/** @throws AppError `review/recipient-address` | `review/zero-address` */
export function readDestination(to: FusionChain, address: string, { keys, addresses }: Pick<ReviewDeps, 'keys' | 'addresses'>): Destination {
  const chain = heldChain(to);
  if (chain === null) return foreignDestination(to, address);
  const script = scriptOf(address, chain, keys.network);
  if (isOwn(script, chain, keys)) return { own: true, contact: null, known: true, compared: false, warnings: [], remember: [] };
  const { contact, known, warnings } = recipientFacts(address, chain, keys, addresses);
  const token = fluxOn(chain)?.contract ?? null;
  const lost: Warning[] = token !== null && normalAddress(token, chain) === normalAddress(address, chain) ? [{ id: 'token-contract-recipient', level: 'danger', context: { contract: token } }] : [];
  return { own: false, contact, known, compared: true, warnings: [...lost, ...warnings, ...(known ? [] : [stranger(address)])], remember: [{ chain, address }] };
}
