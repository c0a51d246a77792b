// Sample answers of main, the wallet and the signer for tests of the windows: typed by the contract, checked against it by a test.

import type { AppInfo, Outcome, PracticeStatus, Session } from '../../shared/contract/app';
import type { Contact, Review } from '../../shared/contract/money-path';
import type { SignedEntry } from '../../shared/contract/links';
import type { SecretsOpen } from '../../shared/contract/secrets';
import type { Settings } from '../../shared/contract/settings';
import type { Unlocked, WalletEntry } from '../../shared/contract/signer';
import type { Activity, AssetRow, Portfolio, Preview, Receive, SyncState, UsedAddress } from '../../shared/contract/wallet';
import { allChains, chainInfo, fluxAssets } from '../../shared/chains/registry';
import type { AssetId } from '../../shared/chains/ids';

export const NOW = 1_790_000_000_000;
const MINUTE = 60_000;
export const FLUX_ADDRESS = 't1KfkUZ3bTq9Yw1v8PeXsM4DhRa7Nc2LgE5';
const known = <T>(value: T, source: 'proven' | 'agreed' | 'reported' = 'reported') => ({ state: 'known' as const, value, source, at: NOW - 2 * MINUTE });

export const wallet: WalletEntry = { id: 'a'.repeat(32), name: 'Main wallet', network: 'practice', createdAt: NOW - 12 * 1440 * MINUTE, state: 'ready', previousReadable: true, passphrase: false };
export const unlocked: Unlocked = {
  wallet, fingerprint: '9f3a11c2', descriptors: [], imported: [], nodeKeys: { xpub: 'tpub', path: "m/48'/1'/0'/0'/12" },
  fluxId: { address: '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', key: { kind: 'flux-id' }, path: "m/44'/1'/99'/0/0" },
  backup: { writtenDownAt: NOW - 12 * 1440 * MINUTE, checkedAt: null }, warnings: [],
};
export const session: Session = { state: 'unlocked', unlocked, wallets: [wallet, { ...wallet, id: 'b'.repeat(32), name: 'Savings' }] };
export const settings: Settings = { network: 'practice', currency: 'USD', theme: 'dark', language: 'en', idleMinutes: 10, hideAmounts: false, textScale: 100, endpoints: {}, lastWallet: wallet.id, lightNode: {}, usefulWork: {}, watchBoinc: false };
export const info: AppInfo = {
  version: '0.1.0', runtime: 'Electron 25.1.1', fallbackRuntime: true, sandboxed: false, mainnetRefusal: 'fallback-runtime', platform: 'linux', locale: 'en-US',
  profile: '/home/ana/.config/Fluxkeep', signals: { suspend: true, screenLock: false }, screenshotsBlocked: false,
};
export const practice: PracticeStatus = { state: 'running', instance: 'practice-1', now: NOW, rate: 1, heights: { flux: 2412905, bitcoin: 812, ethereum: 4102 } };

const amounts: Record<string, bigint> = { flux: 1248022500000n, ethereum: 312000000000n, bsc: 200450000000n, polygon: 125000000000n, avalanche: 80000000000n, base: 46075000000n };
const row = (asset: { id: AssetId; chain: AssetRow['chain']; symbol: string; name: string; decimals: number }, total: bigint, value: string | null, source: 'proven' | 'agreed' | 'reported'): AssetRow => ({
  asset: asset.id, chain: asset.chain, symbol: asset.symbol, name: asset.name, decimals: asset.decimals, builtIn: true,
  balance: known({ total: total.toString(), pending: '0', spendable: total.toString(), locked: '0' }, source),
  price: value === null ? { state: 'unknown', reason: { code: 'prices/unknown', message: '', context: {} }, at: NOW } : known('0.3'),
  value: value === null ? { state: 'unknown', reason: { code: 'prices/unknown', message: '', context: {} }, at: NOW } : known(value),
});
const fluxValues: Record<string, string> = { flux: '3744.07', ethereum: '936.00', bsc: '601.35', polygon: '375.00', avalanche: '240.00', base: '138.22' };
export const portfolio: Portfolio = {
  currency: 'USD', total: known('9284.51'), change: known({ amount: '214.08', percent: 2.36 }),
  assets: [
    ...fluxAssets().map((asset) => row(asset, amounts[asset.chain] ?? 0n, fluxValues[asset.chain] ?? null, asset.chain === 'flux' ? 'proven' : asset.chain === 'ethereum' ? 'agreed' : 'reported')),
    row(chainInfo('bitcoin').native, 3210000n, '2953.20', 'agreed'),
    row(chainInfo('ethereum').native, 84500000000000000n, '296.67', 'reported'),
    row(chainInfo('polygon').native, 12000000000000000000n, null, 'reported'),
    { ...row(chainInfo('avalanche').native, 0n, null, 'reported'), balance: { state: 'unknown', reason: { code: 'endpoint/unreachable', message: '', context: { url: 'http://127.0.0.1:1' } }, at: NOW } },
  ],
  needs: [
    { id: 'recovery', kind: 'recovery-check', level: 'warn', context: { writtenDownAt: NOW - 12 * 1440 * MINUTE } },
    { id: 'endpoint', kind: 'endpoint-down', level: 'info', context: { chain: 'avalanche' } },
  ],
};
export const chart = known(Array.from({ length: 60 }, (_, at) => ({ at: NOW - (59 - at) * 720 * MINUTE, value: 8800 + 500 * Math.sin(at / 7) + 120 * Math.sin(at / 2.3) })));

