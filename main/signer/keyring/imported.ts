// Keys from outside: WIF of Flux or Bitcoin, and one key of a 2-of-2 (SSP) with its redeem script.

import * as ecc from 'tiny-secp256k1';
import { bitcoinParams } from '../../../shared/bitcoin/params';
import type { NetworkId } from '../../../shared/chains/ids';
import type { Imported } from '../../../shared/contract/money-path';
import { equalBytes, fromHex, toHex } from '../../../shared/crypto/bytes';
import { AppError } from '../../../shared/errors/app-error';
import { classifyScript, MAX_REDEEM_SCRIPT } from '../../../shared/flux/script-templates';
import { decodeWif } from '../../../shared/flux/wif';
import { fluxParams, scriptOfKey, scriptOfRedeemScript } from '../../../shared/hd/script-of-key';

/** An imported key as the keyring holds it. `privateKey` is wiped when the keyring is. */
export interface ImportedKey {
  readonly id: string;
  readonly name: string;
  readonly family: 'flux' | 'bitcoin';
  readonly kind: 'wif' | 'ssp';
  readonly use: 'keep' | 'sweep' | 'flux-id';
  readonly privateKey: Uint8Array;
  readonly compressed: boolean;
  readonly redeemScript: Uint8Array | null;
}

/**
 * Reads a WIF of this network. The two chains share their prefix, so the text alone does not say which one it is for.
 * @returns the caller wipes `privateKey`
 * @throws AppError wif/malformed, wif/bad-checksum, wif/other-network
 */
export function readWif(text: string, network: NetworkId): { privateKey: Uint8Array; compressed: boolean } {
  const trimmed = text.trim();
  // Both chains use one byte per network; a difference would be a mistake of ours, not of the person.
  if (fluxParams(network).wifPrefix !== bitcoinParams(network).wifPrefix) throw new AppError('wif/malformed', 'prefixes differ');
  const key = decodeWif(trimmed, fluxParams(network));
  if (ecc.isPrivate(key.privateKey)) return key;
  key.privateKey.fill(0);
  throw new AppError('wif/malformed', 'not a private key of the curve');
}

/** The public key in the form that the key's addresses use: 33 or 65 bytes. */
export function publicKeyOf(privateKey: Uint8Array, compressed: boolean): Uint8Array {
  const point = ecc.pointFromScalar(privateKey, compressed);
  if (!point) throw new AppError('wif/malformed', 'not a private key of the curve');
  return point;
}

/**
 * Checks a redeem script against a key: standard multisig of compressed keys, ours among them.
 * @param hex as pasted by a person
 * @throws AppError ssp/bad-script, ssp/foreign-key, ssp/uncompressed
 */
export function readRedeemScript(hex: string, key: { privateKey: Uint8Array; compressed: boolean }): Uint8Array {
  const text = hex.trim().toLowerCase();
  if (!/^([0-9a-f]{2})+$/.test(text) || text.length / 2 > MAX_REDEEM_SCRIPT) throw new AppError('ssp/bad-script', 'not a redeem script in hex');
  const script = fromHex(text);
  const template = classifyScript(script);
  if (template.kind !== 'multisig') throw new AppError('ssp/bad-script', 'not a standard multisig script');
  if (!template.publicKeys.every((one) => one.length === 33 && ecc.isPointCompressed(one))) throw new AppError('ssp/bad-script', 'the script holds something that is no compressed key');
  if (!key.compressed) throw new AppError('ssp/uncompressed', 'the key is in uncompressed form, the script holds compressed ones');
  const own = publicKeyOf(key.privateKey, true);
  if (!template.publicKeys.some((one) => equalBytes(one, own))) throw new AppError('ssp/foreign-key', 'the key is not one of the script');
  return script;
}

/** Script, address and script type of an imported key on its own chain. */
export function scriptOfImported(key: ImportedKey, network: NetworkId): { script: Uint8Array; address: string; scriptType: 'p2pkh' | 'p2sh-multisig'; publicKey: Uint8Array } {
  const publicKey = publicKeyOf(key.privateKey, key.compressed);
  if (key.redeemScript) return { ...scriptOfRedeemScript(key.redeemScript, key.family, network), scriptType: 'p2sh-multisig', publicKey };
  return { ...scriptOfKey(publicKey, 'p2pkh', key.family, network, ecc), scriptType: 'p2pkh', publicKey };
}

/** What the wallet may know of an imported key. */
export function describeImported(key: ImportedKey, network: NetworkId): Imported {
  const { address, scriptType, publicKey } = scriptOfImported(key, network);
  return { id: key.id, family: key.family, kind: key.kind, name: key.name, address, scriptType, publicKey: toHex(publicKey), redeemScript: key.redeemScript ? toHex(key.redeemScript) : null };
}
