// Somebody with FLUX on the practice chains who talks to the operator: real deposits, Fusion's own calls, its books.
import * as tiny from 'tiny-secp256k1';
import { Wallet, Interface } from 'ethers';
import { z } from 'zod';
import { concatBytes, toHex } from '../../../shared/crypto/bytes';
import { compactToDer } from '../../../shared/crypto/der';
import { hash160, sha256 } from '../../../shared/crypto/hashes';
import { chainInfo } from '../../../shared/chains/registry';
import { encodeAddress, scriptOfAddress } from '../../../shared/flux/address';
import { FLUX_REGTEST } from '../../../shared/flux/params';
import { p2pkhScript } from '../../../shared/flux/script-templates';
import { buildScript, OP } from '../../../shared/flux/script';
import { Zip243Hasher } from '../../../shared/flux/sighash-zip243';
import { FINAL_SEQUENCE, serializeTransaction, transparentTransaction } from '../../../shared/flux/transaction';
import { fusionProgressSchema, fusionReleasedSchema, fusionStatusSchema, fusionSwitchesSchema, type FusionStatus, type FusionSwapState } from '../../../shared/practice/fusion-control';
import { ask, getJson, type Answer, type PracticeProcess } from './practice-process';

export const COIN = 100_000_000n;
/** Fusion's keys of the held chains, with their names on the practice network. */
export const CARRIERS = { main: 'flux', eth: 'ethereum', bsc: 'bsc', matic: 'polygon', avax: 'avalanche', base: 'base' } as const;
export type Carrier = keyof typeof CARRIERS;

const rowsSchema = z.array(z.looseObject({ txid: z.string(), vout: z.number(), satoshis: z.number() }));
const erc20 = new Interface(['function transfer(address,uint256)', 'function balanceOf(address)']);
const envelopeSchema = z.looseObject({ status: z.string(), data: z.unknown().optional() });
const errorSchema = z.object({ status: z.literal('error'), data: z.looseObject({ code: z.string(), name: z.string(), message: z.string() }) });
const swapSchema = z.looseObject({ _id: z.string(), status: z.string(), fee: z.number(), txidTo: z.string().optional() });

export class Holder {
  readonly network: PracticeProcess;
  readonly key: { readonly secret: Uint8Array; readonly publicKey: Uint8Array };
  readonly flux: string;
  readonly evm: string;
  readonly #wallet: Wallet;

  constructor(network: PracticeProcess, name: string) {
    this.network = network;
    const secret = sha256(new TextEncoder().encode(name));
    const publicKey = tiny.pointFromScalar(secret, true);
    if (publicKey === null) throw new Error('no key');
    this.key = { secret, publicKey };
    this.flux = encodeAddress({ kind: 'p2pkh', hash: hash160(publicKey) }, FLUX_REGTEST);
    this.#wallet = new Wallet(`0x${toHex(secret)}`);
    this.evm = this.#wallet.address;
  }

  on(chain: Carrier): string {
    return chain === 'main' ? this.flux : this.evm;
  }

  /** FLUX, and gas where it is needed, from the faucet, in a block. */
  async give(chain: Carrier, amount: bigint): Promise<void> {
    await this.network.do('/faucet', { chain: CARRIERS[chain], asset: 'flux', address: this.on(chain), amount: amount.toString() });
    if (chain !== 'main') await this.network.do('/faucet', { chain: CARRIERS[chain], address: this.on(chain) });
    await this.mine(chain, 1);
  }

  async mine(chain: Carrier, blocks: number): Promise<void> {
    await this.network.do('/control/mine', { chain: CARRIERS[chain], blocks });
  }