const entry = (id: string, minutes: number, patch: Partial<Activity>): Activity => ({
  id, chain: 'flux', txid: id.padEnd(64, '0').replace(/[^0-9a-f]/g, 'a').slice(0, 64), kind: 'received', asset: 'flux/native', symbol: 'FLUX', decimals: 8, builtIn: true, amount: '350000000', fee: null,
  counterparties: [FLUX_ADDRESS], label: null, note: null, time: NOW - minutes * MINUTE, height: 2412900, state: { kind: 'confirmed', confirmations: 12 }, value: '0.95',
  can: { speedUp: false, cancel: false }, suspicious: false, ...patch,
});
export const activities: readonly Activity[] = [
  entry('1', 2, { label: 'Nimbus reward' }),
  entry('2', 18, { kind: 'sent', chain: 'bitcoin', asset: 'bitcoin/native', symbol: 'BTC', amount: '-1200000', fee: { asset: 'bitcoin/native', units: '2820' }, counterparties: ['bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080'], label: 'Kraken deposit', value: '1104.00', state: { kind: 'confirming', confirmations: 1, of: 2 }, can: { speedUp: true, cancel: true } }),
  entry('3', 60, { kind: 'sent', amount: '-12000000000', fee: { asset: 'flux/native', units: '339' }, value: '36.00', note: 'rent' }),
  entry('4', 190, { kind: 'sent', amount: '-4000000000', value: '12.00', state: { kind: 'expired', height: 2412300 } }),
  entry('5', 1500, { kind: 'revoked', chain: 'polygon', asset: 'polygon/native', symbol: 'POL', decimals: 18, amount: '0', value: null, label: 'Old exchange' }),
  entry('6', 1600, { chain: 'base', asset: 'base/0xb008bdcf9cdff9da684a190941dc3dca8c2cdd44', amount: '50000000000', value: '150.00', label: 'Ana, rent' }),
  entry('7', 1700, { kind: 'sent', chain: 'ethereum', asset: 'ethereum/native', symbol: 'ETH', decimals: 18, amount: '-12000000000000000', value: '42.00', state: { kind: 'pending' }, counterparties: ['0x52908400098527886E0F7030069857D2E4169EE7'] }),
  entry('8', 3100, { kind: 'reward', amount: '350000000' }),
];

