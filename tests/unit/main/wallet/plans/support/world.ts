// A wallet in a small world: test keys, test chains, the real planner, the real reviewer and signer.
import { createPlans, type Plans } from '../../../../../../main/wallet/plans/plans';
import type { Coin, OutboxEntry, OwnAddress, PlanPorts, SwapDeposit, UtxoChain } from '../../../../../../main/wallet/plans/ports';
import type { AssetId, ChainId } from '../../../../../../shared/chains/ids';
import type { Imported, Intent, KeyRef, Plan, Review, ScriptType, Signed } from '../../../../../../shared/contract/money-path';
import type { Reading } from '../../../../../../shared/contract/base';
import type { Preview } from '../../../../../../shared/contract/wallet';
import { zPlan, zIntent } from '../../../../../../shared/contract/money-path';
import { walletMainCalls, walletWindowCalls } from '../../../../../../shared/contract/wallet';
import { toHex } from '../../../../../../shared/crypto/bytes';
import { hash160 } from '../../../../../../shared/crypto/hashes';
import { addressOfScript } from '../../../../../../shared/flux/address';
import { FLUX_REGTEST } from '../../../../../../shared/flux/params';
import { multisigScript, p2shScript } from '../../../../../../shared/flux/script-templates';
import { bitcoinKey, coin as fundingOf, evmKey, fluxKey, importedKey, makeKit, publicKeyOf, privateKeyOf, redeemScriptOf, stranger, type Kit } from '../../../signer/review/kit';
import { EvmTestChain } from './evm-chain';
import { MemoryOutbox } from './memory-outbox';
import { UtxoTestChain } from './utxo-chain';

export { STRANGER_EVM } from '../../../signer/review/kit';
export { fluxKey };

export interface Fund {
  readonly scriptType?: ScriptType;
  readonly height?: number | null;
  readonly coinbase?: boolean;
  readonly ownTransaction?: boolean;
}

