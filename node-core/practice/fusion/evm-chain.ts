// The operator on one practice EVM chain: reads Transfer logs of the exact FLUX contract, pays by ERC-20 transfers that it signs itself.
import { signRecoverable } from 'tiny-secp256k1';
import { z } from 'zod';
import { chainInfo } from '../../../shared/chains/registry';
import type { EvmChain as EvmChainId } from '../../../shared/chains/ids';
import { toHex } from '../../../shared/crypto/bytes';
import { AppError } from '../../../shared/errors/app-error';
import { decodeAddress } from '../../../shared/evm/address';
import { encodeErc20 } from '../../../shared/evm/erc20';
import { serializeSigned, signingHash, transactionId, type EvmTransaction } from '../../../shared/evm/transaction';
import type { EvmChain } from '../evm/evm-chain';
import { EVM_PARAMETERS } from '../evm/parameters';
import { blockSummary, quantity } from '../evm/rpc';
import type { Deposit, Holdings, OperatorChain, PayoutOrder } from './chain';
import type { PayoutRecord } from './records';
import type { OperatorWallet } from './wallets';

/** keccak-256 of Transfer(address,address,uint256). */
const TRANSFER_TOPIC = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef';
const BALANCE_OF = '0x70a08231';
const TRANSFER_GAS = 100_000n;
/** A payout stays minable while the base fee grows this many times. */
const FEE_ROOM = 10n;

const logSchema = z.object({ address: z.string(), topics: z.array(z.string()), data: z.string() });
const receiptSchema = z.object({ status: z.string(), blockNumber: z.string(), logs: z.array(logSchema) }).nullable();
type Log = z.infer<typeof logSchema>;

const topicOf = (address: string): string => `0x${address.slice(2).toLowerCase().padStart(64, '0')}`;

export class EvmOperatorChain implements OperatorChain {
  readonly #id: EvmChainId;
  readonly #chain: EvmChain;
  readonly #wallet: OperatorWallet;
  readonly #own: ReadonlySet<string>;

  constructor(id: EvmChainId, chain: EvmChain, wallet: OperatorWallet) {
    this.#id = id;
    this.#chain = chain;
    this.#wallet = wallet;
    this.#own = new Set([wallet.address, wallet.otherAddress].map(topicOf));
  }

  get height(): number {
    return this.#chain.height;
  }

  async deposit(txid: string, sender: string): Promise<Deposit | null> {
    const receipt = await this.#receipt(txid);
    if (receipt === null || receipt.status !== '0x1') return null;
    const transfers = receipt.logs.filter((log) => this.#isFluxTransfer(log) && this.#own.has(log.topics[2] ?? ''));
    if (transfers.length === 0) return null;
    return {
      amount: transfers.reduce((sum, log) => sum + quantity(log.data), 0n),
      fromSender: transfers.every((log) => log.topics[1] === topicOf(sender)),
      depth: this.#chain.height - Number(receipt.blockNumber) + 1,
    };
  }

  async sign(order: PayoutOrder, earlier: readonly PayoutRecord[]): Promise<PayoutRecord> {
    const token = order.asset === 'flux' ? this.#chain.tokens.flux : this.#chain.tokens.pusd;
    const unsent = await this.#unsent(earlier.filter((payout) => payout.asset === order.asset));
    if ((await this.#balanceOf(token, this.#wallet.address)) - unsent < order.amount) throw new AppError('fusion/wallet-empty', 'the operator has not that much on this chain', { context: { chain: this.#id } });
    const { baseFee } = blockSummary(await this.#chain.call('eth_getBlockByNumber', ['latest', false]));
    const { tip } = EVM_PARAMETERS[this.#id];
    const tx: EvmTransaction = {
      type: 2,
      chainId: BigInt(chainInfo(this.#id).evmChainId ?? 0),
      // Nobody else has this key, so the number of payouts is the nonce, and a second one can never take the place of the first.
      nonce: BigInt(earlier.length),
      gasLimit: TRANSFER_GAS,
      maxPriorityFeePerGas: tip,
      maxFeePerGas: FEE_ROOM * baseFee + tip,
      to: decodeAddress(token),
      value: 0n,
      data: encodeErc20({ method: 'transfer', to: decodeAddress(order.to), amount: order.amount }),
      accessList: [],
    };
    const { signature, recoveryId } = signRecoverable(signingHash(tx), this.#wallet.key.secret);
    const raw = serializeSigned(tx, { parity: recoveryId % 2 === 0 ? 0 : 1, rs: signature });
    return { key: order.key, chain: this.#id, to: order.to, amount: order.amount.toString(), asset: order.asset, txid: transactionId(raw), raw: `0x${toHex(raw)}`, inputs: [] };
  }

  async send(raw: string): Promise<void> {
    await this.#chain.submit(raw);
  }

  async depth(txid: string): Promise<number | null> {
    const receipt = await this.#receipt(txid);
    if (receipt !== null) return this.#chain.height - Number(receipt.blockNumber) + 1;
    return (await this.#chain.call('eth_getTransactionByHash', [txid])) === null ? null : 0;
  }

  async holdings(): Promise<Holdings> {
    const { flux } = this.#chain.tokens;
    const own = [...this.#own];
    const logs = async (topics: unknown): Promise<Log[]> => z.array(logSchema).parse(await this.#chain.call('eth_getLogs', [{ address: flux, topics, fromBlock: '0x0', toBlock: 'latest' }]));
    const [incoming, outgoing, first, second] = await Promise.all([logs([TRANSFER_TOPIC, null, own]), logs([TRANSFER_TOPIC, own]), this.#balanceOf(flux, this.#wallet.address), this.#balanceOf(flux, this.#wallet.otherAddress)]);
    const sum = (list: readonly Log[]): bigint => list.reduce((total, log) => total + quantity(log.data), 0n);
    return { balance: first + second, received: sum(incoming), sent: sum(outgoing), networkFees: 0n };
  }

  async #receipt(txid: string): Promise<z.infer<typeof receiptSchema>> {
    return receiptSchema.parse(await this.#chain.call('eth_getTransactionReceipt', [txid]));
  }

  #isFluxTransfer(log: Log): boolean {
    return log.address.toLowerCase() === this.#chain.tokens.flux.toLowerCase() && log.topics[0] === TRANSFER_TOPIC && log.topics.length === 3;
  }

  /** What signed payouts will still take out of the balance. */
  async #unsent(payouts: readonly PayoutRecord[]): Promise<bigint> {
    let sum = 0n;
    for (const payout of [...payouts].reverse()) {
      // Nonces are mined in their order: below the first mined one all are.
      if ((await this.#receipt(payout.txid)) !== null) break;
      sum += BigInt(payout.amount);
    }
    return sum;
  }

  async #balanceOf(token: string, address: string): Promise<bigint> {
    return quantity(await this.#chain.call('eth_call', [{ to: token, data: `${BALANCE_OF}${topicOf(address).slice(2)}` }, 'latest']));
  }
}