export const receive: Receive = { chain: 'flux', address: FLUX_ADDRESS, key: { kind: 'derived', account: 'flux:44:0', change: 0, index: 15 }, scriptType: 'p2pkh', path: "m/44'/1'/0'/0/15", index: 15, used: false };
export const earlier: readonly UsedAddress[] = [
  { ...receive, address: 't1ZqB4wHkQmTjBhT7yWn5m3vC1dR9sL8xKd', index: 3, used: true, label: 'Kraken', received: known('320000000000'), lastUsed: NOW - 4 * 1440 * MINUTE },
  { ...receive, address: 't1PmS8vK2qHfXyZ6nB4tR7wJ9cL3dEw2Ra1', index: 9, used: true, label: 'Node rewards', received: known('41265000000'), lastUsed: NOW - 2 * MINUTE },
  { ...receive, address: 't1CbF5rT9yGhN2mK7pV4sX8wQ3jZ6d51uN2', index: 12, used: true, label: null, received: known('50000000'), lastUsed: NOW - 23 * 1440 * MINUTE },
];
export const preview: Preview = {
  intent: { kind: 'pay', asset: 'flux/native', to: FLUX_ADDRESS, amount: '25000000000', all: false, feeLimit: '678', note: null }, problems: [], recipient: FLUX_ADDRESS, uri: null,
  amount: '25000000000', fee: '339', feeAsset: 'flux/native', remaining: '1223022499661', spendable: known('1248022500000', 'proven'),
  feeOptions: known([
    { preset: 'slow', rate: '1', unit: 'zat/B', fee: '339', seconds: 120 },
    { preset: 'normal', rate: '2', unit: 'zat/B', fee: '678', seconds: 60 },
    { preset: 'fast', rate: '5', unit: 'zat/B', fee: '1695', seconds: 30 },
  ]),
};
export const sync: readonly SyncState[] = allChains().map((chain) => ({
  chain: chain.id, phase: 'idle', height: chain.id === 'flux' ? 2412905 : 812, looked: 0, found: 0, at: NOW - MINUTE, reason: null,
  endpoints: [{ url: 'http://127.0.0.1:31001/api', state: 'ok', reason: null, height: 812, milliseconds: 12 }, { url: 'http://127.0.0.1:31002/api', state: chain.id === 'avalanche' ? 'down' : 'ok', reason: null, height: 812, milliseconds: 14 }],
}));
export const contacts: readonly Contact[] = [
  { id: 'c1', name: 'Ana', chain: 'flux', address: FLUX_ADDRESS, note: 'Rent', createdAt: NOW },
  { id: 'c2', name: 'Kraken', chain: 'bitcoin', address: 'bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080', note: '', createdAt: NOW },
];
export const outcome: Outcome = { kind: 'sent', id: '1', txid: 'ab'.repeat(32) };

const figure = (units: string) => ({ units, asset: 'flux/native' as AssetId, symbol: 'FLUX', decimals: 8, decimalsFrom: 'built-in' as const });
export const review: Review = {
  hash: 'cd'.repeat(32), network: 'practice', chain: 'flux', action: 'pay', recipients: [{ address: FLUX_ADDRESS, amount: figure('25000000000'), contact: null, script: null }], amount: figure('25000000000'),
  fee: { figure: figure('339'), size: 339, rate: '1', rateUnit: 'zat/B', isLimit: false }, change: [{ address: 't1ZqB4wHkQmTjBhT7yWn5m3vC1dR9sL8xKd', amount: figure('11742000000'), path: "m/44'/1'/0'/1/14" }],
  expiry: { height: 2412945, tip: 2412905, seconds: 1200 }, note: null, message: null, swap: null, starts: [], from: [{ address: 't1PmS8vK2qHfXyZ6nB4tR7wJ9cL3dEw2Ra1', path: "m/44'/1'/0'/0/9" }], nonce: null, chainId: null,
  checks: ['address-checksum', 'sums-add-up', 'previous-hashes', 'no-look-alike'], warnings: [{ id: 'first-payment', level: 'warn', context: {} }],
};
export const secretsOpen: SecretsOpen = { purpose: 'welcome', wallet: null, key: null, node: null, network: 'practice', mainnetAllowed: false, mainnetRefusal: 'fallback-runtime', screenshotsBlocked: false, language: 'en', theme: 'dark', lockedAt: null };
/** A server's key and what its settings name: a well-formed example of the practice network. */
export const nodeKey = { wif: 'cQ6DjzcDNhfE24FCcqhzMX243A7mQzqzrbkrHDsmV2eiQQQEPhwK', publicKey: '03d15bc2be8b6749e5bd5a8084a8c51c8d46d6b1ecd1ab3bf201e65b6c0b05053b' };
export const nodeSettings: NonNullable<SecretsOpen['node']> = { name: 'North', index: 4, collateral: { txid: '9c41'.padEnd(64, 'e0'), vout: 3 }, fluxId: '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa' };
export const WORDS = 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about'.split(' ');

export const signedTexts: SignedEntry[] = [
  { id: 2, text: '1767225600000abcdefghijklmnopqrstuvwxyz0123456789abcdefgh', address: unlocked.fluxId.address, scheme: 'bitcoin', host: 'home.runonflux.io', url: 'https://home.runonflux.io/id/verifylogin', state: 'delivered', said: 'Successfully logged in', at: NOW - 60_000 },
  { id: 1, text: 'I own this', address: unlocked.fluxId.address, scheme: 'bitcoin', host: null, url: null, state: 'shown', said: '', at: NOW - 120_000 },
];
