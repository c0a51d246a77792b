// Starts of FluxNodes: what the review says of a good one, and that every other one is refused.

import type { Intent, NodeStart, Plan, StartsPlan } from '../../../../../shared/contract/money-path';
import { zReview, zSigned } from '../../../../../shared/contract/money-path';
import { sha256 } from '../../../../../shared/crypto/hashes';
import { asciiBytes, toHex } from '../../../../../shared/crypto/bytes';
import * as ecc from 'tiny-secp256k1';
import { isFluxNodeSigned, startSigners } from '../../../../../shared/flux/fluxnode-rules';
import { parseFluxNodeTransaction, type FluxNodeStart } from '../../../../../shared/flux/fluxnode-transaction';
import { opReturnScript } from '../../../../../shared/flux/script-templates';
import { parseTransaction } from '../../../../../shared/flux/transaction';
import { coin, fluxKey, goodPayment, importedKey, makeKit, privateKeyOf, publicKeyOf, redeemScriptOf, stranger, type Kit } from './kit';
import { CUMULUS, existing, funded, NOW, startOf, type StartIntent } from './start-kit';

const pub = (name: string): string => toHex(publicKeyOf(sha256(asciiBytes(name))));
const parsed = (raw: Uint8Array): FluxNodeStart => {
  const tx = parseFluxNodeTransaction(raw);
  if (tx.kind !== 'start') throw new Error('a START was expected');
  return tx;
};

function refusal(kit: Kit, request: { intent: Intent; plan: Plan }): string {
  try {
    kit.reviewer.review(request);
    return 'reviewed';
  } catch (thrown) {
    const { code, context } = thrown as { code: string; context: { what?: string } };
    return context.what === undefined ? code : `${code} ${context.what}`;
  }
}

