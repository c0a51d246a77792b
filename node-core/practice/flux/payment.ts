// Signs payments of the practice network's own Flux wallets (faucet, bridge operator): P2PKH inputs of one key, by the judge's own digest.
import { sign } from 'tiny-secp256k1';
import { ByteWriter } from '../../../shared/crypto/byte-writer';
import { compactToDer } from '../../../shared/crypto/der';
import { concatBytes } from '../../../shared/crypto/bytes';
import { hash160 } from '../../../shared/crypto/hashes';
import { buildScript } from '../../../shared/flux/script';
import { p2pkhScript } from '../../../shared/flux/script-templates';
import { FINAL_SEQUENCE, serializeTransaction, transparentTransaction, type FluxTxOutput } from '../../../shared/flux/transaction';
import type { PracticeKey } from '../seed';
import type { UtxoNode } from '../utxo/node';
import type { Coin } from '../utxo/types';
import { PRACTICE_FLUX } from './parameters';
import { fluxSignatureHash } from './sighash';

const SIGHASH_ALL = 1;

interface FluxPayment {
  readonly node: UtxoNode;
  readonly key: PracticeKey;
  /** All of them pay the key's P2PKH script. */
  readonly coins: readonly Coin[];
  readonly outputs: readonly FluxTxOutput[];
  /** 0 = no end. */
  readonly expiryHeight: number;
}

/** The signed transaction's bytes; nothing is broadcast. */
export function signFluxPayment({ node, key, coins, outputs, expiryHeight }: FluxPayment): Uint8Array {
  const own = p2pkhScript(hash160(key.publicKey));
  const withScripts = (scriptOf: (index: number) => Uint8Array): Uint8Array => serializeTransaction(transparentTransaction({
    inputs: coins.map(({ txid, index }, place) => ({ txid, index, script: scriptOf(place), sequence: FINAL_SEQUENCE })),
    outputs,
    lockTime: 0,
    expiryHeight,
  }));
  const unsigned = node.rules.parseTransaction(withScripts(() => new Uint8Array(0)));
  const scripts = coins.map((coin, place) => {
    const digest = fluxSignatureHash(unsigned, place, own, coin.value, SIGHASH_ALL, PRACTICE_FLUX.branchId);
    const signature = concatBytes(compactToDer(sign(digest, key.secret)), new ByteWriter(1).u8(SIGHASH_ALL).finish());
    return buildScript([signature, key.publicKey]);
  });
  return withScripts((place) => scripts[place] ?? new Uint8Array(0));
}
