// Claims of parallel mining: figures, the phrase, the signature with Flux's magic, and a post that fails at every point.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ecc from 'tiny-secp256k1';
import { verifySigned } from '../../../../../main/wallet/messages/verify';
import type { Intent, Signed } from '../../../../../shared/contract/money-path';
import { toHex } from '../../../../../shared/crypto/bytes';
import { isClaimPhrase } from '../../../../../shared/fusion/phrase';
import { signMessage, type MessageMagic } from '../../../../../shared/flux/message';
import { scriptOfRedeemScript } from '../../../../../shared/hd/script-of-key';
import { importedKey, privateKeyOf, publicKeyOf, redeemScriptOf } from '../../signer/review/kit';
import { BridgeWorld, keysOf, MINUTE, OWN_EVM, START } from './support/bridge-world';

jest.setTimeout(60_000);
let world: BridgeWorld;
type MessageIntent = Extract<Intent, { kind: 'sign-message' }>;
const KADENA = `k:${'ab'.repeat(32)}`;
const units = (flux: number): string => (BigInt(Math.round(flux * 1e8))).toString();

beforeEach(() => {
  world = new BridgeWorld();
  world.book.markUsed('flux', world.ownFlux, START - 5);
  world.fusion.mining = {
    address: world.ownFlux, isMiner: false,
    chainStatistics: [{ chain: 'kda', possibleToClaim: 100.25, claimedAmount: 4 }, { chain: 'eth', possibleToClaim: 100.25, claimedAmount: 0 }, { chain: 'base', possibleToClaim: 1, claimedAmount: 0 }, { chain: 'sol', possibleToClaim: 0, claimedAmount: 0 }],
  };
  world.fusion.multi = { address: world.ownFlux, totalClaim: 201.5, totalMiningFees: 10, totalSwapFees: 1, totalFee: 11, totalReward: 190.5 };
});
afterEach(() => world.end());

const begin = async (target: 'all' | 'kda' | 'eth' | 'base' | 'sol' = 'eth', receiver: string | null = null): Promise<MessageIntent> => {
  const { intent } = await world.calls['claims.begin']({ address: world.ownFlux, target, receiver });
  if (intent.kind !== 'sign-message') throw new Error('no message');
  return intent;
};
function sign(intent: MessageIntent, magic: MessageMagic = 'flux', message = intent.message): Signed {
  const [key = new Uint8Array()] = intent.key.kind === 'imported' ? [privateKeyOf(importedKey)] : keysOf('own', 'mainnet').privateKeysOf(intent.key);
  const signature = signMessage(message, magic, { privateKey: key, compressed: true }, ecc);
  return { kind: 'message', signature: Buffer.from(signature).toString('base64'), address: intent.address, reviewHash: 'ab'.repeat(32) };
}

describe('what was earned', () => {
  it('is shown by chain and in all, with its fee and where it would go', async () => {
    world.fusion.claims = [{ address: world.ownFlux, amount: 7.5, chain: 'kda', txid: 'S-key', claimedAddress: KADENA, message: `1640000000000${'a'.repeat(44)}`, fee: 0.5 }, { address: world.ownFlux, amount: 3, chain: 'eth', txid: `flux:${'f'.repeat(64)}`, claimedAddress: world.ownFlux, timestamp: 1_650_000_000_000 }];
    expect(await world.calls['claims.get']({ address: world.ownFlux })).toEqual({
      state: 'known', source: 'reported', at: START,
      value: {
        address: world.ownFlux, isMiner: false,
        chains: [
          { chain: 'eth', available: units(100.25), claimed: '0', fee: units(9), arrives: units(91.25), receiver: OWN_EVM, problem: null },
          { chain: 'base', available: units(1), claimed: '0', fee: units(1), arrives: '0', receiver: OWN_EVM, problem: 'claims/not-above-fee' },
          { chain: 'kda', available: units(100.25), claimed: units(4), fee: units(0.5), arrives: units(99.75), receiver: null, problem: null },
          { chain: 'sol', available: '0', claimed: '0', fee: '0', arrives: '0', receiver: null, problem: 'claims/no-fee' },
        ],
        all: { gross: units(201.5), fees: units(11), arrives: units(190.5), problem: null },
        past: [
          { chain: 'eth', amount: units(3), fee: null, receiver: world.ownFlux, txid: 'f'.repeat(64), onMain: true, at: 1_650_000_000_000 },
          { chain: 'kda', amount: units(7.5), fee: units(0.5), receiver: KADENA, txid: 'S-key', onMain: false, at: 1_640_000_000_000 },
        ],
      },
    });
  });
  it('is unknown, not nothing, when the operator does not say', async () => {
    world.fusion.fail('/coinbase/summary', 'unreachable');
    expect(await world.calls['claims.get']({ address: world.ownFlux })).toMatchObject({ state: 'unknown', reason: { code: 'fusion/unreachable' } });
    world.fusion.faults.clear();
    world.fusion.mining.address = world.stranger;
    expect(await world.calls['claims.get']({ address: world.ownFlux })).toMatchObject({ state: 'unknown', reason: { code: 'fusion/malformed' } });
  });
  it('has no claim of everything where the operator offers none', async () => {
    world.fusion.multi = null;
    expect(await world.calls['claims.get']({ address: world.ownFlux })).toMatchObject({ value: { all: null } });
    await expect(begin('all')).rejects.toMatchObject({ code: 'claims/no-claim-all' });
  });
  it('is asked for own addresses alone; used ones are offered, newest first', async () => {
    await expect(world.calls['claims.get']({ address: world.stranger })).rejects.toMatchObject({ code: 'claims/not-own' });
    const later = world.book.list('flux')[3]?.address ?? '';
    world.book.markUsed('flux', later, START);
    expect(await world.calls['claims.addresses'](undefined)).toEqual([later, world.ownFlux]);
  });
});

