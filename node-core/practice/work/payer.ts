// Pays for useful work on the practice chain: a wallet of its own, filled by the faucet, ordinary transactions with the ledger's root.
import { toHex, fromHex } from '../../../shared/crypto/bytes';
import { hash160 } from '../../../shared/crypto/hashes';
import { AppError } from '../../../shared/errors/app-error';
import { addressOfPublicKey, scriptOfAddress } from '../../../shared/flux/address';
import { opReturnScript, p2pkhScript } from '../../../shared/flux/script-templates';
import type { Payer } from '../../pouw/coordinator/payouts';
import { payFlux } from '../flux/faucet';
import { PRACTICE_FLUX } from '../flux/parameters';
import { signFluxPayment } from '../flux/payment';
import { seededKey } from '../seed';
import type { UtxoNode } from '../utxo/node';
import { outpointKey } from '../utxo/types';

const FEE = 5_000n;
const LEAST_CHANGE = 1_000n;
/** What the faucet puts in when the wallet runs low, zatoshi. */
const FILL = 1_000n * 100_000_000n;

export function practicePayer(node: UtxoNode, seed: string): Payer {
  const key = seededKey(seed, 'useful work');
  const script = p2pkhScript(hash160(key.publicKey));
  return {
    sign: async ({ to, sat, memo }, earlier) => {
      const taken = new Set(earlier.flatMap((raw) => node.rules.parseTransaction(fromHex(raw)).inputs.map(outpointKey)));
      const free = node.unspent(script).filter((coin) => !taken.has(outpointKey(coin)));
      const coin = free.find(({ value }) => value >= sat + FEE);
      if (!coin) {
        payFlux(node, seed, addressOfPublicKey(key.publicKey, PRACTICE_FLUX), FILL > sat * 2n ? FILL : sat * 2n);
        throw new AppError('pouw/not-funded', 'the coordinator is being funded');
      }
      const change = coin.value - sat - FEE;
      const outputs = [{ value: sat, script: scriptOfAddress(to, PRACTICE_FLUX) }, { value: 0n, script: opReturnScript(memo) }, ...(change > LEAST_CHANGE ? [{ value: change, script }] : [])];
      // Without an end: it can be sent again after any pause, and never has to be made twice.
      const raw = signFluxPayment({ node, key, coins: [coin], outputs, expiryHeight: 0 });
      return { raw: toHex(raw), txid: node.rules.parseTransaction(raw).txid };
    },
    send: async (raw) => {
      const bytes = fromHex(raw);
      if (node.transaction(node.rules.parseTransaction(bytes).txid) === null) node.submit(bytes);
    },
  };
}
