// What a person can get wrong on the send form, and what servers can: each has its field and its code.
import { AppError } from '../../../../../shared/errors/app-error';
import { bitcoinStranger, fluxStranger, STRANGER_EVM, World } from './support/world';

const FLUX = 100_000_000n;

function rich(): World {
  const world = new World();
  world.fund('flux', 30n * FLUX);
  world.fund('bitcoin', 500_000n);
  return world;
}

describe('send.preview', () => {
  it('has nothing to complain about while the form is empty', async () => {
    const preview = await rich().preview('flux/native', '  ', null);
    expect(preview).toMatchObject({ intent: null, problems: [], recipient: null, amount: null, fee: null });
    expect(preview.feeOptions).toMatchObject({ state: 'known', value: [{ preset: 'slow', rate: '1', unit: 'zat/B', fee: null }, { preset: 'normal', rate: '2' }, { preset: 'fast', rate: '5' }] });
  });

  it('knows the fee before the recipient', async () => {
    const preview = await rich().preview('flux/native', '', FLUX);
    expect(preview.intent).toBeNull();
    expect(Number(preview.fee)).toBeGreaterThan(0);
  });

  it.each([
    ['flux/native', 'hello', FLUX, 'to', 'address/bad-character'],
    ['flux/native', 'hei', FLUX, 'to', 'address/malformed'],
    ['flux/native', bitcoinStranger, FLUX, 'to', 'address/other-chain'],
    ['flux/native', STRANGER_EVM, FLUX, 'to', 'address/other-chain'],
    ['flux/native', `${fluxStranger.slice(0, -1)}1`, FLUX, 'to', 'address/bad-checksum'],
    ['flux/native', 't1LhATbn32HHzFmpJmTNy7w95KmEBmsifML', FLUX, 'to', 'address/bad-checksum'],
    ['bitcoin/native', fluxStranger, 10_000n, 'to', 'address/other-chain'],
    ['bitcoin/native', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 10_000n, 'to', 'address/other-network'],
    ['ethereum/native', '0x0000000000000000000000000000000000000000', 1n, 'to', 'address/zero'],
    ['ethereum/native', '0x52908400098527886E0F7030069857D2E4169Ee7', 1n, 'to', 'address/bad-checksum'],
    ['ethereum/native', fluxStranger, 1n, 'to', 'address/other-chain'],
    ['flux/native', `bitcoin:${bitcoinStranger}`, FLUX, 'to', 'uri/other-chain'],
    ['flux/native', `flux:${fluxStranger}?req-x=1`, FLUX, 'to', 'uri/unknown-required'],
    ['flux/native', `flux:${fluxStranger}?amount=0.000000001`, FLUX, 'amount', 'uri/too-many-decimals'],
    ['ethereum/native', `ethereum:0x720CD16b011b987Da3518fbf38c3071d4F0D1495@1/transfer?address=${STRANGER_EVM}&uint256=1`, 1n, 'to', 'uri/other-asset'],
    ['flux/native', fluxStranger, 0n, 'amount', 'plan/amount-zero'],
    ['flux/native', fluxStranger, -5n, 'amount', 'plan/amount-zero'],
    ['flux/native', fluxStranger, 31n * FLUX, 'amount', 'plan/not-enough'],
    ['flux/native', fluxStranger, 30n * FLUX, 'amount', 'plan/not-enough'],
    ['flux/native', fluxStranger, 545n, 'amount', 'plan/dust'],
    ['flux/native', fluxStranger, 440_000_001n * FLUX, 'amount', 'plan/amount-too-large'],
    ['bitcoin/native', bitcoinStranger, 293n, 'amount', 'plan/dust'],
    ['ethereum/native', STRANGER_EVM, 10n ** 19n, 'amount', 'plan/not-enough'],
  ] as const)('%s to %s of %s: %s %s', async (asset, to, amount, field, code) => {
    const preview = await rich().preview(asset, to, amount);
    expect(preview.intent).toBeNull();
    expect(preview.problems).toEqual([expect.objectContaining({ field, code })]);
  });

  it('names the network of a mainnet address', async () => {
    const { problems } = await rich().preview('flux/native', 't1VpYecBW4UudbGcy4ufh61eWxQCoFaUrPs', FLUX);
    expect(problems).toEqual([expect.objectContaining({ code: 'address/other-network', context: { network: 'mainnet' } })]);
  });

  it.each([
    ['flux/native', 'x'.repeat(81), 'script/note-too-long'],
    ['flux/native', 'ü'.repeat(41), 'script/note-too-long'],
    ['bitcoin/native', 'hello', 'plan/note-not-here'],
    ['ethereum/native', 'hello', 'plan/note-not-here'],
  ] as const)('%s with the note %s: %s', async (asset, note, code) => {
    const to = asset === 'flux/native' ? fluxStranger : asset === 'bitcoin/native' ? bitcoinStranger : STRANGER_EVM;
    const preview = await rich().preview(asset, to, 100_000n, { note });
    expect(preview.intent).toBeNull();
    expect(preview.problems).toEqual([expect.objectContaining({ field: 'note', code })]);
  });

  it('takes the amount of a link until another is typed', async () => {
    const link = `flux:${fluxStranger}?amount=2.5&label=Shop&message=Order%207`;
    const world = rich();
    const preview = await world.preview('flux/native', link, null);
    expect(preview).toMatchObject({ recipient: fluxStranger, amount: '250000000', uri: { amount: '250000000', label: 'Shop', message: 'Order 7' } });
    expect(preview.intent).toMatchObject({ to: fluxStranger, amount: '250000000', note: null });
    expect((await world.preview('flux/native', link, FLUX)).intent).toMatchObject({ amount: FLUX.toString() });
  });

  it('gives fees of all presets and the time they take', async () => {
    const { feeOptions } = await rich().preview('bitcoin/native', bitcoinStranger, 100_000n);
    expect(feeOptions).toMatchObject({ state: 'known', value: [{ rate: '2', unit: 'sat/vB', seconds: 15_000 }, { rate: '6', seconds: 2_400 }, { rate: '12', seconds: 600 }] });
    if (feeOptions.state !== 'known') throw new Error('unknown');
    const fees = feeOptions.value.map((option) => Number(option.fee));
    expect(fees).toEqual([...fees].sort((left, right) => left - right));
    expect(fees[0]).toBeGreaterThan(0);
  });

  it('keeps the limit of the fee close to the fee', async () => {
    const { intent, fee } = await rich().preview('flux/native', fluxStranger, FLUX);
    if (intent?.kind !== 'pay') throw new Error('no intent');
    expect(Number(intent.feeLimit) / Number(fee)).toBeLessThan(1.26);
    expect(Number(intent.feeLimit)).toBeGreaterThan(Number(fee));
  });

  describe('on bad days', () => {
    it('shows a server that is down as unknown, not as an empty wallet', async () => {
      const world = rich();
      for (const chain of [world.flux, world.bitcoin]) chain.down = true;
      world.evm.down = true;
      for (const [asset, to] of [['flux/native', fluxStranger], ['bitcoin/native', bitcoinStranger], ['ethereum/native', STRANGER_EVM]] as const) {
        const preview = await world.preview(asset, to, 100_000n);
        expect(preview).toMatchObject({ intent: null, problems: [], fee: null, spendable: { state: 'unknown', reason: { code: 'endpoint/unreachable' } } });
      }
    });

    it('waits for the first sync and tells a failed one', async () => {
      const world = rich();
      world.reading.flux = { state: 'loading' };
      expect((await world.preview('flux/native', fluxStranger, FLUX)).spendable).toEqual({ state: 'loading' });
      world.reading.flux = { state: 'unknown', reason: { code: 'endpoint/lies', message: 'x', context: {} }, at: 1 };
      expect((await world.preview('flux/native', fluxStranger, FLUX)).spendable).toMatchObject({ state: 'unknown', reason: { code: 'plan/coins-unknown', context: { reason: 'endpoint/lies' } } });
    });

    it.each([
      [new Map([[1, 999_999]])], [new Map([[1, Number.NaN]])], [new Map([[1, -1]])], [new Map([[1, Number.POSITIVE_INFINITY]])],
    ])('refuses Bitcoin fees beyond reason %#', async (estimates) => {
      const world = rich();
      world.bitcoin.estimates = estimates;
      const preview = await world.preview('bitcoin/native', bitcoinStranger, 100_000n);
      expect(preview.intent).toBeNull();
      expect(preview.problems).toEqual([expect.objectContaining({ field: 'fee', code: 'fee/absurd-answer' })]);
      expect(preview.feeOptions).toMatchObject({ state: 'unknown', reason: { code: 'fee/absurd-answer' } });
    });

    it('says when nobody estimates fees', async () => {
      const world = rich();
      world.bitcoin.estimates = new Map();
      expect((await world.preview('bitcoin/native', bitcoinStranger, 100_000n)).problems).toEqual([expect.objectContaining({ code: 'fee/no-estimate' })]);
    });

    it('never goes below what nodes relay', async () => {
      const world = rich();
      world.bitcoin.estimates = new Map([[1, 0.1]]);
      expect((await world.preview('bitcoin/native', bitcoinStranger, 100_000n)).feeOptions).toMatchObject({ value: [{ rate: '1' }, { rate: '1' }, { rate: '1' }] });
    });

    it.each([
      ['base fee', { baseFee: 10n ** 15n }], ['gas price', { gasPrice: 10n ** 15n }], ['tip', { tips: { slow: 1n, normal: 10n ** 14n, fast: 1n } }], ['negative', { baseFee: -1n }],
    ])('refuses an EVM %s beyond reason', async (_, wrong) => {
      const world = rich();
      world.evm.report = { ...world.evm.report, ...wrong };
      const preview = await world.preview('ethereum/native', STRANGER_EVM, 1n);
      expect(preview.problems).toEqual([expect.objectContaining({ field: 'fee', code: 'fee/absurd-answer' })]);
    });

    it('refuses a nonce beyond reason', async () => {
      const world = rich();
      world.evm.extraPending = 5_000;
      const preview = await world.preview('ethereum/native', STRANGER_EVM, 1n);
      expect(preview).toMatchObject({ intent: null, spendable: { state: 'unknown', reason: { code: 'evm/absurd-nonce' } } });
    });

    it.each([['reverts', 'evm/would-revert', 'to'], [9_000_000n, 'fee/absurd-answer', 'fee'], [5n, 'fee/absurd-answer', 'fee']] as const)('says when gas is estimated as %s', async (gas, code, field) => {
      const world = rich();
      world.evm.contracts.add(STRANGER_EVM.toLowerCase());
      world.evm.gas = gas;
      const preview = await world.preview('ethereum/native', STRANGER_EVM, 1n);
      expect(preview.intent).toBeNull();
      expect(preview.problems).toEqual([expect.objectContaining({ field, code })]);
    });
  });
});