  /** 10⁻⁸ FLUX, waiting transactions of Flux counted. */
  async balance(chain: Carrier): Promise<bigint> {
    if (chain === 'main') return (await this.#coins()).reduce((sum, coin) => sum + BigInt(coin.satoshis), 0n);
    return BigInt(String(await this.network.rpc(CARRIERS[chain], 'eth_call', [{ to: tokenOf(chain), data: erc20.encodeFunctionData('balanceOf', [this.evm]) }, 'latest'])));
  }

  /** A payment of FLUX (or of the unknown token) as any wallet makes it. Answers its id; it waits for a block. */
  async pay(chain: Carrier, to: string, amount: bigint, contract?: string): Promise<string> {
    return chain === 'main' ? this.#payFlux(to, amount) : this.#payEvm(chain, to, amount, contract ?? tokenOf(chain));
  }

  /** A payment on Flux with a text beside it. */
  async payWithNote(to: string, amount: bigint, note: string): Promise<string> {
    return this.#payFlux(to, amount, note);
  }

  async #coins(): Promise<z.infer<typeof rowsSchema>> {
    return rowsSchema.parse(await getJson(`${this.network.ready.endpoints.flux.a}/addrs/${this.flux}/utxo`));
  }

  async #payFlux(to: string, amount: bigint, note: string | null = null): Promise<string> {
    const coins = await this.#coins();
    const own = p2pkhScript(hash160(this.key.publicKey));
    const change = coins.reduce((sum, coin) => sum + BigInt(coin.satoshis), 0n) - amount - 1_000n;
    const outputs = [
      { value: amount, script: scriptOfAddress(to, FLUX_REGTEST) }, { value: change, script: own },
      ...(note === null ? [] : [{ value: 0n, script: buildScript([OP.RETURN, new TextEncoder().encode(note)]) }]),
    ];
    const withScripts = (scriptOf: (place: number) => Uint8Array): ReturnType<typeof transparentTransaction> => transparentTransaction({
      inputs: coins.map(({ txid, vout }, place) => ({ txid, index: vout, script: scriptOf(place), sequence: FINAL_SEQUENCE })), outputs, lockTime: 0, expiryHeight: 0,
    });
    const hasher = new Zip243Hasher(withScripts(() => new Uint8Array(0)));
    const signed = withScripts((index) => {
      const digest = hasher.hash({ index, scriptCode: own, amount: BigInt(coins[index]?.satoshis ?? 0) }, 1);
      return buildScript([concatBytes(compactToDer(tiny.sign(digest, this.key.secret)), Uint8Array.of(1)), this.key.publicKey]);
    });
    const answer = await ask(`${this.network.ready.endpoints.flux.a}/tx/send`, { method: 'POST', body: JSON.stringify({ rawtx: toHex(serializeTransaction(signed)) }) });
    return z.object({ txid: z.string() }).parse(JSON.parse(answer.text)).txid;
  }

  async #payEvm(chain: Exclude<Carrier, 'main'>, to: string, amount: bigint, contract: string): Promise<string> {
    const id = CARRIERS[chain];
    const nonce = Number(await this.network.rpc(id, 'eth_getTransactionCount', [this.evm, 'pending']));
    const raw = await this.#wallet.signTransaction({
      type: 2, chainId: chainInfo(id).evmChainId ?? 0, nonce, to: contract, value: 0n, gasLimit: 100_000n, data: erc20.encodeFunctionData('transfer', [to, amount]),
      maxFeePerGas: 300n * 10n ** 9n, maxPriorityFeePerGas: 30n * 10n ** 9n,
    });
    return String(await this.network.rpc(id, 'eth_sendRawTransaction', [raw]));
  }
}

/** The FLUX contract of an EVM chain. */
export function tokenOf(chain: Exclude<Carrier, 'main'>): string {
  return chainInfo(CARRIERS[chain]).tokens[0]?.contract ?? '';
}

export interface Ask {
  readonly from: Carrier;
  readonly to: string;
  readonly amount: bigint;
  readonly txid: string;
  readonly addressFrom: string;
  readonly addressTo: string;
}

export class Fusion {
  readonly network: PracticeProcess;
  readonly url: string;

  constructor(network: PracticeProcess) {
    this.network = network;
    this.url = network.ready.endpoints.fusion.a;
  }

  ask(path: string, body?: string, headers: Record<string, string> = {}): Promise<Answer> {
    return ask(`${this.url}${path}`, body === undefined ? { headers } : { method: 'POST', body, headers });
  }

