// Sample answers of the bridge: Fusion's offer, quotes, swaps in every state, claims. Typed by the contract, checked against it by a test.

import type { BridgeService, Claims, Swap, SwapQuote, SwapState } from '../../shared/contract/bridge';
import type { Intent } from '../../shared/contract/money-path';
import { FUSION_CHAINS, heldChain, PARALLEL_CHAINS } from '../../shared/fusion/chains';
import { FLUX_ADDRESS, NOW } from './samples';

const MINUTE = 60_000;
export const EVM_ADDRESS = '0x52908400098527886E0F7030069857D2E4169EE7';
export const STRANGER = '0x8617E340B3D01FA5F11F306F4090FD50E238070D';
export const DEPOSIT = '0xde709f2102306220921060314715629080e2fb77';
const known = <T>(value: T) => ({ state: 'known' as const, value, source: 'reported' as const, at: NOW - 20_000 });

export const service: BridgeService = {
  open: [...FUSION_CHAINS],
  ladder: [{ upTo: '500000000000', confirmations: 12 }, { upTo: '2500000000000', confirmations: 20 }, { upTo: '10000000000000', confirmations: 30 }],
  flat: Object.fromEntries(FUSION_CHAINS.map((chain) => [chain, chain === 'eth' ? '900000000' : '200000000'])),
  percentage: '0.004',
};
export const serviceReading = known(service);

export const quote: SwapQuote = {
  problems: [], ready: true, amount: '25000000000', fee: { flat: '200000000', percent: '100000000', total: '300000000' }, arrives: '24700000000',
  networkFee: { asset: 'ethereum/native', units: '1310000000000000' }, gasThere: { asset: 'base/native', balance: known('4200000000000000') }, confirmations: 12, seconds: 204,
  sender: { address: EVM_ADDRESS, spendable: '312000000000' }, recipient: { address: EVM_ADDRESS, own: true }, deposit: { address: DEPOSIT, listed: 'listed', last: DEPOSIT }, gather: null, at: NOW - 5000,
};
export const emptyQuote: SwapQuote = { ...quote, problems: [{ field: 'amount', code: 'plan/amount-zero', context: {} }], ready: false, amount: null, fee: null, arrives: null, networkFee: null, confirmations: null, seconds: null };
export const swapIntent: Intent = { kind: 'swap', swap: '7f3a'.padEnd(28, '0') + 'c21e', from: 'ethereum', to: 'base', amount: '25000000000', sender: EVM_ADDRESS, deposit: DEPOSIT, recipient: EVM_ADDRESS, fee: '300000000', arrives: '24700000000', feeLimit: '2620000000000000' };

