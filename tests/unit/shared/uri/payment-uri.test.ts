import fc from 'fast-check';
import { EVM_CHAINS, nativeAsset, tokenAsset, type AssetId } from '../../../../shared/chains/ids';
import { fluxAssets } from '../../../../shared/chains/registry';
import { AppError } from '../../../../shared/errors/app-error';
import { buildPaymentUri, looksLikeUri, parsePaymentUri, type PaymentRequest } from '../../../../shared/uri/payment-uri';

const FLUX = 't1VnEcbUPGkTyiDeQ5k9bTBxE3dGq1kTwHF';
const BTC = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
const EVM = '0x71C7656EC7ab88b098defB751B7401B5f6d8976F';
const TOKEN = '0x720CD16b011b987Da3518fbf38c3071d4F0D1495';
const request = (asset: AssetId, address: string, more: Partial<PaymentRequest> = {}): PaymentRequest => ({ asset, address, amount: null, label: null, message: null, ...more });

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown.code;
    throw thrown;
  }
  return 'no error';
}

describe('parsePaymentUri', () => {
  const good: [string, PaymentRequest][] = [
    [`bitcoin:${BTC}`, request('bitcoin/native', BTC)],
    [`BITCOIN:${BTC.toUpperCase()}?amount=20.3&label=Luke-Jr`, request('bitcoin/native', BTC.toUpperCase(), { amount: 2_030_000_000n, label: 'Luke-Jr' })],
    [`bitcoin:${BTC}?amount=0.00000001&somethingelse=1`, request('bitcoin/native', BTC, { amount: 1n })],
    [`bitcoin:${BTC}?amount=50&label=Luke-Jr&message=Donation%20for%20project%20xyz`, request('bitcoin/native', BTC, { amount: 5_000_000_000n, label: 'Luke-Jr', message: 'Donation for project xyz' })],
    [`flux:${FLUX}?amount=12500`, request('flux/native', FLUX, { amount: 1_250_000_000_000n })],
    [`zelcash:${FLUX}`, request('flux/native', FLUX)],
    [`zel:${FLUX}?amount=1.50000000000`, request('flux/native', FLUX, { amount: 150_000_000n })],
    [`  flux:${FLUX}\n`, request('flux/native', FLUX)],
    [`fluxeth:${EVM}?amount=2`, request(tokenAsset('ethereum', TOKEN), EVM, { amount: 200_000_000n })],
    [`fluxbase:${EVM}`, request(fluxAssets().find((asset) => asset.chain === 'base')?.id ?? 'base/native', EVM)],
    [`zel:?action=pay&coin=zelcash&address=${FLUX}&amount=3&message=Invoice%207`, request('flux/native', FLUX, { amount: 300_000_000n, message: 'Invoice 7' })],
    [`zel:?coin=fluxbsc&address=${EVM}&amount=0.1`, request(fluxAssets().find((asset) => asset.chain === 'bsc')?.id ?? 'bsc/native', EVM, { amount: 10_000_000n })],
    [`zel:?address=${BTC}&amount=1&icon=https%3A%2F%2Fexample.org%2Fi.png`, request('bitcoin/native', BTC, { amount: 100_000_000n })],
    [`ethereum:${EVM}`, request('ethereum/native', EVM)],
    [`ethereum:pay-${EVM}@56?value=2.014e18&gas=21000&gasPrice=5e9`, request('bsc/native', EVM, { amount: 2_014_000_000_000_000_000n })],
    [`ethereum:${TOKEN}@1/transfer?address=${EVM}&uint256=1e8`, request(tokenAsset('ethereum', TOKEN), EVM, { amount: 100_000_000n })],
    [`ethereum:${TOKEN}/transfer?address=${EVM}`, request(tokenAsset('ethereum', TOKEN), EVM)],
    [`ETHEREUM:0X71C7656EC7AB88B098DEFB751B7401B5F6D8976F@8453`, request('base/native', EVM.toLowerCase())],
  ];
  it.each(good)('reads %s', (text, expected) => {
    expect(looksLikeUri(text)).toBe(true);
    expect(parsePaymentUri(text)).toEqual(expected);
  });

  const bad: [string, string][] = [
    ['', 'uri/malformed'],
    [FLUX, 'uri/malformed'],
    [':', 'uri/malformed'],
    [`flux:${'a'.repeat(2100)}`, 'uri/too-long'],
    ['flux:', 'uri/no-address'],
    ['flux:?amount=1', 'uri/no-address'],
    [`flux://${FLUX}`, 'uri/malformed'],
    [`flux:${FLUX}/x`, 'uri/malformed'],
    [`flux:${FLUX}#a`, 'uri/malformed'],
    [`flux:${FLUX}?label=two words`, 'uri/malformed'],
    [`flux:${FLUX}?amount=`, 'uri/bad-amount'],
    [`flux:${FLUX}?amount=0`, 'uri/bad-amount'],
    [`flux:${FLUX}?amount=0.00000000`, 'uri/bad-amount'],
    [`flux:${FLUX}?amount=-1`, 'uri/bad-amount'],
    [`flux:${FLUX}?amount=+1`, 'uri/bad-amount'],
    [`flux:${FLUX}?amount=1e8`, 'uri/bad-amount'],
    [`flux:${FLUX}?amount=1,5`, 'uri/bad-amount'],
    [`flux:${FLUX}?amount=.5`, 'uri/bad-amount'],
    [`flux:${FLUX}?amount=5.`, 'uri/bad-amount'],
    [`flux:${FLUX}?amount=0x10`, 'uri/bad-amount'],
    [`flux:${FLUX}?amount=NaN`, 'uri/bad-amount'],
    [`flux:${FLUX}?amount=%D9%A1`, 'uri/bad-amount'],
    [`flux:${FLUX}?amount=${'9'.repeat(80)}`, 'uri/bad-amount'],
    [`flux:${FLUX}?amount=0.000000001`, 'uri/too-many-decimals'],
    [`flux:${FLUX}?amount=1&amount=1`, 'uri/duplicate'],
    [`flux:${FLUX}?other=1&other=2`, 'uri/duplicate'],
    [`flux:${FLUX}?am%6Funt=1&amount=2`, 'uri/duplicate'],
    [`flux:${FLUX}?req-somethingyoudontunderstand=50`, 'uri/unknown-required'],
    [`flux:${FLUX}?REQ-other`, 'uri/unknown-required'],
    [`flux:${FLUX}?label=%`, 'uri/bad-escape'],
    [`flux:${FLUX}?label=%zz`, 'uri/bad-escape'],
    [`flux:${FLUX}?label=%ff`, 'uri/bad-escape'],
    [`flux:${FLUX}?label=%00`, 'uri/bad-text'],
    [`flux:${FLUX}?label=%E2%80%AEabc`, 'uri/bad-text'],
    [`flux:${FLUX}?message=${'a'.repeat(201)}`, 'uri/text-too-long'],
    [`flux:${FLUX}?=1`, 'uri/malformed'],
    [`flux:${FLUX}?amount=1&&label=a`, 'uri/malformed'],
    ['litecoin:ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9', 'uri/other-chain'],
    ['fluxsol:FLUX1wa2GmbtSB6ZGi2pTNbVCw3zEeKnaPCkPtFXxqXe', 'uri/other-chain'],
    ['lightning:lnbc1', 'uri/other-chain'],
    ['https://example.org', 'uri/malformed'],
    ['mailto:a@b.c', 'uri/unknown-scheme'],
    ['javascript:alert(1)', 'uri/unknown-scheme'],
    [`zel:?action=sign&message=abc`, 'uri/not-a-payment'],
    [`zel:?action=pay&coin=fluxsol&address=abc`, 'uri/other-chain'],
    [`zel:?action=pay&coin=flux&amount=1`, 'uri/no-address'],
    [`zel:?coin=flux&address=${FLUX}&address=${FLUX}`, 'uri/duplicate'],
    ['ethereum:', 'uri/no-address'],
    ['ethereum:vitalik.eth', 'uri/name'],
    ['ethereum:0x1234', 'uri/malformed'],
    [`ethereum:${EVM}00`, 'uri/malformed'],
    [`ethereum:${EVM}@`, 'uri/malformed'],
    [`ethereum:${EVM}@5`, 'uri/unknown-chain'],
    [`ethereum:${EVM}@99999999999999999999`, 'uri/malformed'],
    [`ethereum:${EVM}@1/approve?address=${EVM}&uint256=1`, 'uri/unknown-function'],
    [`ethereum:${EVM}@1/`, 'uri/unknown-function'],
    [`ethereum:${TOKEN}@1/transfer`, 'uri/no-address'],
    [`ethereum:${TOKEN}@1/transfer?address=${EVM}&uint256=0`, 'uri/bad-amount'],
    [`ethereum:${TOKEN}@1/transfer?address=${EVM}&uint256=1&uint8=2`, 'uri/unknown-parameter'],
    [`ethereum:${TOKEN}@1/transfer?address=${EVM}&value=1`, 'uri/unknown-function'],
    [`ethereum:${EVM}?value=1.5`, 'uri/bad-amount'],
    [`ethereum:${EVM}?value=1e-1`, 'uri/bad-amount'],
    [`ethereum:${EVM}?value=-5`, 'uri/bad-amount'],
    [`ethereum:${EVM}?value=1e99`, 'uri/bad-amount'],
    [`ethereum:${EVM}?value=`, 'uri/bad-amount'],
    [`ethereum:${EVM}?data=0x00`, 'uri/unknown-parameter'],
    [`ethereum:${EVM}?gas=lots`, 'uri/bad-amount'],
  ];
  it.each(bad)('refuses %s', (text, code) => {
    expect(codeOf(() => parsePaymentUri(text))).toBe(code);
  });

  it('names the other chain', () => {
    expect(() => parsePaymentUri('dogecoin:D1')).toThrow(expect.objectContaining({ context: { chain: 'dogecoin' } }));
    expect(() => parsePaymentUri(`ethereum:${EVM}@10`)).toThrow(expect.objectContaining({ context: { chainId: 10 } }));
  });

  it('throws nothing but its own errors for any text', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.tuple(fc.constantFrom('flux:', 'bitcoin:', 'ethereum:', 'zel:?', 'ethereum:0x'), fc.string({ unit: 'binary' })).map((parts) => parts.join(''))), (text) => {
      expect(codeOf(() => parsePaymentUri(text))).toMatch(/^(uri\/|no error)/);
    }), { numRuns: 2000 });
  });
});

