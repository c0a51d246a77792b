// What the practice chains themselves say of an address: the figure that a wallet's sums must equal.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Keyring } from '../../../main/signer/keyring/keyring';
import { seedFromPhrase } from '../../../main/signer/keyring/seed';
import type { PracticeAccess } from '../../../shared/practice/control-api';

/** The chains of the money tests: one of each family. */
export type MoneyChain = 'flux' | 'bitcoin' | 'base';

/** How many addresses of each branch are added up: more than any test uses. */
const DEPTH = 60;
const ACCOUNTS = {
  flux: [{ account: 'flux:44:0', scriptType: 'p2pkh', branches: [0, 1], depth: DEPTH }],
  bitcoin: [{ account: 'bitcoin:84:0', scriptType: 'p2wpkh', branches: [0, 1], depth: DEPTH }, { account: 'bitcoin:86:0', scriptType: 'p2tr', branches: [0, 1], depth: DEPTH }],
  base: [{ account: 'evm:44:0', scriptType: 'evm', branches: [0], depth: 1 }],
} as const;

/** The keys behind a wallet's words, derived apart from the app. */
export function keysOfWords(words: readonly string[]): Keyring {
  return Keyring.fromSeed('practice', seedFromPhrase(new TextEncoder().encode(words.join(' ')), ''));
}

/** Somebody else's keys, the same in every run. */
export function stranger(name: string): Keyring {
  return Keyring.fromSeed('practice', new Uint8Array(createHash('sha512').update(name).digest()));
}

/** The address number `index` of somebody: a payment to it is told apart from every other payment. */
export function addressOf(keys: Keyring, chain: MoneyChain, index: number): string {
  const [{ account, scriptType }] = ACCOUNTS[chain];
  return keys.scriptOf({ kind: 'derived', account, change: 0, index }, scriptType, chain).address;
}

export interface Held {
  /** Base units, payments without a block included. */
  readonly units: bigint;
  /** How many coins (on EVM chains: 1 when there is anything). */
  readonly coins: number;
}

const fluxCoins = z.array(z.object({ satoshis: z.number().int() }));
const bitcoinCoins = z.array(z.object({ value: z.number().int() }));
const rpcAnswer = z.object({ result: z.string().regex(/^0x[0-9a-f]+$/) });

async function getJson(url: string, body?: unknown): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(20_000), ...(body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }) });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** What stands on these addresses, asked of the chain's first server. */
export async function held({ endpoints }: PracticeAccess, chain: MoneyChain, addresses: readonly string[]): Promise<Held> {
  const amounts = await amountsOn(endpoints[chain].a, chain, addresses);
  return { units: amounts.reduce((sum, each) => sum + each, 0n), coins: amounts.length };
}

async function amountsOn(url: string, chain: MoneyChain, addresses: readonly string[]): Promise<bigint[]> {
  switch (chain) {
    case 'flux': return fluxCoins.parse(await getJson(`${url}/addrs/utxo`, { addrs: addresses.join(',') })).map(({ satoshis }) => BigInt(satoshis));
    case 'bitcoin': {
      const lists = await Promise.all(addresses.map(async (address) => bitcoinCoins.parse(await getJson(`${url}/address/${address}/utxo`))));
      return lists.flat().map(({ value }) => BigInt(value));
    }
    case 'base': {
      const balances = await Promise.all(addresses.map(async (address) => BigInt(rpcAnswer.parse(await getJson(url, { jsonrpc: '2.0', id: 1, method: 'eth_getBalance', params: [address, 'pending'] })).result)));
      return balances.filter((balance) => balance > 0n);
    }
  }
}

/** All that stands on a wallet's own addresses. */
export function heldByKeys(access: PracticeAccess, chain: MoneyChain, keys: Keyring): Promise<Held> {
  const addresses = ACCOUNTS[chain].flatMap(({ account, scriptType, branches, depth }) =>
    branches.flatMap((change) => Array.from({ length: depth }, (_unused, index) => keys.scriptOf({ kind: 'derived', account, change, index }, scriptType, chain).address)),
  );
  return held(access, chain, addresses);
}
