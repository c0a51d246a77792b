// What a Flux app costs (flux-services 3.5): an estimate in US dollars by the published table, and the floor in FLUX below which a payment
// does not count. A node's own price is what is paid; these two are what it is held against. Amounts are 10⁻⁸ of the unit, in both.

import { isCostlyPort } from './ports';
import { MONTH_BLOCKS, type AppSpecification } from './specification';

export interface PriceTable {
  /** A tenth of a core, 100 MB, 1 GB; for three instances. */
  readonly cpu: bigint;
  readonly ram: bigint;
  readonly hdd: bigint;
  /** One costly port; chosen nodes or an encrypted part; static addresses. */
  readonly port: bigint;
  readonly scope: bigint;
  readonly staticip: bigint;
  /** The least that is asked. */
  readonly least: bigint;
}
type Priced = Pick<AppSpecification, 'compose' | 'instances' | 'nodes' | 'staticip' | 'enterprise' | 'expire'>;

const UNIT = 100_000_000n;
const CENT = 1_000_000n;
/** US dollars. */
const USD_TABLE: PriceTable = { cpu: 15n * CENT, ram: 5n * CENT, hdd: 2n * CENT, port: 2n * UNIT, scope: 4n * UNIT, staticip: 2n * UNIT, least: 99n * CENT };
/** Share of the price that who pays in FLUX pays, in hundredths. */
const FLUX_SHARE = 95n;
const SMALL_EXTRA = 50n * CENT;

const upToCent = (amount: bigint): bigint => ((amount + CENT - 1n) / CENT) * CENT;
const nearestCent = (amount: bigint): bigint => ((amount + CENT / 2n) / CENT) * CENT;
const atLeast = (amount: bigint, least: bigint): bigint => (amount < least ? least : amount);
const tenths = (cpu: number): bigint => BigInt(Math.round(cpu * 10));

/** Price of a month of `MONTH_BLOCKS` blocks, without the least. */
function monthly({ compose, instances, nodes, staticip, enterprise }: Priced, table: PriceTable): bigint {
  const cpu = compose.reduce((sum, component) => sum + tenths(component.cpu), 0n);
  const ram = compose.reduce((sum, component) => sum + BigInt(component.ram), 0n);
  const hdd = compose.reduce((sum, component) => sum + BigInt(component.hdd), 0n);
  const ports = BigInt(compose.flatMap((component) => component.ports).filter(isCostlyPort).length);
  const extras = (nodes.length > 0 || enterprise !== '' ? table.scope : 0n) + (staticip ? table.staticip : 0n) + ports * table.port;
  const three = cpu * table.cpu + (ram * table.ram) / 100n + hdd * table.hdd + extras;
  const each = upToCent((three + 2n) / 3n);
  const more = BigInt(Math.max(0, instances - 1));
  // Very small apps pay a flat half for each further instance when there are many.
  return each < SMALL_EXTRA && more > 2n ? each + more * SMALL_EXTRA : each * (more + 1n);
}

function forTerm(price: bigint, expire: number): bigint {
  return (price * BigInt(expire)) / BigInt(MONTH_BLOCKS);
}

/** What an app that is changed had paid for and does not use up. */
export interface Previous {
  readonly spec: Priced;
  /** Block of its registration or last update, and the tip now. */
  readonly height: number;
  readonly tip: number;
}

function credit(price: (spec: Priced) => bigint, previous: Previous | null): bigint {
  if (previous === null) return 0n;
  const left = previous.spec.expire - (previous.tip - previous.height);
  return left <= 0 ? 0n : (price(previous.spec) * BigInt(left)) / BigInt(previous.spec.expire);
}

/** US dollars for the whole term, as the published rule has it. */
export function usdEstimate(spec: Priced, previous: Previous | null = null): bigint {
  const whole = (one: Priced): bigint => nearestCent(forTerm(atLeast(monthly(one, USD_TABLE), USD_TABLE.least), one.expire));
  let price = whole(spec) - credit(whole, previous);
  price = (price * BigInt(100 - sizeDiscount(spec))) / 100n;
  price = atLeast(nearestCent(price), USD_TABLE.least);
  price = nearestCent((price * BigInt(100 - termDiscount(spec.expire))) / 100n);
  return atLeast(price, USD_TABLE.least);
}

/** Per cent that small apps on few nodes pay less. */
function sizeDiscount({ compose, instances }: Priced): number {
  if (instances >= 4) return 0;
  const sum = (of: (component: Priced['compose'][number]) => number): number => compose.reduce((total, component) => total + of(component), 0);
  const [cpu, ram, hdd] = [sum((one) => one.cpu), sum((one) => one.ram), sum((one) => one.hdd)];
  if (cpu < 3 && ram < 6_000 && hdd < 150) return 20;
  return cpu < 7 && ram < 29_000 && hdd < 370 ? 10 : 0;
}

function termDiscount(expire: number): number {
  const months = expire / MONTH_BLOCKS;
  if (months >= 9) return 12;
  return months >= 6 ? 6 : months >= 3 ? 3 : 0;
}

/** FLUX below which the chain's own rule does not take the payment: by the table of the tip's height, no discounts. */
export function fluxFloor(spec: Priced, table: PriceTable, previous: Previous | null = null): bigint {
  const whole = (one: Priced): bigint => upToCent(forTerm(monthly(one, table), one.expire));
  return atLeast(upToCent(whole(spec) - credit(whole, previous)), table.least);
}

/** FLUX (10⁻⁸) for an amount of dollars at a price of one FLUX, with the discount for paying in FLUX, to the cent. */
export function fluxForUsd(usd: bigint, usdPerFlux: bigint): bigint {
  return usdPerFlux <= 0n ? 0n : nearestCent((usd * UNIT * FLUX_SHARE) / (usdPerFlux * 100n));
}