  /** Data of a success. @throws what the operator said instead */
  async data(path: string, body?: string, headers: Record<string, string> = {}): Promise<unknown> {
    const { text } = await this.ask(path, body, headers);
    const { status, data } = envelopeSchema.parse(JSON.parse(text));
    if (status !== 'success') throw new Error(text);
    return data;
  }

  /** Code of a refusal. */
  async refusal(path: string, body?: string, headers: Record<string, string> = {}): Promise<string> {
    const answer = await this.ask(path, body, headers);
    expect(answer.status).toBe(200);
    return errorSchema.parse(JSON.parse(answer.text)).data.code;
  }

  async depositAddress(chain: Carrier): Promise<string> {
    const info = z.looseObject({ swapAddresses: z.array(z.object({ chain: z.string(), address: z.string() })) }).parse(await this.data('/swap/info'));
    return info.swapAddresses.find((each) => each.chain === chain)?.address ?? '';
  }

  async reserve({ from, to, addressFrom, addressTo }: Omit<Ask, 'txid' | 'amount'>, zelid = 'tester'): Promise<void> {
    await this.data('/swap/reserve', JSON.stringify({ chainFrom: from, chainTo: to, addressFrom, addressTo }), { zelid });
  }

  async detail(name: string): Promise<z.infer<typeof swapSchema>> {
    return swapSchema.parse(await this.data(`/swap/detail/${name}`));
  }

  /** What the operator has done once nothing is left to do at this moment. */
  async status(): Promise<FusionStatus> {
    return fusionStatusSchema.parse(JSON.parse((await this.network.control('/control/fusion')).text));
  }

  async swap(txidFrom: string): Promise<FusionSwapState> {
    const { swaps } = fusionProgressSchema.parse(JSON.parse((await this.network.control('/control/fusion/swaps')).text));
    const found = swaps.find((each) => each.txidFrom === txidFrom);
    if (found === undefined) throw new Error('no such swap');
    return found;
  }

  /** Sets a switch; answers the names of those that are on. */
  async set(name: string, value: unknown, times?: number): Promise<string[]> {
    const { switches } = fusionSwitchesSchema.parse(await this.network.do('/control/fusion', { switch: name, value, ...(times === undefined ? {} : { times }) }));
    return switches.map((each) => each.switch);
  }

  /** Support lets go of one swap, or of all that are held. Answers their ids. */
  async release(swap?: string): Promise<string[]> {
    return fusionReleasedSchema.parse(await this.network.do('/control/fusion/release', { swap })).released;
  }
}

/** Body of a registration. The amount is written by hand: every digit of it counts. */
export function createBody({ from, to, amount, txid, addressFrom, addressTo }: Ask): string {
  const flux = `${amount / COIN}.${(amount % COIN).toString().padStart(8, '0')}`;
  return `{"chainFrom":"${from}","chainTo":"${to}","addressFrom":"${addressFrom}","addressTo":"${addressTo}","txidFrom":"${txid}","amountFrom":${flux}}`;
}

/** Reserves, deposits and registers; the deposit is in no block yet. */
export async function begin(fusion: Fusion, holder: Holder, from: Carrier, to: string, amount: bigint, addressTo = holder.on(to === 'main' ? 'main' : 'eth'), announced = amount): Promise<string> {
  const pair = { from, to, addressFrom: holder.on(from), addressTo };
  await fusion.reserve(pair);
  const txid = await holder.pay(from, await fusion.depositAddress(from), amount);
  await fusion.data('/swap/create', createBody({ ...pair, amount: announced, txid }), { zelid: 'tester' });
  return txid;
}

/** The same, and walks it to its end by mining. */
export async function swapThrough(fusion: Fusion, holder: Holder, from: Carrier, to: Carrier, amount: bigint): Promise<FusionSwapState> {
  const txid = await begin(fusion, holder, from, to, amount);
  await holder.mine(from, 4);
  const swap = await fusion.swap(txid);
  await holder.mine(to, 1);
  return swap;
}

