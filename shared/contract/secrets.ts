// The secrets window's port to the signer: the only way that a password, a phrase or a key to import ever takes.
// Main hands the port over and cannot read it.

import { z } from 'zod';
import { call, zAddress, zNetwork, zNothing, zWalletId } from './base';
import { zImported, zImportedId, zOutpoint, zPublicKey } from './money-path';
import { zWalletEntry } from './signer';

const zPassword = z.string().min(1).max(1024);
const zWords = z.array(z.string().max(40)).max(24);
const zPassphrase = z.string().max(512);
const zName = z.string().min(1).max(60);
const secrets = ['secrets'] as const;
const zFingerprint = z.object({ fingerprint: z.string().max(20), firstAddress: zAddress });

export const secretsCalls = {
  'secrets.wallets': call('signer', secrets, zNothing, z.array(zWalletEntry)),
  /** Draws a phrase and keeps it in the signer until `finish`; words are shown once, and again when the person goes back. */
  'secrets.create.begin': call('signer', secrets, z.object({ words: z.union([z.literal(12), z.literal(24)]), network: zNetwork }), z.object({ words: z.array(z.string()), fingerprint: z.string().max(20), /** Places (from 0) that the check will ask for. */ ask: z.array(z.number().int()) })),
  /** Answers the written-down check; `wrong` names the places that do not match. */
  'secrets.create.check': call('signer', secrets, z.object({ answers: z.array(z.object({ place: z.number().int(), word: z.string().max(40) })) }), z.object({ ok: z.boolean(), wrong: z.array(z.number().int()) })),
  'secrets.create.finish': call('signer', secrets, z.object({ name: zName, password: zPassword }), zWalletEntry),
  /** Checks words as they are typed; `problem` is null when the phrase is whole and its checksum holds. */
  'secrets.restore.check': call('signer', secrets, z.object({ words: zWords, passphrase: zPassphrase, network: zNetwork }), z.object({ problem: z.object({ code: z.enum(['incomplete', 'unknown-word', 'checksum']), place: z.number().int().nullable(), suggestions: z.array(z.string()).max(5) }).nullable(), preview: zFingerprint.nullable() })),
  'secrets.restore.finish': call('signer', secrets, z.object({ words: zWords, passphrase: zPassphrase, network: zNetwork, name: zName, password: zPassword }), zWalletEntry),
  /** A new wallet around one imported key, or the key joins the unlocked wallet when `into` is given. */
  'secrets.import.check': call('signer', secrets, z.object({ kind: z.enum(['wif', 'ssp']), key: z.string().max(200), redeemScript: z.string().max(1100).nullable(), network: zNetwork }), z.object({ problem: z.string().max(80).nullable(), addresses: z.array(z.object({ family: z.enum(['flux', 'bitcoin']), address: zAddress })) })),
  'secrets.import.finish': call('signer', secrets, z.object({ kind: z.enum(['wif', 'ssp']), key: z.string().max(200), redeemScript: z.string().max(1100).nullable(), network: zNetwork, families: z.array(z.enum(['flux', 'bitcoin'])), name: zName, /** Needed for a new wallet, and again as a check when a key joins an unlocked one. */ password: zPassword, into: zWalletId.nullable(), /** Use as Flux ID instead of the derived one. */ asFluxId: z.boolean() }), z.object({ wallet: zWalletEntry, imported: z.array(z.string()) })),
  /** What is about to be removed, as the signer knows it; refused for the only key of a wallet without a phrase. */
  'secrets.removeKey.preview': call('signer', secrets, z.object({ id: zImportedId }), zImported.pick({ name: true, kind: true, family: true, address: true }).extend({ /** Whether the wallet's Flux ID goes with it. */ fluxId: z.boolean() })),
  /** Deletes an imported key from the unlocked wallet. */
  'secrets.removeKey': call('signer', secrets, z.object({ id: zImportedId, password: zPassword }), zNothing),
  'secrets.unlock': call('signer', secrets, z.object({ id: zWalletId, password: zPassword, passphrase: zPassphrase.nullable(), usePrevious: z.boolean() }), z.object({ wallet: zWalletEntry })),
  /** Fingerprint and first address that a passphrase leads to, before it is used. Needs the password. */
  'secrets.unlock.preview': call('signer', secrets, z.object({ id: zWalletId, password: zPassword, passphrase: zPassphrase }), zFingerprint),
  'secrets.reveal': call('signer', secrets, z.object({ password: zPassword }), z.object({ words: z.array(z.string()), fingerprint: z.string().max(20) })),
  /** The server's key of a FluxNode: it confirms the node and signs blocks, and cannot move coins. No password: the wallet is open. */
  'secrets.nodeKey': call('signer', secrets, z.object({ index: z.number().int().min(0).max(0x7fffffff) }), z.object({ wif: z.string().max(60), publicKey: zPublicKey })),
  /** Recovery check: the person types the phrase again; nothing is shown. */
  'secrets.recheck': call('signer', secrets, z.object({ words: zWords, passphrase: zPassphrase }), z.object({ ok: z.boolean() })),
  'secrets.changePassword': call('signer', secrets, z.object({ password: zPassword, next: zPassword }), zNothing),
  /** Removes the wallet's files after the password, or after its name typed in full when the password is lost. */
  'secrets.remove': call('signer', secrets, z.object({ id: zWalletId, password: zPassword.nullable(), typedName: z.string().max(60).nullable() }), zNothing),
} as const;

/** Why a secrets window was opened. */
const SECRETS_PURPOSES = ['welcome', 'unlock', 'add', 'import-key', 'remove-key', 'node-settings', 'reveal', 'recheck', 'change-password', 'remove'] as const;
export type SecretsPurpose = (typeof SECRETS_PURPOSES)[number];
/** What a FluxNode's server needs to know beside its key. */
const zNodeSettings = z.object({ name: z.string().max(200), index: z.number().int().min(0).max(0x7fffffff), collateral: zOutpoint, fluxId: zAddress });
/** What a secrets window is for, and which wallet, imported key or FluxNode it is about. */
export const zSecretsTask = z.object({ purpose: z.enum(SECRETS_PURPOSES), wallet: zWalletId.nullable(), key: zImportedId.nullable().default(null), node: zNodeSettings.nullable().default(null) });
export type SecretsTask = z.output<typeof zSecretsTask>;
/** Sent by main to a secrets window with the port: its task and what its screens need to know. No secret. */
export const zSecretsOpen = zSecretsTask.extend({
  network: zNetwork,
  mainnetAllowed: z.boolean(),
  /** Why mainnet is refused, when it is. */
  mainnetRefusal: z.enum(['no-sandbox', 'fallback-runtime']).nullable(),
  screenshotsBlocked: z.boolean(),
  language: z.string().max(10),
  theme: z.enum(['dark', 'light']),
  lockedAt: z.number().nullable(),
});
export type SecretsOpen = z.infer<typeof zSecretsOpen>;
