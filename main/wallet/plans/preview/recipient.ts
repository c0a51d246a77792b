// What a person typed or pasted: an address, or a payment link, and of which chains.
import { EVM_CHAINS, chainOf, familyOf, type ChainFamily, type ChainId, type NetworkId, type AssetId } from '../../../../shared/chains/ids';
import { decodeAddress as decodeBitcoin } from '../../../../shared/bitcoin/address';
import { bitcoinParams } from '../../../../shared/bitcoin/params';
import { AppError } from '../../../../shared/errors/app-error';
import { decodeAddress as decodeEvm, encodeAddress as encodeEvm } from '../../../../shared/evm/address';
import { decodeAddress as decodeFlux } from '../../../../shared/flux/address';
import { fluxParams } from '../../../../shared/hd/script-of-key';
import { looksLikeUri, parsePaymentUri, type PaymentRequest } from '../../../../shared/uri/payment-uri';

/**
 * Checks an address of a family and network, and gives it in its usual form (EIP-55 on EVM, lower-case bech32).
 * @throws AppError address/…
 */
export function checkAddress(text: string, family: ChainFamily, network: NetworkId): string {
  switch (family) {
    case 'flux':
      decodeFlux(text, fluxParams(network));
      return text;
    case 'bitcoin':
      decodeBitcoin(text, bitcoinParams(network));
      return /^(bc|tb|bcrt)1/i.test(text) ? text.toLowerCase() : text;
    case 'evm': {
      const bytes = decodeEvm(text);
      if (bytes.every((byte) => byte === 0)) throw new AppError('address/zero', 'nobody owns the zero address');
      return encodeEvm(bytes);
    }
  }
}

export interface Recipient {
  readonly address: string;
  readonly uri: PaymentRequest | null;
}

/** A link may be for a chain or a token other than the one that is being sent. */
function sameAsset(uri: PaymentRequest, asset: AssetId): void {
  if (uri.asset === asset) return;
  const chain = chainOf(uri.asset);
  throw new AppError(chain === chainOf(asset) ? 'uri/other-asset' : 'uri/other-chain', 'the link asks for another coin', { context: { chain, asset: uri.asset } });
}

/**
 * The recipient of a draft.
 * @throws AppError address/… | uri/…
 */
export function recipientOf(text: string, asset: AssetId, network: NetworkId): Recipient {
  const typed = text.trim();
  if (!looksLikeUri(typed)) return { address: checkAddress(typed, familyOf(chainOf(asset)), network), uri: null };
  const uri = parsePaymentUri(typed);
  sameAsset(uri, asset);
  return { address: checkAddress(uri.address, familyOf(chainOf(asset)), network), uri };
}

export interface Recognised {
  readonly chains: readonly ChainId[];
  readonly address: string | null;
  readonly asset: AssetId | null;
  readonly problem: string | null;
}

const FAMILIES: readonly { readonly family: ChainFamily; readonly chains: readonly ChainId[] }[] = [
  { family: 'flux', chains: ['flux'] },
  { family: 'bitcoin', chains: ['bitcoin'] },
  { family: 'evm', chains: EVM_CHAINS },
];

/** How much an error tells: a wrong network or checksum says more than "not an address". */
const TELLING: readonly string[] = ['address/other-network', 'address/bad-checksum', 'address/zero', 'address/other-chain', 'address/bad-character'];

function codeOf(thrown: unknown): string {
  if (thrown instanceof AppError) return thrown.code;
  throw thrown;
}

/** What a pasted text is; never throws for what somebody may paste. */
export function recognise(text: string, network: NetworkId): Recognised {
  const typed = text.trim();
  const nothing = { chains: [], address: null, asset: null };
  if (typed === '') return { ...nothing, problem: 'address/empty' };
  if (looksLikeUri(typed)) {
    try {
      const uri = parsePaymentUri(typed);
      const chain = chainOf(uri.asset);
      return { chains: [chain], address: checkAddress(uri.address, familyOf(chain), network), asset: uri.asset, problem: null };
    } catch (thrown) {
      return { ...nothing, problem: codeOf(thrown) };
    }
  }
  const problems: string[] = [];
  for (const { family, chains } of FAMILIES) {
    try {
      return { chains, address: checkAddress(typed, family, network), asset: null, problem: null };
    } catch (thrown) {
      problems.push(codeOf(thrown));
    }
  }
  return { ...nothing, problem: TELLING.find((code) => problems.includes(code)) ?? 'address/malformed' };
}
