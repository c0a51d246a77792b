// A practice Flux chain of its own for tests of FluxNodes: collaterals from the faucet, STARTs, hosts, blocks on demand. Its clock stands still between blocks.
import { createHash } from 'node:crypto';
import * as ecc from 'tiny-secp256k1';
import { PracticeClock } from '../../../../../node-core/practice/clock';
import { payFlux } from '../../../../../node-core/practice/flux/faucet';
import { NodeHosts } from '../../../../../node-core/practice/flux/hosts/hosts';
import { FIRST_BLOCKS, PRACTICE_FLUX } from '../../../../../node-core/practice/flux/parameters';
import { fluxRules } from '../../../../../node-core/practice/flux/rules';
import { seededKey, type PracticeKey } from '../../../../../node-core/practice/seed';
import type { NodeTable } from '../../../../../node-core/practice/flux/nodes/table';
import { UtxoNode } from '../../../../../node-core/practice/utxo/node';
import { Rejection } from '../../../../../node-core/practice/utxo/types';
import { useNativeSha256 } from '../../../../../shared/crypto/hashes';
import { addressOfPublicKey } from '../../../../../shared/flux/address';
import type { DelegateData, FluxNodeStart, Outpoint } from '../../../../../shared/flux/fluxnode-transaction';
import { TIER_COLLATERAL, type FluxTier } from '../../../../../shared/flux/subsidy';
import { encodeWif } from '../../../../../shared/flux/wif';
import { signFluxNodeStart } from '../../../../../main/signer/sign/flux';
import { temporaryFolder } from '../temporary';

// As in the practice process itself.
useNativeSha256((data) => createHash('sha256').update(data).digest());

export const SEED = 'flux nodes';
const START_TIME = 1_700_000_010;
const FLUX_ID = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa';

export interface Chain {
  readonly node: UtxoNode;
  readonly table: NodeTable;
  readonly hosts: NodeHosts;
  readonly clock: PracticeClock;
  readonly folder: string;
}

const open: Chain[] = [];

export function openChain(folder = temporaryFolder()): Chain {
  const rules = fluxRules(SEED);
  const clock = new PracticeClock(START_TIME * 1000, 0, () => 0);
  const node = UtxoNode.open(rules, clock, folder);
  if (node.height === 0) node.premine(FIRST_BLOCKS, START_TIME);
  clock.advanceTo(node.state.tip.time * 1000);
  const chain = { node, table: rules.ledger, hosts: new NodeHosts(folder, node, rules.ledger, clock), clock, folder };
  open.push(chain);
  return chain;
}

/** Ends a chain as a stop of the process would; `openChain` with its folder goes on with it. */
export async function closeChain(chain: Chain): Promise<void> {
  open.splice(open.indexOf(chain), 1);
  chain.hosts.stop();
  await chain.node.stop();
}

afterEach(async () => {
  for (const chain of [...open]) await closeChain(chain);
});

export const keyOf = (label: string): PracticeKey => seededKey(SEED, label);
const wifOf = (key: PracticeKey): string => encodeWif({ privateKey: key.secret, compressed: true }, PRACTICE_FLUX);

export interface Owned {
  readonly collateral: Outpoint;
  readonly owner: PracticeKey;
  readonly identity: PracticeKey;
}

/** A coin of exactly `amount` for the owner that `label` names; waits in the mempool. */
export function fund({ node }: Chain, label: string, amount: bigint | FluxTier): Owned {
  const owner = keyOf(`owner ${label}`);
  const value = typeof amount === 'bigint' ? amount : TIER_COLLATERAL[amount];
  const txid = payFlux(node, SEED, addressOfPublicKey(owner.publicKey, PRACTICE_FLUX), value);
  const index = node.transaction(txid)?.tx.outputs.findIndex((output) => output.value === value) ?? -1;
  return { collateral: { txid, index }, owner, identity: keyOf(`identity ${label}`) };
}

interface StartOptions {
  readonly version?: 5 | 6;
  readonly sigTime?: number;
  readonly delegates?: DelegateData;
  /** Signs instead of the owner, by its stored key. */
  readonly delegate?: PracticeKey;
}

export function startBytes(chain: Chain, owned: Owned, options: StartOptions = {}): Uint8Array {
  const start: FluxNodeStart = {
    kind: 'start', version: options.version ?? (options.delegates === undefined ? 5 : 6), collateral: owned.collateral, owner: { kind: 'key', publicKey: owned.owner.publicKey },
    nodePublicKey: owned.identity.publicKey, sigTime: options.sigTime ?? chain.clock.nowSeconds(), signature: new Uint8Array(0), delegates: options.delegates ?? null, extraBits: 0,
  };
  const signers = options.delegate === undefined ? {} : { delegates: [options.delegate.publicKey] };
  return signFluxNodeStart({ start, privateKey: (options.delegate ?? owned.owner).secret, ecc, ...signers }).raw;
}

/** `taken`, or the chain's words. */
export function send({ node }: Chain, raw: Uint8Array): string {
  try {
    node.submit(raw);
    return 'taken';
  } catch (thrown) {
    if (thrown instanceof Rejection) return thrown.reason;
    throw thrown;
  }
}

/** Pastes the settings of a node into a server. */
export function host({ hosts }: Chain, { collateral, identity }: Owned, hardware: FluxTier = 'stratus'): void {
  hosts.add({ identityKey: wifOf(identity), collateral, fluxId: FLUX_ID, ip: '203.0.113.7', hardware });
}

/** A funded collateral with 100 confirmations, started in the newest block, with a server if asked. */
export function started(chain: Chain, label: string, tier: FluxTier, withHost = true): Owned {
  const owned = fund(chain, label, tier);
  chain.node.mine(100);
  if (withHost) host(chain, owned);
  chain.node.submit(startBytes(chain, owned));
  chain.node.mine(1);
  return owned;
}