describe('buildPaymentUri', () => {
  const assets: AssetId[] = ['bitcoin/native', 'flux/native', ...EVM_CHAINS.map(nativeAsset), ...fluxAssets().slice(1).map((asset) => asset.id), tokenAsset('polygon', `0x${'ab'.repeat(20)}`)];
  const text = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((value) => value !== '' && value.length <= 200 && !/[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/.test(value));

  it('writes what the parser reads back', () => {
    fc.assert(fc.property(fc.constantFrom(...assets), fc.option(fc.bigInt({ min: 1n, max: 10n ** 30n })), fc.option(text), fc.option(text), (asset, amount, label, message) => {
      const address = asset === 'bitcoin/native' ? BTC : asset === 'flux/native' ? FLUX : EVM;
      const wanted = { asset, address, amount, label, message };
      expect(parsePaymentUri(buildPaymentUri(wanted))).toEqual(wanted);
    }), { numRuns: 500 });
  });

  it('writes amounts exactly', () => {
    expect(buildPaymentUri(request('flux/native', FLUX, { amount: 123_456_789n, label: "Tom & Jerry's" }))).toBe(`flux:${FLUX}?amount=1.23456789&label=Tom%20%26%20Jerry%27s`);
    expect(buildPaymentUri(request('base/native', EVM, { amount: 10n ** 18n }))).toBe(`ethereum:${EVM}@8453?value=1000000000000000000`);
    expect(buildPaymentUri(request(tokenAsset('ethereum', TOKEN), EVM, { amount: 5n }))).toBe(`ethereum:${TOKEN}@1/transfer?address=${EVM}&uint256=5`);
  });

  it.each([
    [{ amount: 0n }, 'uri/bad-amount'],
    [{ amount: -1n }, 'uri/bad-amount'],
    [{ label: 'a'.repeat(201) }, 'uri/text-too-long'],
    [{ message: '\u202egnp.exe' }, 'uri/bad-text'],
    [{ label: '\ud800' }, 'uri/bad-text'],
  ])('refuses %p', (more, code) => {
    expect(codeOf(() => buildPaymentUri(request('flux/native', FLUX, more)))).toBe(code);
  });
});
