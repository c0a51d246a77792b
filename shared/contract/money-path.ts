// The path of money: intent (what the person wants), plan (what the wallet proposes), review (what the signer read), signed.

import { z } from 'zod';
import { zAppSpecification } from '../fluxos/specification';
import { FUSION_CHAINS, PARALLEL_CHAINS } from '../fusion/chains';
import { zAddress, zAsset, zBytes, zChain, zHash, zNetwork, zText, zTime, zTxid, zUnits } from './base';

/** An account under the seed: family, purpose and index name it ("flux:44:0", "bitcoin:84:0", "bitcoin:86:0", "evm:44:0"). */
export const zAccountId = z.string().regex(/^(flux|bitcoin|evm):(44|48|49|84|86):\d{1,4}$/);
/** The id of an imported key's record. */
export const zImportedId = z.string().regex(/^[0-9a-f]{32}$/);
/** A key: a place under an account, or an imported key by the id of its record. */
export const zKeyRef = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('derived'), account: zAccountId, change: z.union([z.literal(0), z.literal(1)]), index: z.number().int().min(0).max(0x7fffffff) }),
  z.object({ kind: z.literal('imported'), id: zImportedId }),
  z.object({ kind: z.literal('flux-id') }),
]);
export type KeyRef = z.infer<typeof zKeyRef>;

export const zScriptType = z.enum(['p2pkh', 'p2sh-p2wpkh', 'p2wpkh', 'p2tr', 'p2sh-multisig', 'evm']);
export type ScriptType = z.infer<typeof zScriptType>;

/** What the wallet may know of an account: public keys only. */
export const zDescriptor = z.object({
  account: zAccountId,
  family: z.enum(['flux', 'bitcoin', 'evm']),
  scriptType: zScriptType,
  /** Path of the account, e.g. m/44'/19167'/0'. */
  path: z.string().max(60),
  xpub: z.string().max(120),
});
/** Extended public key that the public keys of all servers of a wallet follow from, as children 0, 1, 2, … */
export const zNodeKeyBranch = z.object({ xpub: z.string().max(120), path: z.string().max(60) });
export type NodeKeyBranch = z.infer<typeof zNodeKeyBranch>;
/** An imported key or multisig script, watched by its address. */
export const zImported = z.object({
  id: zImportedId,
  family: z.enum(['flux', 'bitcoin']),
  kind: z.enum(['wif', 'ssp']),
  name: zText,
  address: zAddress,
  scriptType: zScriptType,
  publicKey: z.string().max(130),
  /** Hex, for multisig. */
  redeemScript: z.string().max(1040).nullable(),
});
export type Descriptor = z.infer<typeof zDescriptor>;
export type Imported = z.infer<typeof zImported>;

