// Spends built and signed by another library (@scure/btc-signer) against the practice chain's Bitcoin rules.
import * as btc from '@scure/btc-signer';
import { bitcoinRules } from '../../../../node-core/practice/bitcoin/rules';
import { payBitcoin } from '../../../../node-core/practice/bitcoin/faucet';
import { PracticeClock } from '../../../../node-core/practice/clock';
import { seededKey } from '../../../../node-core/practice/seed';
import { UtxoNode } from '../../../../node-core/practice/utxo/node';
import { Rejection } from '../../../../node-core/practice/utxo/types';
import { fromHex, toHex } from '../../../../shared/crypto/bytes';
import { compactToDer, derToCompact } from '../../../../shared/crypto/der';
import { temporaryFolder } from './temporary';

const SEED = 'bitcoin spends';
const REGTEST = { bech32: 'bcrt', pubKeyHash: 0x6f, scriptHash: 0xc4, wif: 0xef };
const START = 1_700_000_000;
const AMOUNT = 10_000_000n;

const [first, second, third] = ['a', 'b', 'c'].map((name) => seededKey(SEED, name));
if (first === undefined || second === undefined || third === undefined) throw new Error('no keys');
const wpkh = btc.p2wpkh(first.publicKey, REGTEST);
const multisig = btc.p2wsh(btc.p2ms(2, [first.publicKey, second.publicKey, third.publicKey]), REGTEST);
const legacyMultisig = btc.p2sh(btc.p2ms(2, [first.publicKey, second.publicKey]), REGTEST);
const taproot = btc.p2tr(first.publicKey.slice(1), undefined, REGTEST);
const target = btc.p2wpkh(second.publicKey, REGTEST).script;

type Payment = { readonly address?: string; readonly script: Uint8Array; readonly redeemScript?: Uint8Array; readonly witnessScript?: Uint8Array; readonly tapInternalKey?: Uint8Array };
const payments: Record<string, Payment> = {
  P2PKH: btc.p2pkh(first.publicKey, REGTEST), P2WPKH: wpkh, 'P2SH-P2WPKH': btc.p2sh(wpkh, REGTEST), 'P2TR key path': taproot, 'P2WSH 2 of 3': multisig, 'P2SH 2 of 2': legacyMultisig,
};

let node: UtxoNode;
beforeAll(() => {
  node = UtxoNode.open(bitcoinRules(SEED), new PracticeClock(START * 1000, 0, () => 0), temporaryFolder());
  node.premine(130, START);
});
afterAll(() => node.stop());

interface Coin { readonly txid: string; readonly index: number }

function fund(payment: Payment, amount = AMOUNT): Coin {
  const txid = payBitcoin(node, SEED, payment.address ?? '', amount);
  node.mine(1);
  return { txid, index: 0 };
}

interface SpendOptions { readonly fee?: bigint; readonly sequence?: number; readonly lockTime?: number; readonly outputs?: readonly { script: Uint8Array; amount: bigint }[]; readonly amount?: bigint }

function spend(payment: Payment, coin: Coin, options: SpendOptions = {}): btc.Transaction {
  const amount = options.amount ?? AMOUNT;
  const tx = new btc.Transaction({ version: 2, lockTime: options.lockTime ?? 0, allowUnknownOutputs: true });
  const previous = node.transaction(coin.txid)?.tx.raw;
  if (previous === undefined) throw new Error('no previous transaction');
  tx.addInput({
    txid: coin.txid, index: coin.index, sequence: options.sequence ?? 0xfffffffd, nonWitnessUtxo: previous, witnessUtxo: { script: payment.script, amount },
    redeemScript: payment.redeemScript, witnessScript: payment.witnessScript, tapInternalKey: payment.tapInternalKey,
  });
  for (const output of options.outputs ?? [{ script: target, amount: amount - (options.fee ?? 2_000n) }]) tx.addOutput(output);
  if (first === undefined || second === undefined) throw new Error('no keys');
  tx.sign(first.secret);
  if (payment === multisig || payment === legacyMultisig) tx.sign(second.secret);
  tx.finalize();
  return tx;
}

function verdict(raw: Uint8Array): string {
  try {
    return node.submit(raw).txid;
  } catch (thrown) {
    if (thrown instanceof Rejection) return `${thrown.rpcCode} ${thrown.reason}`;
    throw thrown;
  }
}

describe.each(Object.entries(payments))('%s', (_, payment) => {
  test('a good spend is taken and mined', () => {
    const tx = spend(payment, fund(payment));
    expect(verdict(tx.toBytes(true, true))).toBe(tx.id);
    node.mine(1);
    expect(node.transaction(tx.id)?.height).toBe(node.height);
  });
  test('an output changed after signing is refused', () => {
    const bytes = spend(payment, fund(payment)).toBytes(true, true);
    const script = toHex(target);
    const changed = fromHex(toHex(bytes).replace(script, `${script.slice(0, -2)}00`));
    expect(verdict(changed)).toMatch(/^-26 mandatory-script-verify-flag-failed/);
  });
});

