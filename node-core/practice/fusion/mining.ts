// Parallel mining: what the coinbase outputs of the practice Flux chain earned an address on every parallel chain, and what was claimed of it.
import { toHex } from '../../../shared/crypto/bytes';
import { scriptOfAddress } from '../../../shared/flux/address';
import { AppError } from '../../../shared/errors/app-error';
import { PARALLEL_CHAINS, type ParallelChain } from '../../../shared/fusion/chains';
import { PRACTICE_FLUX } from '../flux/parameters';
import type { UtxoNode } from '../utxo/node';
import type { ClaimRecord } from './records';
import { FusionRefusal } from './reply';
import type { FusionStore } from './store';
import { MINING_FEES, MINING_SHARE, SWAP_FEES, feeOf } from './terms';

/** Block 1 holds the premine, which nobody mined. */
const FIRST_HEIGHT = 2;

export interface CoinbaseOutput {
  readonly txid: string;
  readonly index: number;
  readonly height: number;
  /** Satoshi. */
  readonly value: bigint;
  readonly script: Uint8Array;
}

/** Amounts are 10⁻⁸ FLUX. */
export interface Claimable {
  readonly chain: ParallelChain;
  readonly amount: bigint;
  readonly fee: bigint;
}

export interface ClaimAll {
  /** Chains whose amount is above its fee. */
  readonly parts: readonly Claimable[];
  readonly gross: bigint;
  readonly miningFees: bigint;
  /** One swap of the whole sum to the main chain. */
  readonly swapFee: bigint;
  readonly net: bigint;
}

export class Mining {
  readonly #node: UtxoNode;
  readonly #store: FusionStore;

  constructor(node: UtxoNode, store: FusionStore) {
    this.#node = node;
    this.#store = store;
  }

  /** Rewards that pay the address, oldest first. @throws FusionRefusal */
  outputsOf(address: string): CoinbaseOutput[] {
    const script = scriptOf(address);
    return this.#node.state.historyOf(script).flatMap((txid) => this.#rewardsIn(txid)).filter((output) => toHex(output.script) === toHex(script));
  }

  /** Every reward of the chain. */
  allOutputs(): CoinbaseOutput[] {
    const outputs: CoinbaseOutput[] = [];
    for (let height = FIRST_HEIGHT; height <= this.#node.height; height += 1) outputs.push(...this.#rewardsIn(this.#node.state.blockAt(height).transactions[0]?.txid ?? ''));
    return outputs;
  }

  claimsOf(address: string): ClaimRecord[] {
    return this.#store.claims().filter((claim) => claim.address === address);
  }

  /** What one address can still claim, chain by chain. @throws FusionRefusal */
  claimable(address: string): Claimable[] {
    const share = this.outputsOf(address).reduce((sum, output) => sum + output.value, 0n) / MINING_SHARE;
    const claims = this.claimsOf(address);
    return PARALLEL_CHAINS.map((chain) => {
      const claimed = claims.filter((claim) => claim.chain === chain).reduce((sum, claim) => sum + BigInt(claim.amount), 0n);
      const amount = share > claimed ? share - claimed : 0n;
      return { chain, amount, fee: feeOf({ share: MINING_FEES.share, flat: MINING_FEES.flat[chain] }, amount).total };
    });
  }

  /** All at once, swapped to the main chain. @throws FusionRefusal */
  claimAll(address: string): ClaimAll {
    const parts = this.claimable(address).filter(({ amount, fee }) => amount > fee);
    const gross = parts.reduce((sum, part) => sum + part.amount, 0n);
    const miningFees = parts.reduce((sum, part) => sum + part.fee, 0n);
    const swapFee = parts.length === 0 ? 0n : feeOf({ share: SWAP_FEES.share, flat: SWAP_FEES.flat.main }, gross - miningFees).total;
    const net = gross - miningFees - swapFee;
    return { parts, gross, miningFees, swapFee, net: net > 0n ? net : 0n };
  }

  #rewardsIn(txid: string): CoinbaseOutput[] {
    const placed = this.#node.state.placed(txid);
    if (placed === null || !placed.tx.coinbase || placed.height < FIRST_HEIGHT) return [];
    return placed.tx.outputs.map((output, index) => ({ txid, index, height: placed.height, ...output }));
  }
}

function scriptOf(address: string): Uint8Array {
  try {
    return scriptOfAddress(address, PRACTICE_FLUX);
  } catch (thrown) {
    if (thrown instanceof AppError) throw new FusionRefusal('bad-address', 'This is no address of the practice Flux chain.');
    throw thrown;
  }
}