const zPay = z.object({
  kind: z.literal('pay'),
  asset: zAsset,
  to: zAddress,
  /** Base units that the recipient gets; for "all" the wallet fills in the exact figure before the intent is kept. */
  amount: zUnits,
  all: z.boolean(),
  /** The most the network fee may be, in base units of the chain's native coin. */
  feeLimit: zUnits,
  /** OP_RETURN text, Flux only, at most 80 bytes of UTF-8. */
  note: z.string().max(80).nullable(),
});
const zReplace = z.object({
  kind: z.literal('replace'),
  chain: zChain,
  txid: zTxid,
  mode: z.enum(['speed-up', 'cancel']),
  feeLimit: zUnits,
});
/** What a signature is for, beyond the text that it covers; the signer says it in words. */
export const zMessagePurpose = z.discriminatedUnion('kind', [
  /** Fusion pays what an address earned in parallel mining: on one chain, or all of it as FLUX on the main chain. */
  z.object({ kind: z.literal('mining-claim'), target: z.union([z.enum(PARALLEL_CHAINS), z.literal('all')]), receiver: zAddress, /** 10⁻⁸ FLUX, as Fusion reported. */ arrives: zUnits }),
  /** The vote service records a vote. `topic` and `votes` are its word; the proposal is named by its hash. */
  z.object({ kind: z.literal('xdao-vote'), proposal: zHash, topic: z.string().max(300), yes: z.boolean(), votes: z.number().nonnegative(), /** Host that the signature goes to. */ service: zText }),
  /** A link asked for it: the address that the signature is sent to, or null where it is shown to the person alone. */
  z.object({ kind: z.literal('link'), callback: z.string().max(3000).nullable() }),
  /** A FluxOS node lets the Flux ID in; `node` is its name for people. */
  z.object({ kind: z.literal('fluxos-login'), node: zText }),
  /** The Flux cloud gets an app, or another version of one. The signer reads the rest from the text. */
  z.object({ kind: z.literal('app-register'), name: z.string().max(63) }),
  z.object({ kind: z.literal('app-update'), name: z.string().max(63) }),
]);
export type MessagePurpose = z.infer<typeof zMessagePurpose>;
export type ClaimPurpose = Extract<MessagePurpose, { kind: 'mining-claim' }>;
export type LinkPurpose = Extract<MessagePurpose, { kind: 'link' }>;
const zSignMessage = z.object({
  kind: z.literal('sign-message'),
  scheme: z.enum(['flux', 'bitcoin']),
  key: zKeyRef,
  address: zAddress,
  message: z.string().min(1).max(4096),
  /** Null: the person's own text. With a purpose the signature goes to the wallet process, which carries it out. */
  purpose: zMessagePurpose.nullable(),
});
/** Everything an imported WIF holds, to an own fresh address. */
const zSweep = z.object({ kind: z.literal('sweep'), chain: z.enum(['flux', 'bitcoin']), imported: zImportedId, to: zAddress, feeLimit: zUnits });
export const zSwapId = z.string().regex(/^[0-9a-f]{32}$/);
/** A deposit to Fusion, which pays out on another chain. Amounts are 10⁻⁸ FLUX. */
const zSwap = z.object({
  kind: z.literal('swap'),
  /** The local record, written before this intent exists. */
  swap: zSwapId,
  from: zChain,
  to: z.enum(FUSION_CHAINS),
  amount: zUnits,
  /** The one own address that the deposit comes from; change goes back to it. */
  sender: zAddress,
  /** Fusion's address for deposits on `from`. */
  deposit: zAddress,
  /** Who gets the payout on `to`. */
  recipient: zAddress,
  /** What Fusion said it keeps, and pays out. */
  fee: zUnits,
  arrives: zUnits,
  feeLimit: zUnits,
});

export const zTier = z.enum(['cumulus', 'nimbus', 'stratus']);
/** A FluxNode's local record. */
export const zNodeId = z.string().regex(/^[0-9a-f]{32}$/);
export const zOutpoint = z.object({ txid: zHash, vout: z.number().int().min(0).max(0xffffffff) });
/** Compressed or uncompressed, hex. */
export const zPublicKey = z.string().regex(/^(0[23][0-9a-f]{64}|04[0-9a-f]{128})$/);
/** Delegates of a START: none told, the list replaced (empty: erased). */
export const zDelegatesWish = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('update'), keys: z.array(z.string().regex(/^0[23][0-9a-f]{64}$/)).max(4) }),
]);
/** One FluxNode START (flux-chain 2.6, 2.7). The signer makes its bytes from this and from keys that it derives. */
const zNodeStart = z.object({
  node: zNodeId,
  /** The person's own name for it. */
  name: zText,
  tier: zTier,
  /** Null: the output that this intent's own payment makes. */
  collateral: zOutpoint.nullable(),
  /**
   * Who owns the collateral. `own`: a key of this wallet, or an imported multisig script (one signature suffices). `delegate`: somebody
   * else's coin, by its public key or redeem script in hex; `signer` is the own key that its owner stored as a delegate.
   */
  owner: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('own'), key: zKeyRef, scriptType: z.enum(['p2pkh', 'p2sh-multisig']) }),
    z.object({ kind: z.literal('delegate'), of: z.string().regex(/^([0-9a-f]{2}){33,520}$/), signer: zKeyRef }),
  ]),
  /** The server's key: number of a derived one, or the public key of a server that has its own. */
  identity: z.discriminatedUnion('kind', [z.object({ kind: z.literal('own'), index: z.number().int().min(0).max(0x7fffffff) }), z.object({ kind: z.literal('other'), publicKey: zPublicKey })]),
  version: z.union([z.literal(5), z.literal(6)]),
  /** Unix seconds; servers take it up to an hour after. */
  sigTime: z.number().int().positive().max(0xffffffff),
  delegates: zDelegatesWish,
});
export type NodeStart = z.infer<typeof zNodeStart>;
/** Starts FluxNodes: with one payment to oneself that makes the collateral of one of them, or on coins that exist. */
const zStartNodes = z.object({
  kind: z.literal('start-nodes'),
  /** One output of exactly the tier's amount (zatoshi) to an own address; null where every collateral exists. */
  fund: z.object({ amount: zUnits, to: zAddress, key: zKeyRef, feeLimit: zUnits }).nullable(),
  starts: z.array(zNodeStart).min(1).max(50),
});
export const zIntent = z.discriminatedUnion('kind', [zPay, zReplace, zSignMessage, zSweep, zSwap, zStartNodes]);
export type Intent = z.infer<typeof zIntent>;

