// Fusion's HTTP interface (flux-services 2.2): one method a call, every answer parsed, every error `fusion/…`. It never retries by itself.

import type { z } from 'zod';
import type { ParallelChain, FusionChain } from '../../../../shared/fusion/chains';
import { AppError } from '../../../../shared/errors/app-error';
import { plainAmount } from '../../../../shared/money/units';
import type { Http } from '../../chains/http';
import { askService } from '../../chains/service-envelope';
import { zMiningClaims, zMiningSummary, zMultiAvailable, zPayoutId, zPhrase } from './claim-shapes';
import { zFusionHistory, zFusionInfo, zFusionSwap, zMiningFees, zReservation, type FusionInfo, type FusionSwap } from './swap-shapes';

const READ_MS = 12_000;
/** A post may make the operator look at chains before it answers. */
const POST_MS = 25_000;
const SMALL = 256_000;
const LONG = 8_000_000;

export interface SwapPair {
  readonly chainFrom: FusionChain;
  readonly chainTo: FusionChain;
  readonly addressFrom: string;
  readonly addressTo: string;
}
export interface Deposit extends SwapPair {
  /** 10⁻⁸ FLUX. */
  readonly amount: bigint;
  readonly txid: string;
}
export interface MiningClaim {
  /** Address on the main chain that earned. */
  readonly address: string;
  readonly message: string;
  /** Base64 of 65 bytes. */
  readonly signature: string;
}
/** Hex; for an address that several keys own. */
export interface SharedKey {
  readonly redeemScript: string;
  readonly publicKey: string;
}

export interface FusionClient {
  info(): Promise<FusionInfo>;
  /** @throws AppError fusion/other-reservation when the answer names another pair */
  reserve(pair: SwapPair): Promise<void>;
  create(deposit: Deposit): Promise<FusionSwap>;
  /** Null: the operator knows no swap of this deposit. */
  detail(txid: string): Promise<FusionSwap | null>;
  /** Every swap under the wallet's label, oldest first. */
  history(): Promise<FusionSwap[]>;
  miningFees(): Promise<z.output<typeof zMiningFees>>;
  summary(address: string): Promise<z.output<typeof zMiningSummary>>;
  /** Null: the operator offers no claim of everything at once for this address. */
  multiAvailable(address: string): Promise<z.output<typeof zMultiAvailable> | null>;
  claimed(address: string): Promise<z.output<typeof zMiningClaims>>;
  phrase(): Promise<string>;
  claim(claim: MiningClaim & { readonly chain: ParallelChain; readonly claimingAddress: string }): Promise<string>;
  claimAll(claim: MiningClaim & Partial<SharedKey>): Promise<string>;
}

/**
 * @param base address of the service, with or without a slash at its end
 * @param label Flux ID that groups the wallet's swaps; the operator takes it as given
 */
export function fusionClient(base: string, http: Http, label: string): FusionClient {
  const root = base.replace(/\/+$/, '');
  const headers = { zelid: label };
  const get = <T extends z.ZodType>(schema: T, path: string, more: { labelled?: boolean; maxBytes?: number } = {}) =>
    askService('fusion', http, schema, { url: `${root}${path}`, timeoutMs: READ_MS, maxBytes: more.maxBytes ?? SMALL, ...(more.labelled ? { headers } : {}) });
  const post = <T extends z.ZodType>(schema: T, path: string, body: string, labelled = false) =>
    askService('fusion', http, schema, { url: `${root}${path}`, method: 'POST', body, timeoutMs: POST_MS, maxBytes: SMALL, ...(labelled ? { headers } : {}) });
  const of = (address: string) => encodeURIComponent(address);

  return {
    info: () => get(zFusionInfo, '/swap/info'),
    async reserve({ chainFrom, chainTo, addressFrom, addressTo }) {
      const pair = { chainFrom, chainTo, addressFrom, addressTo };
      const said = await post(zReservation, '/swap/reserve', JSON.stringify(pair), true);
      const same = said.chainFrom === chainFrom && said.chainTo === chainTo && sameText(said.addressFrom, addressFrom) && sameText(said.addressTo, addressTo);
      if (!same) throw new AppError('fusion/other-reservation', 'the operator reserved another pair of addresses');
    },
    create({ chainFrom, chainTo, addressFrom, addressTo, amount, txid }) {
      const body = JSON.stringify({ chainFrom, chainTo, addressFrom, addressTo, txidFrom: txid });
      // The amount is written digit by digit: a double would round large ones.
      return post(zFusionSwap, '/swap/create', `${body.slice(0, -1)},"amountFrom":${plainAmount(amount, 8)}}`, true);
    },
    detail: (txid) => unlessRefused(get(zFusionSwap.nullable(), `/swap/detail?txid=${of(txid)}`)),
    history: () => get(zFusionHistory, '/swap/userhistory', { labelled: true, maxBytes: LONG }),
    miningFees: () => get(zMiningFees, '/fees'),
    summary: (address) => get(zMiningSummary, `/coinbase/summary?address=${of(address)}`),
    multiAvailable: (address) => unlessRefused(get(zMultiAvailable, `/coinbase/multiavailable/${of(address)}`)),
    claimed: (address) => get(zMiningClaims, `/coinbase/claimed?address=${of(address)}`, { maxBytes: LONG }),
    phrase: () => get(zPhrase, '/messagephrase'),
    claim: ({ chain, address, claimingAddress, message, signature }) => post(zPayoutId, '/coinbase/claim', JSON.stringify({ chain, address, claimingAddress, message, signature })),
    claimAll: ({ address, message, signature, redeemScript, publicKey }) => post(zPayoutId, '/coinbase/multiclaim', JSON.stringify({ address, message, signature, redeemScript, publicKey })),
  };
}

/** EVM addresses are the same in any case of letters. */
function sameText(left: string, right: string): boolean {
  return left === right || (left.startsWith('0x') && left.toLowerCase() === right.toLowerCase());
}

async function unlessRefused<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'fusion/refused') return null;
    throw thrown;
  }
}
