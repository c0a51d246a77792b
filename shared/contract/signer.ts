// Calls that main makes to the signer. None of them carries a password, a phrase or a key: those go by the secrets port only.

import { z } from 'zod';
import { call, zAddress, zChain, zHash, zNetwork, zNothing, zWalletId } from './base';
import { zDescriptor, zImported, zIntent, zKeyRef, zNodeKeyBranch, zPlan, zReview, zScriptType, zSealedContact, zSigned } from './money-path';

/** An entry of the wallet index; it stands on disk unencrypted and says nothing about what the wallet holds. */
export const zWalletEntry = z.object({
  id: zWalletId,
  name: z.string().min(1).max(60),
  network: zNetwork,
  createdAt: z.number().int().nonnegative(),
  /** ready: readable; damaged: the file cannot be read, `previousReadable` says whether the previous generation can. */
  state: z.enum(['ready', 'damaged']),
  previousReadable: z.boolean(),
  /** Asks for a BIP39 passphrase at every unlock. */
  passphrase: z.boolean(),
});
export type WalletEntry = z.infer<typeof zWalletEntry>;

/** What an unlocked vault tells the rest of the app. */
export const zUnlocked = z.object({
  wallet: zWalletEntry,
  fingerprint: z.string().max(20),
  descriptors: z.array(zDescriptor),
  imported: z.array(zImported),
  nodeKeys: zNodeKeyBranch.nullable(),
  /** Bitcoin-style address that logs in and votes. */
  fluxId: z.object({ address: zAddress, key: zKeyRef, path: z.string().max(80) }),
  backup: z.object({ writtenDownAt: z.number().nullable(), checkedAt: z.number().nullable() }),
  warnings: z.array(z.enum(['rolled-back', 'previous-generation-used'])),
});
export type Unlocked = z.infer<typeof zUnlocked>;

/** Ways to a network that fail in the signer, ways that do not, and the inet sockets that it holds. */
export const zSelfCheck = z.object({ blocked: z.array(z.string().max(60)), open: z.array(z.string().max(60)), inetSockets: z.number().int() });

/** The practice network's clock: what it showed when the system's clock showed `readAt`, and how fast it runs since. */
export const zPracticeTime = z.object({ nowMs: z.number(), readAt: z.number(), rate: z.number().nonnegative() });
export type PracticeTime = z.infer<typeof zPracticeTime>;

const main = ['main'] as const;

export const signerCalls = {
  'signer.wallets': call('signer', main, zNothing, z.array(zWalletEntry)),
  'signer.rename': call('signer', main, z.object({ id: zWalletId, name: z.string().min(1).max(60) }), zNothing),
  /** The unlocked vault, or null while locked. */
  'signer.unlocked': call('signer', main, zNothing, zUnlocked.nullable()),
  /** Reads the plan's bytes with the signer's own decoder; refuses a plan that does not do what the intent says. */
  'signer.review': call('signer', main, z.object({ intent: zIntent, plan: zPlan }), zReview),
  /** Signs what was reviewed under `hash` and approved, checks its own signatures and remembers the recipient. */
  'signer.sign': call('signer', main, z.object({ hash: zHash }), zSigned),
  /** Forgets a review that was not approved. */
  'signer.forget': call('signer', main, z.object({ hash: zHash }), zNothing),
  /** The address at a key, derived by the signer. */
  'signer.address': call('signer', main, z.object({ key: zKeyRef, chain: zChain, scriptType: zScriptType }), z.object({ address: zAddress, path: z.string().max(80) })),
  'signer.contacts': call('signer', main, zNothing, z.array(zSealedContact)),
  'signer.putContact': call('signer', main, zSealedContact.partial({ id: true, createdAt: true }), zSealedContact),
  'signer.removeContact': call('signer', main, z.object({ id: z.string().max(40) }), zNothing),
  /** More accounts of a family, for discovery; returns the new descriptors. */
  'signer.describe': call('signer', main, z.object({ family: z.enum(['flux', 'bitcoin', 'evm']), index: z.number().int().min(0).max(99) }), z.array(zDescriptor)),
  /** The practice clock was sped up or jumped. Wallets of mainnet do not look at it. */
  'signer.practiceTime': call('signer', main, zPracticeTime, zNothing),
  /** Proof for the threat model: which ways to a network fail in this very process, and how many inet sockets it holds. */
  'signer.selfCheck': call('signer', main, zNothing, zSelfCheck),
} as const;

/** Main starts the signer with this message; the port for a secrets window comes as `port` of a message of its own. */
export const zSignerStart = z.object({ start: z.object({ vaultDir: z.string().max(4000), network: zNetwork, allowMainnet: z.boolean(), practiceTime: zPracticeTime }) });
export const zSignerPort = z.object({ secretsPort: z.literal(true) });
export const zSignerEvents = {
  /** The vault was unlocked (or created, or restored) through the secrets window. */
  'signer.unlocked': zUnlocked,
  'signer.changed': zUnlocked,
  'signer.walletRemoved': z.object({ id: zWalletId }),
  'signer.ready': z.object({ wallets: z.array(zWalletEntry) }),
} as const;