describe('a good start', () => {
  it('with the payment that makes its collateral is reviewed and signed as one', async () => {
    const kit = makeKit();
    const { intent, plan } = funded(kit);
    const review = zReview.parse(kit.reviewer.review({ intent, plan }));
    expect(review).toMatchObject({
      action: 'start-nodes', chain: 'flux', amount: { units: '0' }, fee: { figure: { units: '1000' } }, warnings: [],
      recipients: [{ address: intent.fund?.to, amount: { units: CUMULUS.toString() } }], change: [{ amount: { units: '9999999000' } }],
      starts: [{ name: 'North', tier: 'cumulus', collateral: null, address: intent.fund?.to, identity: { path: 'node 0' }, version: 5, sigTime: NOW + 3_000, asDelegate: false, multisig: false, delegates: { kind: 'none' } }],
    });
    expect(review.checks).toEqual(['does-what-was-asked', 'moves-no-coins', 'collateral-exact', 'sums-add-up', 'previous-hashes', 'fee-in-limit', 'change-is-ours']);
    const signed = zSigned.parse(await kit.reviewer.sign({ hash: review.hash }));
    if (signed.kind !== 'starts' || signed.fund === null) throw new Error('starts were expected');
    const [start] = signed.starts;
    expect(start).toMatchObject({ node: '11'.repeat(16), collateral: { txid: signed.fund.txid, vout: 1 } });
    const tx = parsed(start?.raw ?? new Uint8Array(0));
    expect(tx.collateral).toEqual({ txid: signed.fund.txid, index: 1 });
    expect(isFluxNodeSigned(tx, startSigners(tx), ecc)).toBe(true);
    expect(parseTransaction(signed.fund.raw).outputs[1]?.value).toBe(CUMULUS);
    // Every key that was handed out for it is wiped.
    expect(kit.keys.handedOut.length).toBeGreaterThan(2);
    expect(kit.keys.handedOut.every((key) => key.every((byte) => byte === 0))).toBe(true);
  });

  it('on a coin that exists pays nothing to anybody', async () => {
    const kit = makeKit();
    const review = zReview.parse(kit.reviewer.review(existing(kit)));
    expect(review).toMatchObject({ amount: null, fee: null, recipients: [], change: [], expiry: null, warnings: [], checks: ['does-what-was-asked', 'moves-no-coins', 'collateral-exact'] });
    const signed = await kit.reviewer.sign({ hash: review.hash });
    expect(signed).toMatchObject({ kind: 'starts', fund: null, starts: [{ collateral: { vout: 1 } }] });
  });

  it('on a multisig address is version 6, signed by the one own key', async () => {
    const kit = makeKit();
    const held = coin(kit, 'flux', importedKey, CUMULUS, { scriptType: 'p2sh-multisig' });
    const request = existing(kit, { owner: { kind: 'own', key: importedKey, scriptType: 'p2sh-multisig' }, version: 6 }, held);
    const review = kit.reviewer.review(request);
    expect(review.starts[0]).toMatchObject({ multisig: true, version: 6 });
    const signed = await kit.reviewer.sign({ hash: review.hash });
    const tx = parsed(signed.kind === 'starts' ? signed.starts[0]?.raw ?? new Uint8Array(0) : new Uint8Array(0));
    expect(tx.owner).toEqual({ kind: 'script', redeemScript: redeemScriptOf(importedKey) });
    expect(isFluxNodeSigned(tx, [publicKeyOf(privateKeyOf(importedKey))], ecc)).toBe(true);
    expect(refusal(kit, existing(kit, { owner: { kind: 'own', key: importedKey, scriptType: 'p2sh-multisig' } }, held))).toBe('review/start-version');
  });

  it.each([
    [[pub('a'), pub('b')], 'delegates-replaced'],
    [[], 'delegates-erased'],
  ])('with delegates %j warns', (keys, id) => {
    const kit = makeKit();
    const review = kit.reviewer.review(existing(kit, { version: 6, delegates: { kind: 'update', keys } }));
    expect(review.warnings).toEqual([{ id, level: 'warn', context: { nodes: 'North', count: 1 } }]);
    expect(review.starts[0]?.delegates).toEqual({ kind: 'update', keys });
  });

  it('of another\'s coin by a delegate warns, with its transaction and without', async () => {
    const kit = makeKit();
    const held = coin(kit, 'flux', fluxKey(3), CUMULUS);
    const of = toHex(publicKeyOf(privateKeyOf(fluxKey(3))));
    const more: Partial<NodeStart> = { owner: { kind: 'delegate', of, signer: fluxKey(0) }, version: 6, identity: { kind: 'other', publicKey: pub('server') } };
    const request = existing(kit, more, held);
    const review = kit.reviewer.review(request);
    expect(review.warnings.map(({ id }) => id)).toEqual(['collateral-not-ours', 'identity-not-ours']);
    expect(review.starts[0]).toMatchObject({ asDelegate: true, address: kit.keys.scriptOf(fluxKey(3), 'p2pkh', 'flux').address });
    const signed = await kit.reviewer.sign({ hash: review.hash });
    const tx = parsed(signed.kind === 'starts' ? signed.starts[0]?.raw ?? new Uint8Array(0) : new Uint8Array(0));
    expect(tx.delegates).toEqual({ kind: 'signing', version: 1 });
    expect(isFluxNodeSigned(tx, [publicKeyOf(privateKeyOf(fluxKey(0)))], ecc)).toBe(true);
    const blind = kit.reviewer.review({ ...request, plan: { ...request.plan, holders: [] } });
    expect(blind.starts[0]?.address).toBeNull();
    expect(blind.checks).not.toContain('collateral-exact');
  });

  it('of fifty nodes says each thing once', () => {
    const kit = makeKit();
    const coins = Array.from({ length: 50 }, (_, at) => coin(kit, 'flux', fluxKey(7), CUMULUS, { salt: at }));
    const starts = coins.map((held, at) => startOf({ node: at.toString(16).padStart(32, '0'), name: `Node ${at}`, collateral: { txid: held.txid, vout: 1 }, identity: { kind: 'other', publicKey: pub(`server ${at}`) } }));
    const review = zReview.parse(kit.reviewer.review({ intent: { kind: 'start-nodes', fund: null, starts }, plan: { kind: 'starts', fund: null, holders: coins.map(({ raw }) => raw) } }));
    expect(review.starts).toHaveLength(50);
    expect(review.warnings).toMatchObject([{ id: 'identity-not-ours', context: { count: 50 } }]);
  });

  it('that spends a coin of a tier\'s amount says which', () => {
    const kit = makeKit();
    const coins = [coin(kit, 'flux', fluxKey(0), CUMULUS), coin(kit, 'flux', fluxKey(1), 100_00000000n)];
    expect(kit.reviewer.review(funded(kit, { parts: { coins } })).warnings.map(({ id }) => id)).toContain('collateral-spent');
  });
});