describe('what is signed', () => {
  it('is the operator\'s phrase, by the earning address, for a purpose in words', async () => {
    const intent = await begin('kda', KADENA);
    expect(intent).toEqual({
      kind: 'sign-message', scheme: 'flux', key: { kind: 'derived', account: 'flux:44:0', change: 0, index: 0 }, address: world.ownFlux, message: `1700000000000${'1'.padStart(44, 'a')}`,
      purpose: { kind: 'mining-claim', target: 'kda', receiver: KADENA, arrives: units(99.75) },
    });
    expect((await begin('eth')).purpose).toMatchObject({ receiver: OWN_EVM, arrives: units(91.25) });
    expect((await begin('all')).purpose).toEqual({ kind: 'mining-claim', target: 'all', receiver: world.ownFlux, arrives: units(190.5) });
  });
  it.each([
    ['kda', null, 'bridge/recipient-needed'], ['kda', OWN_EVM, 'address/other-chain'], ['base', null, 'claims/not-above-fee'], ['sol', KADENA, 'claims/no-fee'], ['all', KADENA, 'claims/only-to-itself'],
    ['eth', '0x720CD16b011b987Da3518fbf38c3071d4F0D1495', 'bridge/recipient-is-token'],
  ] as const)('nothing for %s to %s', async (target, receiver, code) => {
    await expect(begin(target, receiver)).rejects.toMatchObject({ code });
    expect(world.fusion.phrases).toBe(0);
  });
  it.each(['Pay all my coins', '', '1700000000000', `0x${'ab'.repeat(32)}`, `1700000000000${'A'.repeat(44)}`, `1700000000000 ${'a'.repeat(43)}`])('never anything but a phrase: %j', async (text) => {
    world.fusion.phraseText = () => text;
    await expect(begin()).rejects.toMatchObject({ code: 'claims/bad-phrase' });
  });
  it('never a phrase twice', async () => {
    world.fusion.phraseText = () => `1700000000000${'b'.repeat(44)}`;
    const intent = await begin();
    await world.carryOutClaim({ intent, signed: sign(intent) });
    await expect(begin()).rejects.toMatchObject({ code: 'claims/used-phrase' });
  });
});

