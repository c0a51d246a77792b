// What an app costs now: a node's price, held against the chain's floor and the published rule; and where it is paid.

import type { NetworkId } from '../../../shared/chains/ids';
import type { AppPrice } from '../../../shared/contract/cloud';
import { AppError } from '../../../shared/errors/app-error';
import { appPaymentAddress } from '../../../shared/fluxos/payment';
import { fluxFloor, usdEstimate, type Previous, type PriceTable } from '../../../shared/fluxos/price';
import type { AppSpecification } from '../../../shared/fluxos/specification';
import { decodeAddress } from '../../../shared/flux/address';
import { fluxParams } from '../../../shared/hd/script-of-key';
import type { NodeClient } from './fluxos/client';
import type { Deployment } from './fluxos/shapes';

export interface Quote {
  readonly usd: bigint;
  readonly flux: bigint;
  /** What is paid: never below what the chain takes. */
  readonly pay: bigint;
  readonly estimate: bigint;
  readonly payTo: string;
}

/** @throws AppError cloud/other-address | fluxos/… */
export async function quoteOf(node: NodeClient, spec: AppSpecification, previous: Previous | null, tip: number, network: NetworkId): Promise<Quote> {
  const [{ usd, flux }, deployment] = await Promise.all([node.price(spec), node.deployment()]);
  const floor = fluxFloor(spec, tableAt(deployment, tip), previous);
  return { usd, flux, pay: flux > floor ? flux : floor, estimate: usdEstimate(spec, previous), payTo: checkedAddress(deployment.address, network) };
}

export function quoteView({ usd, flux, pay, estimate }: Quote): AppPrice {
  return { usd: usd.toString(), flux: flux.toString(), pay: pay.toString(), estimate: estimate.toString() };
}

/** A stranger's machine names the address: where it is known what it must be, nothing else is paid. */
function checkedAddress(address: string, network: NetworkId): string {
  const known = appPaymentAddress(network);
  if (known !== null && known !== address) throw new AppError('cloud/other-address', 'the node names another address for payments', { context: { address } });
  decodeAddress(address, fluxParams(network));
  return address;
}

/** The last row that starts at or below the tip. */
function tableAt({ price }: Deployment, tip: number): PriceTable {
  const row = price.filter(({ height }) => height <= tip).at(-1);
  if (row === undefined) throw new AppError('fluxos/malformed', 'the node has no prices of now', { context: { at: 'price' } });
  return { cpu: row.cpu, ram: row.ram, hdd: row.hdd, port: row.port ?? 0n, scope: row.scope ?? 0n, staticip: row.staticip ?? 0n, least: row.minPrice };
}