describe('is refused on a coin that exists', () => {
  const of = toHex(publicKeyOf(privateKeyOf(fluxKey(7))));
  const outsider: NodeStart['owner'] = { kind: 'delegate', of, signer: fluxKey(0) };
  it.each<[string, string, Partial<NodeStart>]>([
    ['a key that it does not lie on', 'review/collateral-not-ours', { owner: { kind: 'own', key: fluxKey(8), scriptType: 'p2pkh' } }],
    ['a tier with another amount', 'review/collateral-amount', { tier: 'nimbus' }],
    ['another transaction', 'review/previous-missing', { collateral: { txid: '22'.repeat(32), vout: 1 } }],
    ['an output that is not there', 'review/previous-output', {}],
    ['version 5 with delegates', 'review/start-version', { delegates: { kind: 'update', keys: [pub('a')] } }],
    ['version 5 by a delegate', 'review/start-version', { owner: outsider }],
    ['delegates that a delegate would change', 'review/start-delegates', { owner: outsider, version: 6, delegates: { kind: 'update', keys: [] } }],
    ['a delegate that is no point', 'review/start-delegates', { version: 6, delegates: { kind: 'update', keys: [`02${'ff'.repeat(32)}`] } }],
    ['a delegate named twice', 'review/start-delegates', { version: 6, delegates: { kind: 'update', keys: [pub('a'), pub('a')] } }],
    ['another owner than the coin\'s', 'review/collateral-owner', { owner: { kind: 'delegate', of: pub('a'), signer: fluxKey(0) }, version: 6 }],
    ['another owner\'s script than the coin\'s', 'review/collateral-owner', { owner: { kind: 'delegate', of: toHex(redeemScriptOf(importedKey)), signer: fluxKey(0) }, version: 6 }],
    ['an owner that is neither key nor script', 'review/collateral-owner', { owner: { kind: 'delegate', of: `76${'ff'.repeat(40)}`, signer: fluxKey(0) }, version: 6 }],
    ['an identity key that is no point', 'review/start-identity', { identity: { kind: 'other', publicKey: `02${'ff'.repeat(32)}` } }],
    ['an identity key that holds the collateral', 'review/start-identity', { identity: { kind: 'other', publicKey: of } }],
    ['an identity key that holds other coins', 'review/start-identity', { identity: { kind: 'other', publicKey: toHex(publicKeyOf(privateKeyOf(fluxKey(0)))) } }],
    ['an identity key that is the owner\'s of another\'s coin', 'review/start-identity', { collateral: { txid: '22'.repeat(32), vout: 0 }, owner: { kind: 'delegate', of: pub('a'), signer: fluxKey(0) }, version: 6, identity: { kind: 'other', publicKey: pub('a') } }],
    ['a time that nodes would soon refuse', 'review/start-time', { sigTime: NOW - 1801 }],
    ['a time beyond the next day', 'review/start-time', { sigTime: NOW + 26 * 3600 + 1 }],
  ])('%s', (name, code, more) => {
    const kit = makeKit();
    kit.keys.scriptOf(fluxKey(0), 'p2pkh', 'flux');
    const request = existing(kit, more);
    if (name.startsWith('an output')) {
      const [start] = request.intent.starts;
      if (start?.collateral) request.intent.starts[0] = { ...start, collateral: { ...start.collateral, vout: 2 } };
    }
    expect(refusal(kit, request)).toBe(code);
    expect(refusal(kit, existing(kit))).toBe('reviewed');
  });

  it.each([[NOW - 1800, 1], [NOW + 26 * 3600, 1], [NOW - 3600, 600]])('not a time of %i at speed %i', (sigTime, speed) => {
    const kit = makeKit();
    kit.clock.speed = speed;
    expect(refusal(kit, existing(kit, { sigTime }))).toBe('reviewed');
  });

  it('a time older than nodes take, whatever the speed', () => {
    const kit = makeKit();
    kit.clock.speed = 600;
    expect(refusal(kit, existing(kit, { sigTime: NOW - 3601 }))).toBe('review/start-time');
  });

  it('a transaction that nobody asked for, the same one twice, one that cannot be read, one that is changed', () => {
    const kit = makeKit();
    const { intent, plan } = existing(kit);
    const [raw = new Uint8Array(0)] = plan.holders;
    const other = coin(kit, 'flux', fluxKey(7), CUMULUS, { salt: 9 }).raw;
    const holders = (...all: Uint8Array[]): string => refusal(kit, { intent, plan: { ...plan, holders: all } });
    expect(holders(raw, other)).toBe('review/plan-does-not-match-intent holders');
    expect(holders(raw, raw)).toBe('review/plan-does-not-match-intent holders');
    expect(holders(raw.slice(0, 40))).toBe('review/previous-output');
    for (let place = 0; place < raw.length; place += 1) expect(holders(raw.map((byte, at) => (at === place ? byte ^ 1 : byte)))).not.toBe('reviewed');
  });

  it('two nodes on one coin, one node twice', () => {
    const kit = makeKit();
    const { intent, plan } = existing(kit);
    const [start = startOf()] = intent.starts;
    const both = (more: Partial<NodeStart>): string => refusal(kit, { intent: { ...intent, starts: [start, { ...start, ...more }] }, plan });
    expect(both({ node: '22'.repeat(16) })).toBe('review/collateral-twice');
    expect(both({ collateral: { txid: '33'.repeat(32), vout: 0 } })).toBe('review/plan-does-not-match-intent starts');
  });
});