describe('carrying it out', () => {
  it('posts what the operator wants, keeps it, and shows it among the past', async () => {
    const intent = await begin('eth');
    const signed = sign(intent);
    expect(await world.carryOutClaim({ intent, signed })).toEqual({ txid: `0x${'d'.repeat(64)}` });
    const posted = JSON.parse(world.fusion.asked.find(({ path }) => path === '/coinbase/claim')?.body ?? '{}');
    expect(posted).toEqual({ chain: 'eth', address: world.ownFlux, claimingAddress: OWN_EVM, message: intent.message, signature: signed.kind === 'message' ? signed.signature : '' });
    world.fusion.claims = [];
    expect(await world.calls['claims.get']({ address: world.ownFlux })).toMatchObject({ value: { past: [{ chain: 'eth', amount: units(91.25), receiver: OWN_EVM, txid: `0x${'d'.repeat(64)}`, onMain: false, at: START }] } });
  });
  it('of everything names the transaction on the main chain', async () => {
    const intent = await begin('all');
    expect(await world.carryOutClaim({ intent, signed: sign(intent) })).toEqual({ txid: 'e'.repeat(64) });
    expect(JSON.parse(world.fusion.asked.find(({ path }) => path === '/coinbase/multiclaim')?.body ?? '{}')).toEqual({ address: world.ownFlux, message: intent.message, signature: expect.any(String) });
  });
  it('of a shared address sends its script and the key that signed', async () => {
    const redeemScript = toHex(redeemScriptOf(importedKey));
    const publicKey = toHex(publicKeyOf(privateKeyOf(importedKey)));
    const { address } = scriptOfRedeemScript(redeemScriptOf(importedKey), 'flux', 'mainnet');
    world.book.setAccounts(['flux:44:0', 'evm:44:0'].map((account) => keysOf('own', 'mainnet').describe(account)), [{ id: 'ab'.repeat(16), family: 'flux', kind: 'ssp', name: 'shared', address, scriptType: 'p2sh-multisig', publicKey, redeemScript }]);
    world.fusion.mining.address = address;
    const { intent } = await world.calls['claims.begin']({ address, target: 'all', receiver: null });
    if (intent.kind !== 'sign-message') throw new Error('no message');
    expect(intent).toMatchObject({ key: importedKey, purpose: { receiver: address } });
    expect(await world.carryOutClaim({ intent, signed: sign(intent) })).toEqual({ txid: 'e'.repeat(64) });
    expect(JSON.parse(world.fusion.asked.find(({ path }) => path === '/coinbase/multiclaim')?.body ?? '{}')).toMatchObject({ address, redeemScript, publicKey });
  });
  it('never posts a signature that does not prove the address', async () => {
    const intent = await begin();
    const signed = sign(intent);
    const bad: [Intent, unknown][] = [
      [intent, sign(intent, 'bitcoin')], [intent, sign(intent, 'flux', `${intent.message}a`)], [{ ...intent, message: `${intent.message}a` }, signed], [{ ...intent, scheme: 'bitcoin' }, signed],
      [intent, { ...signed, signature: 'AAAA' }],
    ];
    for (const [wrong, with_] of bad) await expect(world.carryOutClaim({ intent: wrong, signed: with_ })).rejects.toMatchObject({ code: 'claims/bad-signature' });
    await expect(world.carryOutClaim({ intent: { ...intent, purpose: null }, signed })).rejects.toMatchObject({ code: 'claims/not-a-claim' });
    await expect(world.carryOutClaim({ intent: { ...intent, address: world.stranger }, signed })).rejects.toMatchObject({ code: 'claims/not-own' });
    expect(world.fusion.count('/coinbase/claim')).toBe(0);
  });
  it('shows the operator\'s words when it refuses, and nothing is among the past', async () => {
    world.fusion.refuse('/coinbase/claim', 'claiming amount exceeds maximum allowable', 1);
    const intent = await begin();
    await expect(world.carryOutClaim({ intent, signed: sign(intent) })).rejects.toMatchObject({ code: 'claims/refused', context: { said: 'claiming amount exceeds maximum allowable' } });
    expect(await world.calls['claims.get']({ address: world.ownFlux })).toMatchObject({ value: { past: [] } });
  });
  it('handed over twice claims once and answers the same', async () => {
    const intent = await begin();
    const input = { intent, signed: sign(intent) };
    const first = await world.carryOutClaim(input);
    world.restart();
    expect(await world.carryOutClaim(input)).toEqual(first);
    expect(world.fusion.count('/coinbase/claim')).toBe(1 + world.fusion.count('/coinbase/claimed'));
  });
  it('finds out what became of it when the answer was lost', async () => {
    const intent = await begin();
    let posts = 0;
    world.fusion.step = (where) => {
      if (where !== 'after /coinbase/claim') return;
      posts += 1;
      if (posts === 1) throw Object.assign(new Error('gone'), { code: 'gone' });
    };
    const done = world.carryOutClaim({ intent, signed: sign(intent) });
    await world.pass(10_000);
    expect(await done).toEqual({ txid: `0x${'d'.repeat(64)}` });
    expect(posts).toBe(1);
  });
  it('tries again while no answer comes, then says that nobody knows', async () => {
    world.fusion.fail('/coinbase/claim', 'timeout');
    const intent = await begin();
    const done = world.carryOutClaim({ intent, signed: sign(intent) }).then(() => null, (thrown: unknown) => thrown);
    await world.pass(MINUTE);
    expect(await done).toMatchObject({ code: 'claims/no-answer', context: { reason: 'fusion/timeout' } });
    expect(world.fusion.asked.filter(({ path }) => path === '/coinbase/claim').length).toBe(3);
    // The same signature can still be handed over: its phrase is good for one claim.
    world.fusion.faults.clear();
    expect(await world.carryOutClaim({ intent, signed: sign(intent) })).toEqual({ txid: `0x${'d'.repeat(64)}` });
  });
});

test('published claims carry Flux\'s magic; the published pair that does not fit is refused', () => {
  const { found } = JSON.parse(readFileSync(join(__dirname, '../../../../vectors/signed-messages.json'), 'utf8')) as { found: { scheme: string; address: string; message: string; signature: string; verified: boolean; use: string }[] };
  const claims = found.filter(({ scheme, use }) => scheme === 'flux-magic' && use.includes('claim'));
  expect(claims.length).toBeGreaterThan(4);
  for (const { address, message, signature } of claims) {
    expect(isClaimPhrase(message)).toBe(true);
    expect(verifySigned({ scheme: 'flux', address, message, signature }, 'mainnet')).toEqual({ valid: true, problem: null });
    expect(verifySigned({ scheme: 'flux', address, message: claims.find((other) => other.message !== message)?.message ?? '', signature }, 'mainnet').valid).toBe(false);
  }
  const mispaired = found.filter(({ verified }) => !verified);
  expect(mispaired).toHaveLength(1);
  for (const { address, message, signature } of mispaired) expect(verifySigned({ scheme: 'bitcoin', address, message, signature }, 'mainnet')).toEqual({ valid: false, problem: null });
});