describe('standard forms', () => {
  const bytes = (options: SpendOptions): Uint8Array => spend(wpkh, fund(wpkh), options).toBytes(true, true);
  test.each<[string, () => SpendOptions, RegExp]>([
    ['dust to P2WPKH', () => ({ outputs: [{ script: target, amount: 293n }, { script: target, amount: AMOUNT - 3_000n }] }), /^-26 dust$/],
    ['dust to P2TR', () => ({ outputs: [{ script: taproot.script, amount: 329n }, { script: target, amount: AMOUNT - 3_000n }] }), /^-26 dust$/],
    ['dust to P2PKH', () => ({ outputs: [{ script: btc.p2pkh(first.publicKey, REGTEST).script, amount: 545n }, { script: target, amount: AMOUNT - 3_000n }] }), /^-26 dust$/],
    ['a fee below one satoshi per byte', () => ({ fee: 50n }), /^-26 min relay fee not met, 50 < 110$/],
    ['a fee out of reason', () => ({ fee: 5_000_000n }), /^-25 Fee exceeds maximum/],
    ['a lock time in the future', () => ({ lockTime: 499_999_999 }), /^-26 non-final$/],
    ['a relative lock that has not passed', () => ({ sequence: 50 }), /^-26 non-BIP68-final$/],
    ['two notes', () => ({ outputs: [{ script: fromHex('6a0161'), amount: 0n }, { script: fromHex('6a0162'), amount: 0n }] }), /^-26 multi-op-return$/],
    ['a note too long', () => ({ outputs: [{ script: fromHex(`6a4c51${'61'.repeat(81)}`), amount: 0n }, { script: target, amount: AMOUNT - 5_000n }] }), /^-26 scriptpubkey$/],
  ])('%s is refused', (_, options, reason) => {
    expect(verdict(bytes(options()))).toMatch(reason);
  });
  test.each<[string, bigint, Uint8Array]>([['P2WPKH', 294n, target], ['P2TR', 330n, taproot.script], ['P2PKH', 546n, btc.p2pkh(first.publicKey, REGTEST).script]])('the least amount to %s is taken', (_, amount, script) => {
    const tx = spend(wpkh, fund(wpkh), { outputs: [{ script, amount }, { script: target, amount: AMOUNT - 3_000n }] });
    expect(verdict(tx.toBytes(true, true))).toBe(tx.id);
  });
  test('a signature with high S is refused by policy only', () => {
    const tx = spend(wpkh, fund(wpkh));
    const [signature = new Uint8Array(0)] = tx.getInput(0).finalScriptWitness ?? [];
    const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const compact = derToCompact(signature.slice(0, -1));
    const high = fromHex((order - BigInt(`0x${toHex(compact.slice(32))}`)).toString(16).padStart(64, '0'));
    const der = compactToDer(Uint8Array.from([...compact.slice(0, 32), ...high]));
    const hex = toHex(tx.toBytes(true, true)).replace(toHex(Uint8Array.from([signature.length])) + toHex(signature), toHex(Uint8Array.from([der.length + 1, ...der, 1])));
    expect(verdict(fromHex(hex))).toBe('-26 non-mandatory-script-verify-flag (Non-canonical signature: S value is unnecessarily high)');
  });
  test('a reward younger than a hundred blocks stays', () => {
    const block = node.state.tip.transactions[0];
    if (block === undefined) throw new Error('no coinbase');
    const tx = new btc.Transaction({ version: 2 });
    tx.addInput({ txid: block.txid, index: 0 });
    tx.addOutput({ script: target, amount: 1_000n });
    expect(verdict(tx.toBytes(true, true))).toBe('-26 bad-txns-premature-spend-of-coinbase');
  });
  test('bytes that are no transaction', () => {
    expect(verdict(fromHex('00ff'))).toMatch(/^-22 TX decode failed/);
  });
});

describe('replacement (BIP125)', () => {
  test('a higher fee replaces, and the first one is forgotten', () => {
    const coin = fund(wpkh);
    const before = spend(wpkh, coin, { fee: 500n });
    const after = spend(wpkh, coin, { fee: 5_000n });
    expect(verdict(before.toBytes(true, true))).toBe(before.id);
    expect(verdict(after.toBytes(true, true))).toBe(after.id);
    expect(node.transaction(before.id)).toBeNull();
    expect(node.transaction(after.id)?.height).toBe(-1);
  });
  test('a replacement that pays too little more is refused', () => {
    const coin = fund(wpkh);
    node.submit(spend(wpkh, coin, { fee: 500n }).toBytes(true, true));
    expect(verdict(spend(wpkh, coin, { fee: 520n }).toBytes(true, true))).toMatch(/^-26 insufficient fee, rejecting replacement .* not enough additional fees to relay; 520 < 610$/);
    expect(verdict(spend(wpkh, coin, { fee: 400n }).toBytes(true, true))).toMatch(/^-26 insufficient fee, rejecting replacement .* new feerate/);
  });
  test('a final sequence does not allow replacement', () => {
    const coin = fund(wpkh);
    node.submit(spend(wpkh, coin, { fee: 500n, sequence: 0xffffffff }).toBytes(true, true));
    expect(verdict(spend(wpkh, coin, { fee: 50_000n }).toBytes(true, true))).toBe('-26 txn-mempool-conflict');
  });
  test('the same transaction again, waiting and mined', () => {
    const tx = spend(wpkh, fund(wpkh));
    const raw = tx.toBytes(true, true);
    expect(verdict(raw)).toBe(tx.id);
    expect(verdict(raw)).toBe('-26 txn-already-in-mempool');
    node.mine(1);
    expect(verdict(raw)).toBe('-27 Transaction outputs already in utxo set');
  });
});
