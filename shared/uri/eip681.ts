// EIP-681 links: `ethereum:address@chain?value=` for native coins, `ethereum:contract@chain/transfer?address=&uint256=` for ERC-20.
import { EVM_CHAINS, chainOf, contractOf, isEvmChain, nativeAsset, tokenAsset, type EvmChain } from '../chains/ids';
import { builtInAsset, chainInfo } from '../chains/registry';
import { parseEip681Amount, parseEip681Number } from './amounts';
import { encodePart, parseQuery, readText, refuseUnknownRequired } from './query';
import { uriError, type PaymentRequest } from './request';

/** Chain id of a link that names none, as the standard says. */
const DEFAULT_CHAIN_ID = 1;
/** Suggestions of the link's author for the fee: understood, checked for form, and not followed. */
const FEE_HINTS: readonly string[] = ['gas', 'gasLimit', 'gasPrice'];
const TEXTS: readonly string[] = ['label', 'message'];

function chainOfId(text: string | undefined): EvmChain {
  const id = text === undefined ? DEFAULT_CHAIN_ID : Number(text);
  const chain = EVM_CHAINS.find((candidate) => chainInfo(candidate).evmChainId === id);
  if (chain === undefined) throw uriError('unknown-chain', 'the link is for a chain that this wallet does not serve', { chainId: id });
  return chain;
}

function evmAddress(text: string | undefined): string {
  if (text === undefined || text === '') throw uriError('no-address', 'the link has no address');
  if (/^0x[0-9a-fA-F]{40}$/.test(text)) return text;
  // An upper-case "0X", as some codes carry it, is written small before anything compares it.
  if (/^0X[0-9A-F]{40}$/.test(text)) return text.toLowerCase();
  if (/\.[a-z]{2,}$/i.test(text)) throw uriError('name', 'names in place of addresses are not looked up');
  throw uriError('malformed', 'the link has no proper address');
}

function onlyKnown(query: ReadonlyMap<string, string>, known: readonly string[]): void {
  for (const [name, value] of query) {
    if (FEE_HINTS.includes(name)) parseEip681Number(value);
    else if (!known.includes(name) && !TEXTS.includes(name)) throw uriError('unknown-parameter', 'the link asks for something that is not understood', { name });
  }
}

/**
 * @param rest what follows "ethereum:"
 * @throws AppError uri/…
 */
export function parseEip681(rest: string): PaymentRequest {
  const match = /^(?:pay-)?([^@/?]*)(?:@(\d{1,15}))?(?:\/([^?]*))?(?:\?(.*))?$/s.exec(rest);
  if (!match) throw uriError('malformed', 'not an Ethereum payment link');
  const target = evmAddress(match[1]);
  const chain = chainOfId(match[2]);
  const call = match[3];
  const query = parseQuery(match[4] ?? '');
  refuseUnknownRequired(query);
  const texts = { label: readText(query, 'label'), message: readText(query, 'message') };
  if (call === undefined) {
    onlyKnown(query, ['value']);
    const value = query.get('value');
    return { asset: nativeAsset(chain), address: target, amount: value === undefined ? null : parseEip681Amount(value), ...texts };
  }
  if (call !== 'transfer') throw uriError('unknown-function', 'the link asks for a contract call that is not a payment', { name: call.slice(0, 60) });
  onlyKnown(query, ['address', 'uint256', 'value']);
  if (parseEip681Number(query.get('value') ?? '0') !== 0n) throw uriError('unknown-function', 'the link pays a token contract itself', { name: 'transfer' });
  const amount = query.get('uint256');
  return { asset: tokenAsset(chain, target), address: evmAddress(query.get('address')), amount: amount === undefined ? null : parseEip681Amount(amount), ...texts };
}

/** @throws AppError uri/unknown-chain for assets outside the EVM */
export function buildEip681(request: PaymentRequest): string {
  const chain = chainOf(request.asset);
  if (!isEvmChain(chain)) throw uriError('unknown-chain', 'not an EVM chain', { chainId: 0 });
  const contract = contractOf(request.asset);
  const parts: string[] = [];
  if (contract !== null) parts.push(`address=${request.address}`);
  if (request.amount !== null) parts.push(`${contract === null ? 'value' : 'uint256'}=${request.amount}`);
  if (request.label !== null) parts.push(`label=${encodePart(request.label)}`);
  if (request.message !== null) parts.push(`message=${encodePart(request.message)}`);
  const target = contract === null ? request.address : (builtInAsset(request.asset)?.contract ?? contract);
  return `ethereum:${target}@${chainInfo(chain).evmChainId}${contract === null ? '' : '/transfer'}${parts.length > 0 ? `?${parts.join('&')}` : ''}`;
}
