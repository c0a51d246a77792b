// The output script and the address of a public key, by chain, script type and network: one function for wallet, signer and tests.

import { encodeAddress as encodeBitcoin } from '../bitcoin/address';
import { bitcoinParams } from '../bitcoin/params';
import { destinationOfScript, p2pkhScript, p2shP2wpkhScript, p2trScript, p2wpkhScript, scriptOfDestination } from '../bitcoin/script';
import { taprootOutputKey } from '../bitcoin/taproot';
import { familyOf, type ChainFamily, type ChainId, type NetworkId } from '../chains/ids';
import type { ScriptType } from '../contract/money-path';
import type { Ecc } from '../crypto/ecc';
import { hash160 } from '../crypto/hashes';
import { AppError } from '../errors/app-error';
import { addressOfPublicKey as evmAddress, decodeAddress as decodeEvm } from '../evm/address';
import { encodeAddress as encodeFlux, scriptOfDestination as fluxScript } from '../flux/address';
import { FLUX_MAINNET, FLUX_REGTEST, type FluxParams } from '../flux/params';

export interface ScriptAndAddress {
  /** Output script; for EVM chains the 20 address bytes. */
  readonly script: Uint8Array;
  readonly address: string;
}

/** The parameters that a wallet's network uses on the Flux main chain. */
export function fluxParams(network: NetworkId): FluxParams {
  return network === 'mainnet' ? FLUX_MAINNET : FLUX_REGTEST;
}

/**
 * @param publicKey 33 bytes, or 65 where a P2PKH key is uncompressed
 * @throws AppError hd/script-type when that chain has no such script for a single key
 */
export function scriptOfKey(publicKey: Uint8Array, scriptType: ScriptType, chain: ChainId, network: NetworkId, ecc: Ecc): ScriptAndAddress {
  const family: ChainFamily = familyOf(chain);
  if (family === 'flux' && scriptType === 'p2pkh') {
    const destination = { kind: 'p2pkh', hash: hash160(publicKey) } as const;
    return { script: fluxScript(destination), address: encodeFlux(destination, fluxParams(network)) };
  }
  if (family === 'evm' && scriptType === 'evm') {
    const address = evmAddress(ecc.pointCompress(publicKey, false));
    return { script: decodeEvm(address), address };
  }
  if (family === 'bitcoin') {
    const script = bitcoinScript(publicKey, scriptType, ecc);
    const destination = script && destinationOfScript(script);
    if (script && destination) return { script, address: encodeBitcoin(destination, bitcoinParams(network)) };
  }
  throw new AppError('hd/script-type', 'this chain has no such script for a key', { context: { chain, scriptType } });
}

function bitcoinScript(publicKey: Uint8Array, scriptType: ScriptType, ecc: Ecc): Uint8Array | null {
  switch (scriptType) {
    case 'p2pkh': return p2pkhScript(publicKey);
    case 'p2wpkh': return p2wpkhScript(publicKey);
    case 'p2sh-p2wpkh': return p2shP2wpkhScript(publicKey);
    case 'p2tr': return p2trScript(taprootOutputKey(ecc, publicKey));
    case 'p2sh-multisig':
    case 'evm':
      return null;
  }
}

/** The P2SH script and address of a redeem script. */
export function scriptOfRedeemScript(redeemScript: Uint8Array, chain: 'flux' | 'bitcoin', network: NetworkId): ScriptAndAddress {
  const destination = { kind: 'p2sh', hash: hash160(redeemScript) } as const;
  return chain === 'flux'
    ? { script: fluxScript(destination), address: encodeFlux(destination, fluxParams(network)) }
    : { script: scriptOfDestination(destination), address: encodeBitcoin(destination, bitcoinParams(network)) };
}