describe('is refused with its payment', () => {
  const CHANGE = 99_99999000n;
  type Change = (kit: Kit, request: { intent: StartIntent; plan: StartsPlan }) => { intent: StartIntent; plan: StartsPlan };
  const outputs = (kit: Kit, more: { collateral?: bigint; key?: number; extra?: { value: bigint; script: Uint8Array }[] }) => [
    { value: CHANGE - (more.extra ?? []).reduce((sum, { value }) => sum + value, 0n), script: kit.keys.scriptOf(fluxKey(2, 1), 'p2pkh', 'flux').script },
    { value: more.collateral ?? CUMULUS, script: kit.keys.scriptOf(fluxKey(more.key ?? 7), 'p2pkh', 'flux').script },
    ...(more.extra ?? []),
  ];
  const mismatch = (what: string): string => `review/plan-does-not-match-intent ${what}`;
  it.each<[string, string, Change]>([
    ['one zatoshi too little', mismatch('amount'), (kit) => funded(kit, { parts: { outputs: outputs(kit, { collateral: CUMULUS - 1n }) } })],
    ['one zatoshi too much', mismatch('amount'), (kit) => funded(kit, { parts: { outputs: outputs(kit, { collateral: CUMULUS + 1n }) } })],
    ['another own key', mismatch('recipient'), (kit) => funded(kit, { parts: { outputs: outputs(kit, { key: 8 }) } })],
    ['another address in the intent', mismatch('recipient'), (kit) => funded(kit, { fund: { to: stranger('flux').address } })],
    ['an output that is the change', mismatch('recipient'), (_kit, { intent, plan }) => ({ intent, plan: { ...plan, fund: plan.fund && { ...plan.fund, vout: 0 } } })],
    ['an output that is not there', mismatch('recipient'), (_kit, { intent, plan }) => ({ intent, plan: { ...plan, fund: plan.fund && { ...plan.fund, vout: 2 } } })],
    ['somebody else paid along', 'review/foreign-output', (kit) => funded(kit, { parts: { outputs: outputs(kit, { extra: [{ value: 1000n, script: stranger('flux').script }] }) } })],
    ['a note', 'review/foreign-output', (kit) => funded(kit, { parts: { outputs: outputs(kit, { extra: [{ value: 0n, script: opReturnScript(asciiBytes('hi')) }] }) } })],
    ['change that is not ours', 'review/change-not-ours', (kit) => funded(kit, { parts: { outputs: [{ value: CHANGE, script: stranger('flux').script }, ...outputs(kit, {}).slice(1)] } })],
    ['a fee above the limit', 'review/fee-above-limit', (kit) => funded(kit, { fund: { feeLimit: '999' } })],
    ['an amount that is not the tier\'s', mismatch('tier'), (kit) => funded(kit, { fund: { amount: '100000000001' } })],
    ['another tier', mismatch('tier'), (kit) => funded(kit, { start: { tier: 'nimbus' } })],
    ['an owner with another key', mismatch('owner'), (kit) => funded(kit, { start: { owner: { kind: 'own', key: fluxKey(8), scriptType: 'p2pkh' } } })],
    ['a delegate as owner', mismatch('owner'), (kit) => funded(kit, { start: { owner: { kind: 'delegate', of: pub('a'), signer: fluxKey(7) }, version: 6 } })],
    ['a multisig owner', mismatch('owner'), (kit) => funded(kit, { start: { owner: { kind: 'own', key: fluxKey(7), scriptType: 'p2sh-multisig' }, version: 6 } })],
    ['no start for it', mismatch('starts'), (kit, { intent, plan }) => ({ intent: { ...intent, starts: existing(kit).intent.starts }, plan })],
    ['two starts for it', mismatch('starts'), (_kit, { intent, plan }) => ({ intent: { ...intent, starts: [...intent.starts, startOf({ node: '22'.repeat(16) })] }, plan })],
    ['no payment in the plan', mismatch('payment'), (_kit, { intent, plan }) => ({ intent, plan: { ...plan, fund: null } })],
    ['a payment that nobody asked for', mismatch('payment'), (kit, { plan }) => ({ intent: existing(kit).intent, plan: { ...plan, holders: existing(kit).plan.holders } })],
    ['a start that waits for no payment', mismatch('starts'), (_kit, { intent }) => ({ intent: { ...intent, fund: null }, plan: { kind: 'starts', fund: null, holders: [] } })],
    ['a payment on Bitcoin', mismatch('chain'), (kit, { intent, plan }) => ({ intent, plan: { ...plan, fund: { plan: goodPayment(kit, 'bitcoin').plan, vout: 0 } } })],
    ['a payment that replaces another', mismatch('replaced transaction'), (kit) => funded(kit, { parts: { replaces: new Uint8Array([1]) } })],
    ['a payment that expires too soon', 'review/expired', (kit) => funded(kit, { parts: { expiryHeight: 1002 } })],
    ['previous transactions with another amount', 'review/previous-hash', (_kit, { intent, plan }) => {
      if (plan.fund === null) throw new Error('no payment');
      const { previous } = plan.fund.plan;
      const bytes = previous.bytes.map((byte, at) => (at === previous.bytes.length - 40 ? byte ^ 1 : byte));
      return { intent, plan: { ...plan, fund: { ...plan.fund, plan: { ...plan.fund.plan, previous: { ...previous, bytes } } } } };
    }],
  ])('%s', (_name, code, change) => {
    const kit = makeKit();
    expect(refusal(kit, change(kit, funded(kit)))).toBe(code);
    expect(refusal(kit, funded(kit))).toBe('reviewed');
  });

  it('that spends the collateral of another node that starts', () => {
    const kit = makeKit();
    const held = coin(kit, 'flux', fluxKey(1), CUMULUS);
    const request = funded(kit, { parts: { coins: [held, coin(kit, 'flux', fluxKey(0), 100_00000000n)] } });
    const other = startOf({ node: '22'.repeat(16), collateral: { txid: held.txid, vout: 1 }, owner: { kind: 'own', key: fluxKey(1), scriptType: 'p2pkh' } });
    expect(refusal(kit, { intent: { ...request.intent, starts: [...request.intent.starts, other] }, plan: { ...request.plan, holders: [held.raw] } })).toBe('review/collateral-spent');
  });

  it('as a plan or an intent of another kind', () => {
    const kit = makeKit();
    const start = funded(kit);
    const pay = goodPayment(kit, 'flux');
    expect(refusal(kit, { intent: start.intent, plan: pay.plan })).toBe(mismatch('kind'));
    expect(refusal(kit, { intent: pay.intent, plan: start.plan })).toBe(mismatch('kind'));
    expect(refusal(kit, { intent: start.intent, plan: { kind: 'message' } })).toBe(mismatch('kind'));
  });
});