describe('send.recognise', () => {
  const recognise = async (text: string) => new World().plans.handlers['send.recognise']({ text });
  it.each([
    [fluxStranger, { chains: ['flux'], address: fluxStranger, asset: null, problem: null }],
    [` ${bitcoinStranger.toUpperCase()} `, { chains: ['bitcoin'], address: bitcoinStranger, asset: null, problem: null }],
    [STRANGER_EVM.toLowerCase(), { chains: ['ethereum', 'bsc', 'polygon', 'avalanche', 'base'], address: STRANGER_EVM, asset: null, problem: null }],
    [`flux:${fluxStranger}?amount=1`, { chains: ['flux'], address: fluxStranger, asset: 'flux/native', problem: null }],
    [`ethereum:${STRANGER_EVM}@8453`, { chains: ['base'], address: STRANGER_EVM, asset: 'base/native', problem: null }],
    ['', { chains: [], address: null, asset: null, problem: 'address/empty' }],
    ['hello world', { chains: [], problem: 'address/bad-character' }],
    ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', { chains: [], problem: 'address/other-network' }],
    ['t1VpYecBW4UudbGcy4ufh61eWxQCoFaUrPs', { chains: [], problem: 'address/other-network' }],
    ['0x52908400098527886E0F7030069857D2E4169Ee7', { chains: [], problem: 'address/bad-checksum' }],
    ['solana:abc', { chains: [], problem: 'uri/other-chain' }],
    [`bitcoin:${fluxStranger}`, { chains: [], problem: 'address/other-chain' }],
  ])('%s', async (text, expected) => {
    expect(await recognise(text)).toMatchObject(expected);
  });
});

describe('receive.uri', () => {
  it('writes a link for an own address', async () => {
    const world = new World();
    expect(await world.plans.handlers['receive.uri']({ asset: 'flux/native', address: fluxStranger, amount: '150000000', label: 'Rent' })).toEqual({ uri: `flux:${fluxStranger}?amount=1.5&label=Rent` });
    const call = async (input: Parameters<World['plans']['handlers']['receive.uri']>[0]) => world.plans.handlers['receive.uri'](input);
    await expect(call({ asset: 'flux/native', address: bitcoinStranger, amount: null, label: '' })).rejects.toBeInstanceOf(AppError);
    await expect(call({ asset: 'flux/native', address: fluxStranger, amount: '0', label: '' })).rejects.toMatchObject({ code: 'uri/bad-amount' });
    await expect(call({ asset: 'flux/native', address: fluxStranger, amount: null, label: '😀'.repeat(50) })).rejects.toMatchObject({ code: 'uri/text-too-long' });
  });
});
