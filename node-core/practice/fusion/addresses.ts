// Whether what a client names has the form of an address or a transaction id on its chain.
import { decodeAddress as decodeEvm } from '../../../shared/evm/address';
import { decodeAddress as decodeFlux } from '../../../shared/flux/address';
import { AppError } from '../../../shared/errors/app-error';
import type { FusionChain } from '../../../shared/fusion/chains';
import { PRACTICE_FLUX } from '../flux/parameters';
import { isForeignAddress } from './foreign';
import { carrierOf } from './wallets';

/** Whether `text` is an address on the chain; on Flux and the EVM chains of the practice network itself. */
export function isAddressOn(chain: FusionChain, text: string): boolean {
  const carrier = carrierOf(chain);
  if (carrier === null) return isForeignAddress(chain, text);
  try {
    if (carrier === 'flux') decodeFlux(text, PRACTICE_FLUX);
    else decodeEvm(text);
    return true;
  } catch (thrown) {
    if (thrown instanceof AppError) return false;
    throw thrown;
  }
}

/** Addresses of EVM chains are the same in any case; all others are what they are. */
export function addressKey(chain: FusionChain, address: string): string {
  const carrier = carrierOf(chain);
  return carrier === null || carrier === 'flux' ? address : address.toLowerCase();
}

/** The id in the form that the chain's node knows it by, or null when it is none. */
export function depositTxid(chain: FusionChain, text: string): string | null {
  const carrier = carrierOf(chain);
  const lower = text.toLowerCase();
  if (carrier === null || !(carrier === 'flux' ? /^[0-9a-f]{64}$/ : /^0x[0-9a-f]{64}$/).test(lower)) return null;
  return lower;
}