/** An input of a UTXO plan, in the order of the transaction. The previous transaction stands in `previous.bytes`. */
const zPlanInput = z.object({ key: zKeyRef, scriptType: zScriptType, previous: z.number().int().nonnegative() });
const zUtxoPlan = z.object({
  kind: z.literal('utxo'),
  chain: z.enum(['flux', 'bitcoin']),
  /** Unsigned transaction with empty scriptSigs, in the chain's own serialisation (Bitcoin without witness). */
  unsigned: zBytes,
  inputs: z.array(zPlanInput).min(1).max(2000),
  /** Raw previous transactions, back to back in one buffer, each named by offset and length; inputs point into `parts`. */
  previous: z.object({ bytes: zBytes, parts: z.array(z.object({ offset: z.number().int().nonnegative(), length: z.number().int().positive() })) }),
  /** Outputs that the wallet believes to be its own; the signer derives each of them itself. */
  change: z.array(z.object({ vout: z.number().int().nonnegative(), key: zKeyRef, scriptType: zScriptType })),
  /** Reported by servers: height of the tip. */
  tip: z.number().int().nonnegative(),
  /** For a replacement: the raw signed transaction that it replaces. */
  replaces: zBytes.nullable(),
});
const zEvmPlan = z.object({
  kind: z.literal('evm'),
  chain: zChain,
  /** Unsigned EIP-2718 envelope (type 2, or type 0 with EIP-155 where a chain has no EIP-1559). */
  unsigned: zBytes,
  key: zKeyRef,
  /** Reported by servers; may add warnings, never remove one. */
  reported: z.object({
    recipientIsContract: z.boolean().nullable(),
    tokenDecimals: z.number().int().min(0).max(77).nullable(),
    tokenSymbol: zText.nullable(),
    balance: zUnits.nullable(),
  }),
  replaces: zBytes.nullable(),
});
const zMessagePlan = z.object({ kind: z.literal('message') });
/** For `start-nodes`: the payment that funds a collateral, and the raw transactions that hold those that exist. */
const zStartsPlan = z.object({
  kind: z.literal('starts'),
  /** The payment and the output in it that becomes the collateral; null where the intent has no `fund`. */
  fund: z.object({ plan: zUtxoPlan, vout: z.number().int().nonnegative() }).nullable(),
  /** Raw transactions that existing collaterals lie in, each once; proof of address and amount. A delegate's plan may leave its own out. */
  holders: z.array(zBytes).max(50),
});
export const zPlan = z.discriminatedUnion('kind', [zUtxoPlan, zEvmPlan, zMessagePlan, zStartsPlan]);
export type StartsPlan = z.infer<typeof zStartsPlan>;
export type Plan = z.infer<typeof zPlan>;
export type UtxoPlan = z.infer<typeof zUtxoPlan>;
export type EvmPlan = z.infer<typeof zEvmPlan>;

/** Where a fact of a review comes from: read from the bytes, built into the signer, sealed by it, or reported by a server. */
const zFactSource = z.enum(['read', 'built-in', 'sealed', 'reported']);
const zFigure = z.object({
  units: zUnits,
  asset: zAsset,
  symbol: zText.nullable(),
  /** Null: unknown token without reported decimals, `units` is all there is to show. */
  decimals: z.number().int().min(0).max(77).nullable(),
  decimalsFrom: zFactSource,
});
export type Figure = z.infer<typeof zFigure>;

export const zWarning = z.object({
  id: z.enum([
    'first-payment', 'looks-like-known', 'looks-like-own', 'fee-high', 'fee-share-high', 'nearly-all', 'contract-recipient', 'token-contract-recipient',
    'expires-soon', 'no-expiry', 'unknown-token', 'approval-unlimited', 'approval', 'collateral-spent', 'to-self', 'replaces', 'cancels', 'raw-data', 'foreign-output', 'locktime',
    'custodial', 'deposit-unlisted', 'deposit-changed', 'swap-to-stranger', 'swap-share-high',
    'delegates-replaced', 'delegates-erased', 'collateral-not-ours', 'identity-not-ours',
    'link-phrase-elsewhere', 'link-app-elsewhere', 'link-delegation', 'link-look-alike', 'link-cloud-app',
  ]),
  level: z.enum(['info', 'warn', 'danger']),
  context: z.record(z.string(), z.union([z.string().max(300), z.number(), z.boolean()])),
});
export type Warning = z.infer<typeof zWarning>;