export class World {
  readonly kit: Kit = makeKit();
  readonly outbox = new MemoryOutbox();
  readonly flux: UtxoTestChain = new UtxoTestChain('flux', (point) => this.#valueOf(this.flux, point));
  readonly bitcoin: UtxoTestChain = new UtxoTestChain('bitcoin', (point) => this.#valueOf(this.bitcoin, point));
  readonly evm = new EvmTestChain();
  readonly changes: OutboxEntry[] = [];
  readonly coins: Record<UtxoChain, Coin[]> = { flux: [], bitcoin: [] };
  readonly raws = new Map<string, Uint8Array>();
  readonly imported = new Map<string, Imported>();
  readonly missing = new Set<string>();
  /** Collateral that the person freed, by `txid:vout`. */
  readonly released = new Set<string>();
  reading: { [chain in UtxoChain]?: Reading<readonly Coin[]> } = {};
  changeTypes: ScriptType[] = ['p2pkh', 'p2wpkh', 'p2tr'];
  now = 1_700_000_000_000;
  #nextCoin = 0;
  plans: Plans;

  constructor() {
    this.plans = createPlans(this.ports());
  }

  /** The program starts again: only what is in the repository and on the chains is left. */
  restart(): void {
    this.outbox.step = () => undefined;
    this.flux.step = () => undefined;
    this.bitcoin.step = () => undefined;
    this.evm.step = () => undefined;
    this.plans = createPlans(this.ports());
  }

  #valueOf(chain: UtxoTestChain, point: string): bigint {
    const [txid = '', vout] = point.split(':');
    const raw = this.raws.get(txid) ?? chain.known.get(txid)?.raw;
    return (raw === undefined ? undefined : chain.read(raw).outputs[Number(vout)]?.value) ?? 0n;
  }

  own(chain: ChainId, key: KeyRef, scriptType: ScriptType): OwnAddress {
    return { address: this.kit.keys.scriptOf(key, scriptType, chain).address, key, scriptType };
  }

  fund(chain: UtxoChain, value: bigint, more: Fund & { key?: KeyRef } = {}): Coin {
    const scriptType = more.scriptType ?? (chain === 'flux' ? 'p2pkh' : 'p2wpkh');
    this.#nextCoin += 1;
    const key = more.key ?? (chain === 'flux' ? fluxKey(this.#nextCoin) : bitcoinKey(this.#nextCoin, 0, scriptType === 'p2tr' ? 86 : 84));
    const funding = fundingOf(this.kit, chain, key, value, { scriptType, salt: this.#nextCoin });
    this.raws.set(funding.txid, funding.raw);
    const coin: Coin = {
      txid: funding.txid, vout: funding.index, value, address: this.own(chain, key, scriptType).address, key, scriptType, keyBytes: 33,
      height: more.height === undefined ? 900 : more.height, coinbase: more.coinbase ?? false, ownTransaction: more.ownTransaction ?? false,
    };
    this.coins[chain].push(coin);
    return coin;
  }

  importKey(chain: UtxoChain, kind: 'wif' | 'ssp' = 'wif'): Imported {
    const scriptType: ScriptType = kind === 'ssp' ? 'p2sh-multisig' : chain === 'flux' ? 'p2pkh' : 'p2wpkh';
    const imported: Imported = {
      id: 'ab'.repeat(16), family: chain, kind, name: 'old', address: this.own(chain, importedKey, scriptType).address, scriptType,
      publicKey: toHex(publicKeyOf(privateKeyOf(importedKey))), redeemScript: kind === 'ssp' ? toHex(redeemScriptOf(importedKey)) : null,
    };
    this.imported.set(imported.id, imported);
    return imported;
  }

  /** One key of a 2-of-2, as SSP makes them; the other one is the cosigner's. */
  importShare(share: 'own' | 'cosigner', id: string): Imported {
    const publicKeys = [publicKeyOf(privateKeyOf(importedKey)), publicKeyOf(privateKeyOf(importedKey, 'cosigner '))];
    const script = multisigScript(2, publicKeys);
    const imported: Imported = {
      id, family: 'flux', kind: 'ssp', name: share, address: addressOfScript(p2shScript(hash160(script)), FLUX_REGTEST) ?? '', scriptType: 'p2sh-multisig',
      publicKey: toHex(publicKeys[share === 'own' ? 0 : 1] ?? new Uint8Array(0)), redeemScript: toHex(script),
    };
    this.imported.set(id, imported);
    return imported;
  }

  /** What the bridge says of every entry. */
  deposit: SwapDeposit = 'none';

  ports(): PlanPorts {
    const owned = (chain: ChainId, address: string): OwnAddress | null => {
      const keys: readonly (readonly [KeyRef, ScriptType])[] = chain === 'flux' || chain === 'bitcoin'
        ? [0, 1].flatMap((branch) => Array.from({ length: 80 }, (_, index) => index).flatMap((index): (readonly [KeyRef, ScriptType])[] => {
          const change = branch === 0 ? 0 : 1;
          return chain === 'flux' ? [[fluxKey(index, change), 'p2pkh']] : [[bitcoinKey(index, change), 'p2wpkh'], [bitcoinKey(index, change, 86), 'p2tr']];
        }))
        : [[evmKey, 'evm']];
      const found = keys.find(([key, type]) => this.own(chain, key, type).address === address);
      if (found !== undefined) return this.own(chain, found[0], found[1]);
      const imported = [...this.imported.values()].find((one) => one.address === address);
      return imported === undefined ? null : { address, key: { kind: 'imported', id: imported.id }, scriptType: imported.scriptType };
    };
    return {
      network: 'practice',
      coins: {
        coins: (chain) => this.reading[chain] ?? { state: 'known', value: this.coins[chain], source: 'agreed', at: this.now },
        previous: (_chain, txids) => new Map(txids.flatMap((txid) => {
          const raw = this.missing.has(txid) ? undefined : (this.raws.get(txid) ?? this.flux.known.get(txid)?.raw ?? this.bitcoin.known.get(txid)?.raw);
          return raw === undefined ? [] : [[txid, raw] as const];
        })),
        released: () => this.released,
      },
      accounts: {
        freshChange: (chain, scriptType) => {
          if (!this.changeTypes.includes(scriptType) || (chain === 'flux') !== (scriptType === 'p2pkh')) return null;
          const used = [...this.outbox.entries.values()].filter((entry) => entry.chain === chain).length;
          return this.own(chain, chain === 'flux' ? fluxKey(used, 1) : bitcoinKey(used, 1, scriptType === 'p2tr' ? 86 : 84), scriptType);
        },
        freshReceive: (chain) => this.own(chain, chain === 'flux' ? fluxKey(70) : bitcoinKey(70), chain === 'flux' ? 'p2pkh' : 'p2wpkh'),
        own: owned,
        evm: () => this.own('ethereum', evmKey, 'evm'),
        imported: () => [...this.imported.values()],
      },
      outbox: this.outbox,
      utxo: (chain) => (chain === 'flux' ? this.flux : this.bitcoin),
      evm: () => this.evm,
      knownToken: () => null,
      deposit: () => this.deposit,
      clock: () => this.now,
      random: (length) => new Uint8Array(length).fill(9),
      changed: (entry) => { this.changes.push(entry); },
    };
  }

  async preview(asset: AssetId, to: string, amount: bigint | 'all' | null, more: { preset?: 'slow' | 'normal' | 'fast'; rate?: string; note?: string } = {}): Promise<Preview> {
    const draft = walletWindowCalls['send.preview'].in.parse({
      asset, to, note: more.note ?? '',
      amount: amount === null ? { kind: 'none' } : amount === 'all' ? { kind: 'all' } : { kind: 'units', units: amount.toString() },
      fee: more.rate === undefined ? { kind: 'preset', preset: more.preset ?? 'normal' } : { kind: 'own', rate: more.rate },
    });
    return walletWindowCalls['send.preview'].out.parse(await this.plans.handlers['send.preview'](draft));
  }

  /** Preview to intent; the test fails when there is none. */
  async intent(...args: Parameters<World['preview']>): Promise<Intent> {
    const { intent, problems } = await this.preview(...args);
    if (intent === null) throw new Error(`no intent: ${JSON.stringify(problems)}`);
    return zIntent.parse(intent);
  }

  async plan(intent: Intent): Promise<Plan> {
    return zPlan.parse(await this.plans.handlers['plan.make']({ intent }));
  }

  /** The signer's own reading of a plan, and its signature. */
  async sign(intent: Intent, plan: Plan): Promise<{ review: Review; signed: Signed }> {
    const review = this.kit.reviewer.review({ intent, plan });
    return { review, signed: await this.kit.reviewer.sign({ hash: review.hash }) };
  }

  async carryOut(intent: Intent, signed: Signed) {
    return walletMainCalls['plan.carryOut'].out.parse(await this.plans.handlers['plan.carryOut']({ intent, signed }));
  }

  async send(...args: Parameters<World['preview']>) {
    const intent = await this.intent(...args);
    const { review, signed } = await this.sign(intent, await this.plan(intent));
    return { intent, review, signed, ...(await this.carryOut(intent, signed)) };
  }

  /** Takes in what the chain now shows: spent coins go, change comes. */
  sync(chain: UtxoChain): void {
    const view = chain === 'flux' ? this.flux : this.bitcoin;
    const spent = new Set([...view.known.values()].flatMap((known) => known.spends));
    this.coins[chain] = this.coins[chain].filter((coin) => !spent.has(`${coin.txid}:${coin.vout}`));
    for (const entry of this.outbox.entries.values()) {
      const known = view.known.get(entry.txid);
      if (entry.chain !== chain || known === undefined) continue;
      this.raws.set(entry.txid, entry.raw);
      for (const { vout, value, own } of entry.ownOutputs) {
        if (spent.has(`${entry.txid}:${vout}`)) continue;
        this.coins[chain] = this.coins[chain].filter((coin) => coin.txid !== entry.txid || coin.vout !== vout);
        this.coins[chain].push({ txid: entry.txid, vout, value, ...own, keyBytes: 33, height: known.height, coinbase: false, ownTransaction: true });
      }
    }
  }

  state(id: string): string {
    return this.outbox.entries.get(id)?.state.kind ?? 'none';
  }
}

export const fluxStranger = stranger('flux').address;
export const bitcoinStranger = stranger('bitcoin').address;
