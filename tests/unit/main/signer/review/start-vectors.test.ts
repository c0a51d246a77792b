// STARTs that fluxd took, made again from their keys through the whole door: review, then signature, byte for byte.

import { Keyring } from '../../../../../main/signer/keyring/keyring';
import { createReviewer, type Reviewer } from '../../../../../main/signer/review';
import type { Intent, NodeStart, StartsPlan } from '../../../../../shared/contract/money-path';
import { fromHex, toHex } from '../../../../../shared/crypto/bytes';
import { parseFluxNodeTransaction, type FluxNodeStart } from '../../../../../shared/flux/fluxnode-transaction';
import { FLUX_MAINNET, FLUX_REGTEST } from '../../../../../shared/flux/params';
import { tierOfCollateral } from '../../../../../shared/flux/subsidy';
import { decodeWif } from '../../../../../shared/flux/wif';
import regtest from '../../../../vectors/fluxd-regtest-main.json';
import known from '../../../../vectors/flux-fluxnode-tx.json';
import { makeKit } from './kit';

const ID = 'ab'.repeat(16);
const HOLDER = fromHex(regtest.accepted[0]?.hex ?? '');
const key = { kind: 'imported', id: ID } as const;

interface Wallet {
  readonly network: 'mainnet' | 'practice';
  readonly wif: string;
  readonly redeemScript: Uint8Array | null;
  /** Unix seconds. */
  readonly at: number;
}

/** The signer of a wallet that has one imported key, at a time. */
function signer({ network, wif, redeemScript, at }: Wallet): Reviewer {
  const keyring = Keyring.fromSeed(network, null);
  const { privateKey, compressed } = decodeWif(wif, network === 'mainnet' ? FLUX_MAINNET : FLUX_REGTEST);
  keyring.addImported({ id: ID, name: 'k', family: 'flux', kind: redeemScript ? 'ssp' : 'wif', use: 'keep', privateKey, compressed, redeemScript });
  return createReviewer({ ...makeKit(network).deps, keys: keyring, now: () => at * 1000 });
}

function startOf(raw: string): FluxNodeStart {
  const tx = parseFluxNodeTransaction(fromHex(raw));
  if (tx.kind !== 'start') throw new Error('a START was expected');
  return tx;
}

/** What a wallet would ask for, read from the transaction. */
function intentOf(tx: FluxNodeStart, tier: NodeStart['tier'], owner: NodeStart['owner']): Extract<Intent, { kind: 'start-nodes' }> {
  const delegates: NodeStart['delegates'] = tx.delegates?.kind === 'update' ? { kind: 'update', keys: tx.delegates.keys.map((one) => toHex(one)) } : { kind: 'none' };
  const start: NodeStart = {
    node: ID, name: 'n', tier, collateral: { txid: tx.collateral.txid, vout: tx.collateral.index }, owner, identity: { kind: 'other', publicKey: toHex(tx.nodePublicKey) },
    version: tx.version, sigTime: tx.sigTime, delegates,
  };
  return { kind: 'start-nodes', fund: null, starts: [start] };
}

async function made(reviewer: Reviewer, intent: Intent, holders: StartsPlan['holders']): Promise<{ raw: string; txid: string }> {
  const { hash } = reviewer.review({ intent, plan: { kind: 'starts', fund: null, holders } });
  const signed = await reviewer.sign({ hash });
  const [start] = signed.kind === 'starts' ? signed.starts : [];
  if (start === undefined) throw new Error('nothing was signed');
  return { raw: toHex(start.raw), txid: start.txid };
}

const started = regtest.accepted.flatMap((row) => (row.label.startsWith('START') && 'signKey' in row && row.signKey !== undefined ? [{ ...row, wif: row.signKey.wif }] : []));

test('there are STARTs of every kind', () => {
  expect(started.map(({ label }) => label)).toEqual([
    expect.stringContaining('v5 cumulus'), expect.stringContaining('v6 normal'), expect.stringContaining('v5 nimbus'), expect.stringContaining('stratus'), expect.stringContaining('v6 p2sh'),
    expect.stringContaining('delegate UPDATE (0x101)'), expect.stringContaining('v5 cumulus in PON era'), expect.stringContaining('delegate UPDATE (0x102)'),
  ]);
});

