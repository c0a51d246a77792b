// Makes Proof of Node blocks: coinbase with the tier rewards, merkle root, bits by the difficulty rule, signature of the slot's winner.
import { sign } from 'tiny-secp256k1';
import { ByteWriter } from '../../../shared/crypto/byte-writer';
import { compactToDer } from '../../../shared/crypto/der';
import { hash160 } from '../../../shared/crypto/hashes';
import { anyTransactionId, parseAnyTransaction } from '../../../shared/flux/any-transaction';
import { scriptOfAddress } from '../../../shared/flux/address';
import { headerHashBytes, parseHeader, serializeHeader, type PonHeader } from '../../../shared/flux/block-header';
import { merkleRoot } from '../../../shared/flux/merkle';
import { TEST_BYPASS_COLLATERAL, requiredPonBits } from '../../../shared/flux/pon';
import { buildScript, smallNumberOpcode } from '../../../shared/flux/script';
import { p2pkhScript } from '../../../shared/flux/script-templates';
import { TIER_COLLATERAL, blockSubsidy, tierReward } from '../../../shared/flux/subsidy';
import { FINAL_SEQUENCE, serializeTransaction, transactionId, transparentTransaction, type FluxTransaction, type FluxTxOutput } from '../../../shared/flux/transaction';
import { seededKey } from '../seed';
import type { ChainState } from '../utxo/chain-state';
import type { BlockTemplate } from '../utxo/rules';
import { FAUCET_OUTPUTS, PRACTICE_FLUX, PREMINE } from './parameters';
import { makeConfirm } from './hosts/confirm';
import { PRACTICE_BENCHMARK } from './nodes/benchmark';
import type { FluxNode } from './nodes/node';
import { ALL_COLLATERALS, builtInNodes, producersOf, winnerOf, type Producer } from './producers';

/** Root of an empty Sapling tree, as fluxd writes it into transparent regtest blocks. */
const EMPTY_SAPLING_ROOT = '3e49b5f954aa9d3545bc6c37744661eea48d7c34e3000d82b7f0010c30f4c2fb';
const PON_VERSION = 100;
const NULL_TXID = '0'.repeat(64);

/** A height as the script of a coinbase pushes it (BIP34). */
export function pushHeight(height: number): Uint8Array | number {
  if (height <= 16) return smallNumberOpcode(height);
  const bytes: number[] = [];
  for (let rest = height; rest > 0; rest = Math.floor(rest / 256)) bytes.push(rest % 256);
  if ((bytes[bytes.length - 1] ?? 0) >= 0x80) bytes.push(0);
  return Uint8Array.from(bytes);
}

export class FluxBlockMaker {
  readonly faucetScript: Uint8Array;
  readonly producers: readonly Producer[];
  readonly #premineTxid: string;
  readonly #devFundScript = scriptOfAddress(PRACTICE_FLUX.devFundAddress, PRACTICE_FLUX);

  constructor(seed: string) {
    this.faucetScript = p2pkhScript(hash160(seededKey(seed, 'flux faucet').publicKey));
    this.producers = producersOf(seed, FAUCET_OUTPUTS);
    this.#premineTxid = transactionId(this.#coinbase(1, 0, this.#premine()));
  }

  /** The producers, as the chain's table of nodes begins with them. */
  builtInNodes(): readonly FluxNode[] {
    return builtInNodes(this.producers, this.#premineTxid);
  }

  /**
   * The raw block, or null when no producer wins the slot of its time.
   * @param payees nodes whose turn it is
   * @param due the network's own nodes that renew themselves in it
   */
  assemble({ state, transactions, fees, time, salt, rewardTo }: BlockTemplate, payees: readonly FluxNode[], due: readonly FluxNode[]): Uint8Array | null {
    const height = state.height + 1;
    const bits = requiredPonBits(height, (at) => ponFields(state, at), PRACTICE_FLUX);
    const winner = height === 1 ? null : winnerOf(this.producers, this.#premineTxid, state.tip.hash, time, bits);
    if (winner === null && height > 1) return null;
    // Block 1 makes the collaterals, so only the collateral that test networks wave through can stand in it.
    const collateral = winner === null ? { txid: TEST_BYPASS_COLLATERAL, index: 0 } : { txid: this.#premineTxid, index: winner.outputIndex };
    const coinbase = this.#coinbase(height, salt, height === 1 ? this.#premine() : this.#rewards(height, fees, payees, rewardTo));
    const raws = [serializeTransaction(coinbase), ...transactions.map((tx) => tx.raw), ...due.flatMap((node) => this.#renewal(node, time))];
    const unsigned: PonHeader = {
      kind: 'pon', version: PON_VERSION, previousHash: state.tip.hash, merkleRoot: merkleRoot(raws.map((raw) => anyTransactionId(parseAnyTransaction(raw)))),
      finalSaplingRoot: EMPTY_SAPLING_ROOT, time, bits, collateral, blockSignature: new Uint8Array(0),
    };
    const blockSignature = winner === null ? unsigned.blockSignature : compactToDer(sign(headerHashBytes(unsigned), winner.key.secret));
    const writer = new ByteWriter(1024).bytes(serializeHeader({ ...unsigned, blockSignature }));
    return writer.list(raws, (raw) => writer.bytes(raw)).finish();
  }

  /** The CONFIRM of one of the network's own nodes. */
  #renewal({ builtIn, collateral, tier, ip }: FluxNode, now: number): Uint8Array[] {
    const producer = builtIn === null ? undefined : this.producers[builtIn];
    return producer === undefined ? [] : [makeConfirm({ collateral, kind: 'update', identity: { privateKey: producer.key.secret, compressed: true }, benchmark: PRACTICE_BENCHMARK, hardware: tier, ip, now })];
  }

  #coinbase(height: number, salt: number, outputs: readonly FluxTxOutput[]): FluxTransaction {
    const script = buildScript([pushHeight(height), 0, ...(salt === 0 ? [] : [Uint8Array.from(new ByteWriter(4).u32(salt).finish())])]);
    return transparentTransaction({
      inputs: [{ txid: NULL_TXID, index: 0xffffffff, script, sequence: FINAL_SEQUENCE }],
      outputs,
      lockTime: 0,
      expiryHeight: 0,
    });
  }

  #premine(): FluxTxOutput[] {
    const share = (PREMINE - ALL_COLLATERALS) / BigInt(FAUCET_OUTPUTS);
    return [
      ...Array.from({ length: FAUCET_OUTPUTS }, () => ({ value: share, script: this.faucetScript })),
      ...this.producers.map(({ tier, script }) => ({ value: TIER_COLLATERAL[tier], script })),
    ];
  }

  /** One reward for each node whose turn it is, and the rest for the development fund; `rewardTo` takes the nodes' places, never another amount. */
  #rewards(height: number, fees: bigint, payees: readonly FluxNode[], rewardTo: Uint8Array | null): FluxTxOutput[] {
    const paid = payees.map(({ tier, payee }) => ({ value: tierReward(height, tier, PRACTICE_FLUX), script: rewardTo ?? payee }));
    const rest = paid.reduce((left, { value }) => left - value, blockSubsidy(height, PRACTICE_FLUX));
    return [{ value: rest + fees, script: this.#devFundScript }, ...paid];
  }
}

function ponFields(state: ChainState, height: number): { readonly time: number; readonly bits: number } {
  return parseHeader(state.blockAt(height).header);
}