const TXID = `0x83b1${'7c'.repeat(28)}9a04`;
const PAYOUT = `0x2f77${'d0'.repeat(28)}51ec`;
const said = (status: string, patch: Partial<NonNullable<Swap['operator']>> = {}) => ({ status, at: NOW - 40_000, amountFrom: '25000000000', amountTo: '24700000000', fee: '300000000', confirmations: 12, txidTo: null, ...patch });
export const swap = (state: SwapState, patch: Partial<Swap> = {}): Swap => ({
  id: '7f3a'.padEnd(28, '0') + 'c21e', from: 'ethereum', to: 'base', amount: '25000000000', fee: '300000000', arrives: '24700000000', sender: EVM_ADDRESS, recipient: EVM_ADDRESS, own: true, deposit: DEPOSIT,
  createdAt: NOW - 4 * MINUTE, changedAt: NOW - MINUTE, state, operator: null, trouble: null, depositDepth: null, payoutDepth: null, activity: '3', ...patch,
});
const deep = { have: 12, want: 12 };
const paid = said('finished', { txidTo: PAYOUT });
const reason = { code: 'evm/would-revert', message: '', context: {} };
/** One swap for each way in which a swap can stand. */
export const swaps = {
  reserved: swap({ kind: 'reserved' }, { activity: null }),
  abandoned: swap({ kind: 'abandoned' }, { activity: null }),
  depositing: swap({ kind: 'depositing', txid: TXID, attempts: 3, reason: { code: 'fusion/unreachable', message: '', context: {} } }, { depositDepth: { have: 0, want: 12 } }),
  told: swap({ kind: 'following', txid: TXID }, { depositDepth: { have: 1, want: null } }),
  waiting: swap({ kind: 'following', txid: TXID }, { operator: said('waiting'), depositDepth: { have: 2, want: 12 } }),
  confirming: swap({ kind: 'following', txid: TXID }, { operator: said('confirming'), depositDepth: { have: 7, want: 12 } }),
  exchanging: swap({ kind: 'following', txid: TXID }, { operator: said('exchanging'), depositDepth: deep }),
  hold: swap({ kind: 'following', txid: TXID }, { operator: said('hold'), depositDepth: deep }),
  strange: swap({ kind: 'following', txid: TXID }, { operator: said('<b>frobnicating</b>'), depositDepth: deep }),
  checking: swap({ kind: 'checking', txid: TXID, txidTo: PAYOUT }, { operator: paid, depositDepth: deep, payoutDepth: { have: 3, want: 10 } }),
  arrived: swap({ kind: 'arrived', txid: TXID, txidTo: PAYOUT, amount: '24700000000', height: 18_204_771 }, { operator: paid, depositDepth: deep, payoutDepth: { have: 10, want: 10 } }),
  unchecked: swap({ kind: 'paid-unchecked', txid: TXID, txidTo: 'kda-request-key-1' }, { to: 'kda', recipient: 'k:3f2a91c05be84d6671f0c3b2a9e8d7c6b5a4938271605f4e3d2c1b0a99887766', own: false, operator: said('finished', { txidTo: 'kda-request-key-1' }), depositDepth: deep }),
  contradicted: swap({ kind: 'contradicted', txid: TXID, txidTo: PAYOUT, what: 'wrong-recipient' }, { operator: paid, depositDepth: deep }),
  dust: swap({ kind: 'refused', txid: TXID, how: 'dust' }, { operator: said('dust', { amountTo: '0' }), depositDepth: deep }),
  expired: swap({ kind: 'refused', txid: TXID, how: 'expired' }, { operator: said('expired', { amountFrom: null, amountTo: null, fee: null }), depositDepth: deep }),
  cancelled: swap({ kind: 'cancelled', txid: TXID, by: PAYOUT }),
  failed: swap({ kind: 'deposit-failed', txid: TXID, reason }),
} satisfies Record<string, Swap>;
/** The same as a list: each with an id of its own, the newest first. */
export const swapList: readonly Swap[] = Object.values(swaps).map((entry, at) => ({ ...entry, id: at.toString(16).padStart(32, '0'), createdAt: NOW - (at + 1) * 17 * MINUTE }));
export const supportText = `Fluxkeep swap ${swaps.hold.id}\nfrom ethereum ${EVM_ADDRESS}\nto base ${EVM_ADDRESS}\ndeposit ${TXID}\n`;

export const claims: Claims = {
  address: FLUX_ADDRESS, isMiner: false,
  chains: PARALLEL_CHAINS.map((chain, at) => {
    const available = BigInt(at + 1) * 231_500_000n;
    const nothing = chain === 'avax';
    return { chain, available: nothing ? '50000000' : available.toString(), claimed: '1000000000', fee: chain === 'eth' ? '90000000' : '60000000', arrives: nothing ? '0' : (available - (chain === 'eth' ? 90_000_000n : 60_000_000n)).toString(), receiver: heldChain(chain) ? EVM_ADDRESS : null, problem: nothing ? 'claims/not-above-fee' : null };
  }),
  all: { gross: '12732500000', fees: '830000000', arrives: '11902500000', problem: null },
  past: [
    { chain: 'kda', amount: '1500000000', fee: '60000000', receiver: 'k:3f2a91c05be84d6671f0c3b2a9e8d7c6b5a4938271605f4e3d2c1b0a99887766', txid: 'kda-request-key-0', onMain: false, at: NOW - 40 * 1440 * MINUTE },
    { chain: 'bsc', amount: '420000000', fee: null, receiver: FLUX_ADDRESS, txid: `flux:${'ab'.repeat(32)}`, onMain: true, at: null },
  ],
};
export const claimsReading = known(claims);
export const claimIntent: Intent = { kind: 'sign-message', scheme: 'flux', key: { kind: 'derived', account: 'flux:44:0', change: 0, index: 3 }, address: FLUX_ADDRESS, message: '1790000000000phrase', purpose: { kind: 'mining-claim', target: 'all', receiver: FLUX_ADDRESS, arrives: '11902500000' } };
