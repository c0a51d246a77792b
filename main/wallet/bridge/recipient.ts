// Who gets the payout: an own address unless another is named, checked by the rules of its chain.

import { familyOf, type NetworkId } from '../../../shared/chains/ids';
import { AppError } from '../../../shared/errors/app-error';
import { heldChain, type FusionChain } from '../../../shared/fusion/chains';
import { fluxOn } from '../../../shared/fusion/flux-on';
import { checkForeignAddress, FOREIGN_CHAINS, type ForeignChain } from '../../../shared/fusion/foreign-address';
import { operatorAddresses } from '../../../shared/fusion/operator-addresses';
import { checkAddress } from '../plans/preview/recipient';
import { sameAddress } from './txid';

export interface OwnAddresses {
  /** The wallet's address for a payout on a chain that it holds; the same one until it was used. @throws AppError accounts/none */
  ownAddress(chain: FusionChain): string;
  isOwn(chain: FusionChain, address: string): boolean;
}
export interface Recipient {
  readonly address: string;
  readonly own: boolean;
}

const isForeign = (chain: FusionChain): chain is ForeignChain => FOREIGN_CHAINS.some((known) => known === chain);

/**
 * An address of one of Fusion's chains in its usual form.
 * @throws AppError address/… | bridge/recipient-is-operator | bridge/recipient-is-token
 */
export function checkedRecipient(chain: FusionChain, text: string, network: NetworkId, operator: readonly string[]): string {
  const typed = text.trim();
  const held = heldChain(chain);
  let address = typed;
  if (isForeign(chain)) checkForeignAddress(chain, typed);
  else if (held !== null) address = checkAddress(typed, familyOf(held), network);
  // What is paid to the operator's own deposit address, or to the token itself, is nobody's.
  if ([...operator, ...(operatorAddresses(network, chain) ?? [])].some((known) => sameAddress(known, address))) throw new AppError('bridge/recipient-is-operator', 'this is an address of the operator');
  const contract = held === null ? null : fluxOn(held)?.contract ?? null;
  if (contract !== null && sameAddress(contract, address)) throw new AppError('bridge/recipient-is-token', 'this is the token\'s own contract');
  return address;
}

/**
 * @param named null or empty: an own address
 * @throws AppError as checkedRecipient; bridge/recipient-needed where the wallet has no address of its own
 */
export function recipientOf(chain: FusionChain, named: string | null, network: NetworkId, operator: readonly string[], wallet: OwnAddresses): Recipient {
  if (named !== null && named.trim() !== '') {
    const address = checkedRecipient(chain, named, network, operator);
    return { address, own: wallet.isOwn(chain, address) };
  }
  if (heldChain(chain) === null) throw new AppError('bridge/recipient-needed', 'the wallet has no address on this chain', { context: { chain } });
  return { address: wallet.ownAddress(chain), own: true };
}