describe('the hash that is approved', () => {
  it('changes with every field of a START', () => {
    const kit = makeKit();
    kit.keys.scriptOf(fluxKey(9), 'p2pkh', 'flux');
    const changes: Partial<NodeStart>[] = [
      {}, { node: '44'.repeat(16) }, { name: 'South' }, { version: 6 }, { sigTime: NOW + 1 }, { identity: { kind: 'own', index: 1 } }, { identity: { kind: 'other', publicKey: pub('s') } },
      { version: 6, delegates: { kind: 'update', keys: [] } }, { version: 6, delegates: { kind: 'update', keys: [pub('a')] } }, { version: 6, delegates: { kind: 'update', keys: [pub('b')] } },
      ...[0, 9].map((signer): Partial<NodeStart> => ({ version: 6, owner: { kind: 'delegate', of: toHex(publicKeyOf(privateKeyOf(fluxKey(7)))), signer: fluxKey(signer) } })),
    ];
    const hashes = changes.map((more) => kit.reviewer.review(existing(kit, more)).hash);
    hashes.push(kit.reviewer.review(existing(kit, {}, coin(kit, 'flux', fluxKey(7), CUMULUS, { salt: 5 }))).hash);
    hashes.push(kit.reviewer.review(existing(kit, { tier: 'nimbus' }, coin(kit, 'flux', fluxKey(7), 12_500_00000000n))).hash);
    hashes.push(kit.reviewer.review(funded(kit)).hash, kit.reviewer.review(funded(kit, { parts: { expiryHeight: 1241 } })).hash, kit.reviewer.review(funded(kit, { start: { sigTime: NOW + 2_999 } })).hash);
    // Where no transaction proves the amount, the tier is what the person was told.
    for (const tier of ['cumulus', 'nimbus'] as const) {
      const blind = existing(kit, { tier, version: 6, owner: { kind: 'delegate', of: pub('a'), signer: fluxKey(0) } });
      hashes.push(kit.reviewer.review({ ...blind, plan: { ...blind.plan, holders: [] } }).hash);
    }
    const own = kit.keys.scriptOf(fluxKey(7), 'p2pkh', 'flux');
    // Two outputs that both could be the collateral: which one it is belongs to what is approved.
    const request = funded(kit, { parts: { coins: [coin(kit, 'flux', fluxKey(0), 2_000_00001000n)], outputs: [{ value: CUMULUS, script: own.script }, { value: CUMULUS, script: own.script }], change: [] } });
    hashes.push(kit.reviewer.review(request).hash, kit.reviewer.review({ ...request, plan: { ...request.plan, fund: request.plan.fund && { ...request.plan.fund, vout: 0 } } }).hash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('changes with every bit of the payment, or the plan is refused', () => {
    const kit = makeKit();
    const { intent, plan } = funded(kit);
    const good = kit.reviewer.review({ intent, plan }).hash;
    if (plan.fund === null) throw new Error('no payment');
    const { fund } = plan;
    for (let place = 0; place < fund.plan.unsigned.length; place += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const unsigned = fund.plan.unsigned.map((byte, at) => (at === place ? byte ^ (1 << bit) : byte));
        try {
          const review = kit.reviewer.review({ intent, plan: { ...plan, fund: { ...fund, plan: { ...fund.plan, unsigned } } } });
          expect(review.hash).not.toBe(good);
          expect(review.recipients[0]?.amount.units).toBe(CUMULUS.toString());
        } catch (thrown) {
          expect((thrown as { code?: string }).code).toMatch(/^review\//);
        }
      }
    }
  });

  it('is taken once, and not for an old review', async () => {
    const kit = makeKit();
    const { hash } = kit.reviewer.review(existing(kit));
    await kit.reviewer.sign({ hash });
    await expect(kit.reviewer.sign({ hash })).rejects.toMatchObject({ code: 'review/unknown-hash' });
  });
});

it('nothing is handed out when the payment cannot be signed', async () => {
  const kit = makeKit();
  const { intent, plan } = funded(kit);
  const { hash } = kit.reviewer.review({ intent, plan });
  kit.keys.privateKeysOf = () => [sha256(asciiBytes('not that key'))];
  await expect(kit.reviewer.sign({ hash })).rejects.toMatchObject({ code: 'sign/self-check-failed' });
});
