// Bitcoin addresses: Base58Check (P2PKH, P2SH) and segwit (BIP173, BIP350); says what a wrong address is instead.

import { addressPayload, checkAddressText } from '../crypto/address-text';
import { encodeBase58Check } from '../crypto/base58check';
import { concatBytes } from '../crypto/bytes';
import { AppError } from '../errors/app-error';
import { bytesToWords, decodeBech32, encodeBech32, wordsToBytes } from './bech32';
import { BITCOIN_NETWORKS, type BitcoinParams } from './params';
import { destinationOfScript, scriptOfDestination, type BitcoinDestination } from './script';

/** First two payload bytes of Flux and Zcash transparent addresses (t1, t3, tm, t2). */
const FLUX_PREFIXES: ReadonlySet<number> = new Set([0x1cb8, 0x1cbd, 0x1d25, 0x1cba]);

/** The address text of a destination. */
export function encodeAddress(destination: BitcoinDestination, params: BitcoinParams): string {
  if (destination.kind === 'witness') {
    return encodeBech32(params.hrp, [destination.version, ...bytesToWords(destination.program)], destination.version === 0 ? 'bech32' : 'bech32m');
  }
  return encodeBase58Check(concatBytes(Uint8Array.of(destination.kind === 'p2pkh' ? params.p2pkhPrefix : params.p2shPrefix), destination.hash));
}

function otherNetwork(network: string): AppError {
  return new AppError('address/other-network', 'this address belongs to another Bitcoin network', { context: { network } });
}

function decodeSegwit(text: string, params: BitcoinParams): BitcoinDestination {
  let decoded;
  try {
    decoded = decodeBech32(text);
  } catch (cause) {
    const code = cause instanceof AppError ? cause.code : '';
    if (code === 'bech32/bad-checksum') throw new AppError('address/bad-checksum', 'the checksum does not match: a character is wrong or missing', { cause });
    if (code === 'bech32/bad-character') throw new AppError('address/bad-character', 'a character cannot occur in an address', { cause });
    throw new AppError('address/malformed', 'not an address', { cause });
  }
  const [version, ...words] = decoded.words;
  const program = wordsToBytes(words);
  const malformed = version === undefined || version > 16 || program === null || program.length < 2 || program.length > 40 || (version === 0 && program.length !== 20 && program.length !== 32);
  if (malformed) throw new AppError('address/malformed', 'not a witness program');
  if (decoded.variant !== (version === 0 ? 'bech32' : 'bech32m')) throw new AppError('address/bad-checksum', 'the checksum is of the wrong kind for this witness version');
  if (decoded.hrp !== params.hrp) throw otherNetwork(BITCOIN_NETWORKS.find((other) => other.hrp === decoded.hrp)?.name ?? decoded.hrp);
  return { kind: 'witness', version, program };
}

function decodeBase58Address(text: string, params: BitcoinParams): BitcoinDestination {
  const payload = addressPayload(text);
  const [prefix = -1, second = 0] = payload;
  if (payload.length === 22 && FLUX_PREFIXES.has((prefix << 8) | second)) throw new AppError('address/other-chain', 'this address belongs to another chain', { context: { chain: 'flux' } });
  if (payload.length !== 21) throw new AppError('address/malformed', 'not a Bitcoin address', { context: { length: payload.length } });
  const hash = payload.slice(1);
  if (prefix === params.p2pkhPrefix) return { kind: 'p2pkh', hash };
  if (prefix === params.p2shPrefix) return { kind: 'p2sh', hash };
  const other = BITCOIN_NETWORKS.find((network) => network.p2pkhPrefix === prefix || network.p2shPrefix === prefix);
  if (other !== undefined) throw otherNetwork(other.name);
  throw new AppError('address/malformed', 'not a Bitcoin address');
}

/**
 * The destination of an address of this network. Testnet and regtest share their Base58 prefixes.
 * @throws AppError `address/empty` | `address/bad-character` | `address/bad-checksum` | `address/malformed`
 *   | `address/other-network` (context.network) | `address/other-chain` (context.chain: flux, evm)
 */
export function decodeAddress(text: string, params: BitcoinParams): BitcoinDestination {
  checkAddressText(text);
  if (/^0x[0-9a-f]{40}$/i.test(text)) throw new AppError('address/other-chain', 'this address belongs to another chain', { context: { chain: 'evm' } });
  return /^(bc|tb|bcrt)1/i.test(text) ? decodeSegwit(text, params) : decodeBase58Address(text, params);
}

/** The output script that pays an address; errors as `decodeAddress`. */
export function scriptOfAddress(address: string, params: BitcoinParams): Uint8Array {
  return scriptOfDestination(decodeAddress(address, params));
}

/** The address that an output script pays, or null when it pays none. */
export function addressOfScript(script: Uint8Array, params: BitcoinParams): string | null {
  const destination = destinationOfScript(script);
  if (destination === null) return null;
  const badProgram = destination.kind === 'witness' && destination.version === 0 && destination.program.length !== 20 && destination.program.length !== 32;
  return badProgram ? null : encodeAddress(destination, params);
}
