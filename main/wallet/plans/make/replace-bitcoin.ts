// BIP125 replacements: the same coins and the same payees at a higher fee, or everything back to the wallet.
import { parseTransaction, virtualSize } from '../../../../shared/bitcoin/transaction';
import { addressOfScript } from '../../../../shared/bitcoin/address';
import { bitcoinParams } from '../../../../shared/bitcoin/params';
import { AppError } from '../../../../shared/errors/app-error';
import { checkFee } from '../fees/rate';
import type { Coin, OutboxEntry, OwnAddress, PlanPorts } from '../ports';
import type { ReplaceMode } from './replaced';
import { changeAddress, feeOfSize } from './utxo-draft';
import { spendableNow } from './spendable-now';
import { utxoRules, type Output, type UtxoRules } from './utxo-rules';

/** A replacement pays for its own relay: at least this much more for 1,000 virtual bytes. */
const INCREMENT = 1_000n;

export interface BitcoinReplacement {
  readonly coins: readonly Coin[];
  readonly outputs: readonly Output[];
  readonly change: readonly { readonly vout: number; readonly own: OwnAddress }[];
  readonly fee: bigint;
  readonly oldFee: bigint;
  readonly tip: number;
}

/** What an old transaction spent, found again through its previous transactions. */
async function coinsOf(ports: PlanPorts, entry: OutboxEntry): Promise<Coin[]> {
  const params = bitcoinParams(ports.network);
  const previous = await ports.coins.previous('bitcoin', [...new Set(entry.spends.map((point) => point.txid))]);
  const keys = (await ports.accounts.imported()).filter(({ family }) => family === 'bitcoin');
  return Promise.all(entry.spends.map(async ({ txid, vout }): Promise<Coin> => {
    const raw = previous.get(txid);
    const output = raw === undefined ? undefined : parseTransaction(raw).outputs[vout];
    const address = output === undefined ? null : addressOfScript(output.script, params);
    const own = address === null ? null : await ports.accounts.own('bitcoin', address);
    if (output === undefined || own === null) throw new AppError('plan/previous-missing', 'a coin of the old transaction is not known', { context: { txid } });
    return { txid, vout, value: output.value, address: own.address, key: own.key, scriptType: own.scriptType, keyBytes: keys.some(({ address: of, publicKey }) => of === own.address && publicKey.length === 130) ? 65 : 33, height: null, coinbase: false, ownTransaction: true };
  }));
}

const sum = (parts: readonly { readonly value: bigint }[]): bigint => parts.reduce((total, part) => total + part.value, 0n);

interface Old {
  readonly entry: OutboxEntry;
  readonly coins: readonly Coin[];
  readonly outputs: readonly Output[];
  readonly fee: bigint;
  readonly size: number;
}

/** Fee for a new size: the wanted rate, more than the old rate, and the old fee plus the cost of relaying once more. */
function feeFor(size: number, rate: bigint, old: Old): bigint {
  const relay = old.fee + feeOfSize(size, INCREMENT);
  const better = (old.fee * BigInt(size)) / BigInt(old.size) + 1n;
  return [feeOfSize(size, rate), relay, better].reduce((most, fee) => (fee > most ? fee : most));
}

function cancelled(old: Old, rate: bigint, own: OwnAddress, rules: UtxoRules): Omit<BitcoinReplacement, 'tip' | 'oldFee'> {
  const script = rules.scriptOfAddress(own.address);
  const fee = feeFor(rules.size(old.coins, [script], null), rate, old);
  const value = sum(old.coins) - fee;
  if (value < rules.dust(script)) throw new AppError('replace/not-enough', 'the coins do not cover the higher fee');
  return { coins: old.coins, outputs: [{ value, script }], change: [{ vout: 0, own }], fee };
}

/**
 * Payees stay as they were; the wallet's own output shrinks. When it cannot pay the difference, confirmed coins are added
 * (BIP125 rule 2: a replacement brings no new unconfirmed inputs), largest first.
 */
function spedUp(old: Old, rate: bigint, own: OwnAddress, extra: readonly Coin[], rules: UtxoRules): Omit<BitcoinReplacement, 'tip' | 'oldFee'> {
  const ours = old.entry.ownOutputs.filter((output) => output.own.key.kind === 'derived' && output.own.key.change === 1);
  const sweeps = old.entry.intent.kind === 'sweep' ? old.entry.ownOutputs : [];
  const shrinking = ours[0] ?? sweeps[0] ?? null;
  const kept = old.outputs.filter((_, vout) => vout !== shrinking?.vout);
  const home = shrinking?.own ?? own;
  const script = rules.scriptOfAddress(home.address);
  for (let added = 0; added <= extra.length; added += 1) {
    const coins = [...old.coins, ...extra.slice(0, added)];
    const left = sum(coins) - sum(kept);
    const scripts = kept.map((output) => output.script);
    const fee = feeFor(rules.size(coins, [...scripts, script], null), rate, old);
    if (left - fee >= rules.dust(script)) {
      return { coins, outputs: [...kept, { value: left - fee, script }], change: [{ vout: kept.length, own: home }], fee };
    }
    // Without change: what is left goes to the fee, if it is about what is needed.
    const bare = kept.length === 0 ? null : feeFor(rules.size(coins, scripts, null), rate, old);
    if (bare !== null && left >= bare && left <= bare + feeOfSize(200, rate)) return { coins, outputs: kept, change: [], fee: left };
  }
  throw new AppError('replace/not-enough', 'the coins do not cover the higher fee');
}

/** @throws AppError replace/not-enough | plan/… | fee/above-reason */
export async function draftBitcoinReplacement(ports: PlanPorts, entry: OutboxEntry, mode: ReplaceMode, rate: bigint): Promise<BitcoinReplacement> {
  const rules = utxoRules('bitcoin', ports.network);
  const tx = parseTransaction(entry.raw);
  const [coins, spendable, own] = await Promise.all([coinsOf(ports, entry), spendableNow(ports, 'bitcoin', null), changeAddress(ports.accounts, rules)]);
  if (own === null) throw new AppError('plan/no-change-address', 'the wallet has no account for change');
  const old: Old = { entry, coins, outputs: tx.outputs, fee: sum(coins) - sum(tx.outputs), size: virtualSize(tx) };
  const extra = spendable.coins.filter((coin) => coin.height !== null && coin.key.kind === 'derived').sort((left, right) => (left.value < right.value ? 1 : -1)).slice(0, 100);
  const draft = mode === 'cancel' ? cancelled(old, rate, own, rules) : spedUp(old, rate, own, extra, rules);
  checkFee('bitcoin', draft.fee);
  return { ...draft, oldFee: old.fee, tip: spendable.tip };
}