const zRecipient = z.object({ address: zAddress.nullable(), amount: zFigure, contact: zText.nullable(), script: z.string().max(400).nullable() });
export const zReview = z.object({
  /** SHA-256 of the exact bytes that will be signed (or of the message digest); an approval names it. */
  hash: zHash,
  network: zNetwork,
  chain: zChain,
  action: z.enum(['pay', 'approve-token', 'revoke-token', 'cancel', 'contract-call', 'message', 'self', 'swap', 'claim', 'vote', 'start-nodes', 'login', 'app']),
  recipients: z.array(zRecipient).max(500),
  /** The sum that leaves the wallet for others, fee apart; null for messages. */
  amount: zFigure.nullable(),
  fee: z.object({ figure: zFigure, size: z.number().int().nonnegative(), /** "1 zatoshi a byte": rate in native base units with at most 3 decimals, and its unit. */ rate: z.string().max(40), rateUnit: z.enum(['zat/B', 'sat/vB', 'gwei']), isLimit: z.boolean() }).nullable(),
  change: z.array(z.object({ address: zAddress, amount: zFigure, path: z.string().max(80) })).max(500),
  /** Height after which it can no longer be mined, and the reported tip. */
  expiry: z.object({ height: z.number().int(), tip: z.number().int(), seconds: z.number().int() }).nullable(),
  note: z.string().max(300).nullable(),
  message: z.object({ text: z.string().max(4096), address: zAddress, scheme: z.enum(['flux', 'bitcoin']), purpose: zMessagePurpose.nullable(),
    /** What the text says of an app, read by the signer; every character is one that can be seen. */
    app: z.object({ spec: zAppSpecification, /** Milliseconds since 1970. */ timestamp: z.number().int() }).optional() }).nullable(),
  /** The other side of a swap. `arrives` and `fee` are Fusion's word; `own` was derived by the signer. */
  swap: z.object({ to: z.enum(FUSION_CHAINS), recipient: zAddress, own: z.boolean(), contact: zText.nullable(), arrives: zUnits, fee: zUnits }).nullable(),
  /** STARTs: each moves no coins. `collateral` null: the output of the payment above. Everything here was read or derived by the signer. */
  starts: z.array(z.object({
    name: zText, tier: zTier, collateral: zOutpoint.nullable(),
    /** Of the collateral; null for a delegate's START whose collateral's transaction was not given. */
    address: zAddress.nullable(),
    identity: z.object({ publicKey: zPublicKey, path: z.string().max(80).nullable() }),
    version: z.union([z.literal(5), z.literal(6)]), sigTime: z.number().int(), delegates: zDelegatesWish, asDelegate: z.boolean(), multisig: z.boolean(),
  })).max(50),
  from: z.array(z.object({ address: zAddress, path: z.string().max(80) })).max(2000),
  nonce: z.number().int().nonnegative().nullable(),
  chainId: z.number().int().nullable(),
  /** What was checked and holds; a failed check refuses the plan instead. */
  checks: z.array(z.enum(['address-checksum', 'sums-add-up', 'previous-hashes', 'change-is-ours', 'no-look-alike', 'chain-id', 'fee-in-limit', 'does-what-was-asked', 'token-built-in', 'known-recipient', 'collateral-exact', 'moves-no-coins'])),
  warnings: z.array(zWarning).max(40),
});
export type Review = z.infer<typeof zReview>;

export const zSigned = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('transaction'), chain: zChain, raw: zBytes, txid: zTxid, reviewHash: zHash }),
  z.object({ kind: z.literal('message'), signature: z.string().max(200), address: zAddress, reviewHash: zHash }),
  z.object({ kind: z.literal('starts'), fund: z.object({ raw: zBytes, txid: zHash }).nullable(), starts: z.array(z.object({ node: zNodeId, raw: zBytes, txid: zHash, collateral: zOutpoint })), reviewHash: zHash }),
]);
export type Signed = z.infer<typeof zSigned>;

export const zSealedContact = z.object({ id: z.string().max(40), name: z.string().min(1).max(60), chain: zChain, address: zAddress, note: zText, createdAt: zTime });
export type Contact = z.infer<typeof zSealedContact>;