describe('taken by fluxd', () => {
  test.each(started.map((row) => [row.label, row] as const))('%s', async (_, row) => {
    const tx = startOf(row.hex);
    const redeemScript = tx.owner.kind === 'script' ? tx.owner.redeemScript : null;
    const reviewer = signer({ network: 'practice', wif: row.wif, redeemScript, at: row.mocktime });
    const tier = tierOfCollateral(BigInt(row.collateral && 'value' in row.collateral ? row.collateral.value ?? 0 : 0));
    if (tier === null) throw new Error('no tier');
    const intent = intentOf(tx, tier, { kind: 'own', key, scriptType: redeemScript ? 'p2sh-multisig' : 'p2pkh' });
    expect(await made(reviewer, intent, [HOLDER])).toEqual({ raw: row.hex, txid: row.txid });
  });
});

describe('with known keys', () => {
  const vectors = known.vectors.filter(({ keys, name }) => keys !== undefined && !name.includes('would be rejected'));

  test('by a delegate, whose owner shows no transaction', async () => {
    const vector = vectors.find(({ name }) => name.includes('SIGNING'));
    const tx = startOf(vector?.raw ?? '');
    const intent = intentOf(tx, 'cumulus', { kind: 'delegate', of: tx.owner.kind === 'key' ? toHex(tx.owner.publicKey) : '', signer: key });
    // The delegate's private key is the number one.
    const reviewer = signer({ network: 'mainnet', wif: 'KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn', redeemScript: null, at: tx.sigTime });
    expect(await made(reviewer, intent, [])).toEqual({ raw: vector?.raw, txid: vector?.txid });
  });

  const owned = vectors.filter(({ keys }) => keys?.collateral_wif !== undefined);
  test.each(owned.map((vector) => [vector.name, vector] as const))('%s: not without the transaction that holds the collateral', (_, vector) => {
    const tx = startOf(vector.raw);
    const reviewer = signer({ network: 'mainnet', wif: vector.keys?.collateral_wif ?? '', redeemScript: null, at: tx.sigTime });
    const intent = intentOf(tx, 'cumulus', { kind: 'own', key, scriptType: 'p2pkh' });
    expect(() => reviewer.review({ intent, plan: { kind: 'starts', fund: null, holders: [] } })).toThrow(expect.objectContaining({ code: 'review/previous-missing' }));
  });
});

describe('refused by fluxd, and never signed', () => {
  const rejected = regtest.rejected.filter(({ label }) => label.startsWith('start '));
  const at = 1_795_353_514;
  const refusedHere: Readonly<Record<string, RegExp>> = {
    'start v5 signed by wrong key': /^review\/collateral-not-ours$/,
    'start v5 collateral pubkey not matching output': /^review\/collateral-not-ours$/,
    'start v5 collateral not a tier amount': /^review\/collateral-amount$/,
    'start v5 missing collateral': /^review\/previous-missing$/,
    'start v5 sigTime older than 3600 s': /^review\/start-time$/,
  };
  test.each(rejected.filter(({ label }) => refusedHere[label] !== undefined).map((row) => [row.label, row] as const))('%s', (label, row) => {
    const tx = startOf(row.hex);
    const wrong = regtest.keys.find(({ name }) => name === 'user1');
    const owner = regtest.keys.find(({ pub }) => tx.owner.kind === 'key' && pub === toHex(tx.owner.publicKey));
    const wif = label.includes('signed by wrong key') ? wrong?.wif : owner?.wif;
    const reviewer = signer({ network: 'practice', wif: wif ?? '', redeemScript: null, at: 'mocktime' in row ? row.mocktime : at });
    const intent = intentOf(tx, 'cumulus', { kind: 'own', key, scriptType: 'p2pkh' });
    let code = 'reviewed';
    try {
      reviewer.review({ intent, plan: { kind: 'starts', fund: null, holders: label.includes('missing collateral') ? [] : [HOLDER] } });
    } catch (thrown) {
      code = (thrown as { code: string }).code;
    }
    expect(code).toMatch(refusedHere[label] ?? /never/);
  });

  test('all of them that the signer can judge stand above', () => {
    expect(rejected.map(({ label }) => label).filter((label) => refusedHere[label] !== undefined)).toHaveLength(Object.keys(refusedHere).length);
  });
});
