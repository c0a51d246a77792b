// The practice cloud's prices: the published table in dollars at the practice price of FLUX, and the chain's own floor in FLUX.
import { addressOfPublicKey } from '../../../shared/flux/address';
import { fluxFloor, fluxForUsd, usdEstimate, type Previous, type PriceTable } from '../../../shared/fluxos/price';
import type { AppSpecification } from '../../../shared/fluxos/specification';
import { parseAmount } from '../../../shared/money/units';
import { PRACTICE_FLUX } from '../flux/parameters';
import { priceAt } from '../prices/walk';
import { seededKey } from '../seed';

/** As `deploymentinformation` tells it, in FLUX. */
export const CHAIN_PRICES = [
  { height: -1, cpu: 3, ram: 1, hdd: 0.5, minPrice: 1, port: 2, scope: 6, staticip: 3 },
  { height: 0, cpu: 0.15, ram: 0.05, hdd: 0.02, minPrice: 0.01, port: 2, scope: 6, staticip: 3 },
] as const;
const UNIT = 100_000_000;
const units = (amount: number): bigint => BigInt(Math.round(amount * UNIT));
const { cpu, ram, hdd, minPrice, port, scope, staticip } = CHAIN_PRICES[1];
const FLOOR: PriceTable = { cpu: units(cpu), ram: units(ram), hdd: units(hdd), port: units(port), scope: units(scope), staticip: units(staticip), least: units(minPrice) };

/** Address that apps are paid to, and one to try clients with. */
export function paymentAddress(seed: string, which: 'usual' | 'other' = 'usual'): string {
  return addressOfPublicKey(seededKey(seed, `cloud payments/${which}`).publicKey, PRACTICE_FLUX);
}

/** The least that the chain takes, 10⁻⁸ FLUX. */
export function floorOf(spec: AppSpecification, previous: Previous | null): bigint {
  return fluxFloor(spec, FLOOR, previous);
}

/** What a node asks: dollars and FLUX, 10⁻⁸. */
export function priceOf(spec: AppSpecification, previous: Previous | null, seed: string, nowMs: number): { usd: bigint; flux: bigint } {
  const usd = usdEstimate(spec, previous);
  const rate = parseAmount(priceAt(seed, 'flux', 'USD', nowMs), 12);
  const flux = fluxForUsd(usd, rate.ok ? rate.units / 10_000n : 0n);
  const floor = floorOf(spec, previous);
  return { usd, flux: flux > floor ? flux : floor };
}
