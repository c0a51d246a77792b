// FluxNode transactions START and CONFIRM, versions 5 and 6: wire form, id without signatures, texts to sign (fluxd primitives/transaction.h, fluxnode/).
import { ByteReader } from '../crypto/byte-reader';
import { ByteWriter } from '../crypto/byte-writer';
import { asciiBytes, concatBytes, toDisplayHash } from '../crypto/bytes';
import { sha256d } from '../crypto/hashes';
import { AppError } from '../errors/app-error';

const TYPE_START = 2;
const TYPE_CONFIRM = 4;
/** Bits of a version 6 START's own version number. */
const BIT_NORMAL = 0x0001;
const BIT_P2SH = 0x0002;
const BIT_DELEGATES = 0x0100;
const DELEGATE_UPDATE = 1;
const DELEGATE_SIGNING = 2;
const MAX_PUBLIC_KEY = 65;

export interface Outpoint {
  /** Display form. */
  readonly txid: string;
  readonly index: number;
}

/**
 * Delegate part of a version 6 START. `update` replaces the stored keys (none = erases them) and is signed by the
 * owner; `signing` is signed by one of the keys stored before; `unused` and `unknown` parse and are invalid.
 */
export type DelegateData =
  | { readonly kind: 'unused' }
  | { readonly kind: 'update'; readonly version: number; readonly keys: readonly Uint8Array[] }
  | { readonly kind: 'signing'; readonly version: number }
  | { readonly kind: 'unknown'; readonly version: number; readonly type: number };

/** Who owns the collateral: a key, or a redeem script. */
export type CollateralOwner =
  | { readonly kind: 'key'; readonly publicKey: Uint8Array }
  | { readonly kind: 'script'; readonly redeemScript: Uint8Array };

interface FluxNodeBase {
  readonly collateral: Outpoint;
  /** Unix seconds. */
  readonly sigTime: number;
  /** 65-byte compact signature; empty while unsigned. Not part of the id. */
  readonly signature: Uint8Array;
}

export interface FluxNodeStart extends FluxNodeBase {
  readonly kind: 'start';
  readonly version: 5 | 6;
  readonly owner: CollateralOwner;
  /** Key of the server: signs CONFIRMs and blocks. */
  readonly nodePublicKey: Uint8Array;
  /** Present when the delegate bit is set. */
  readonly delegates: DelegateData | null;
  /** Further bits of a version 6 START that fluxd carries without a meaning; 0 in everything this wallet makes. */
  readonly extraBits: number;
}

export interface FluxNodeConfirm extends FluxNodeBase {
  readonly kind: 'confirm';
  readonly version: 5 | 6;
  /** 1 Cumulus, 2 Nimbus, 3 Stratus. */
  readonly benchmarkTier: number;
  readonly benchmarkSigTime: number;
  /** 0 initial, 1 update. */
  readonly updateType: number;
  readonly ip: string;
  readonly benchmarkSignature: Uint8Array;
}

export type FluxNodeTransaction = FluxNodeStart | FluxNodeConfirm;

function malformed(reason: string): never {
  throw new AppError('fluxnode/malformed', 'not a FluxNode transaction', { context: { reason } });
}

function readOutpoint(reader: ByteReader): Outpoint {
  return { txid: reader.hash(), index: reader.u32() };
}

function readDelegates(reader: ByteReader): DelegateData {
  // fluxd reads any value but zero as true and writes it back as one; so does this.
  if (reader.u8() === 0) return { kind: 'unused' };
  const [version, type] = [reader.u8(), reader.u8()];
  if (type === DELEGATE_UPDATE) return { kind: 'update', version, keys: reader.list(1, () => reader.varBytes(MAX_PUBLIC_KEY)) };
  return type === DELEGATE_SIGNING ? { kind: 'signing', version } : { kind: 'unknown', version, type };
}

function readStart(reader: ByteReader, version: 5 | 6): FluxNodeStart {
  const bits = version === 6 ? reader.i32() : BIT_NORMAL;
  // With both bits fluxd reads the P2SH layout, and with neither it reads no fields at all.
  const form = (bits & BIT_P2SH) !== 0 ? BIT_P2SH : bits & BIT_NORMAL;
  if (form === 0) malformed('START of unknown form');
  const collateral = readOutpoint(reader);
  let owner: CollateralOwner;
  let nodePublicKey: Uint8Array;
  if (form === BIT_NORMAL) {
    owner = { kind: 'key', publicKey: reader.varBytes(MAX_PUBLIC_KEY) };
    nodePublicKey = reader.varBytes(MAX_PUBLIC_KEY);
  } else {
    nodePublicKey = reader.varBytes(MAX_PUBLIC_KEY);
    owner = { kind: 'script', redeemScript: reader.varBytes() };
  }
  const sigTime = reader.u32();
  const signature = reader.varBytes();
  const delegates = (bits & BIT_DELEGATES) === 0 ? null : readDelegates(reader);
  return { kind: 'start', version, owner, collateral, nodePublicKey, sigTime, signature, delegates, extraBits: bits & ~(form | BIT_DELEGATES) };
}

function readConfirm(reader: ByteReader, version: 5 | 6): FluxNodeConfirm {
  return {
    kind: 'confirm',
    version,
    collateral: readOutpoint(reader),
    sigTime: reader.u32(),
    benchmarkTier: reader.u8(),
    benchmarkSigTime: reader.u32(),
    updateType: reader.u8(),
    ip: String.fromCharCode(...reader.varBytes(0xff)),
    signature: reader.varBytes(),
    benchmarkSignature: reader.varBytes(),
  };
}

/**
 * Reads one FluxNode transaction from `reader`, which stays behind its last byte.
 * @throws AppError `fluxnode/malformed`, `bytes/...`
 */
export function readFluxNodeTransaction(reader: ByteReader): FluxNodeTransaction {
  const version = reader.u32();
  if (version !== 5 && version !== 6) return malformed('version');
  const type = reader.u8();
  if (type === TYPE_START) return readStart(reader, version);
  return type === TYPE_CONFIRM ? readConfirm(reader, version) : malformed('type');
}

/** The one FluxNode transaction that `bytes` hold; errors as `readFluxNodeTransaction`, and `bytes/trailing`. */
export function parseFluxNodeTransaction(bytes: Uint8Array): FluxNodeTransaction {
  const reader = new ByteReader(bytes);
  const tx = readFluxNodeTransaction(reader);
  reader.end();
  return tx;
}

function writeDelegates(writer: ByteWriter, delegates: DelegateData): void {
  if (delegates.kind === 'unused') {
    writer.u8(0);
    return;
  }
  writer.u8(1).u8(delegates.version);
  if (delegates.kind === 'update') writer.u8(DELEGATE_UPDATE).list(delegates.keys, (key) => writer.varBytes(key));
  else writer.u8(delegates.kind === 'signing' ? DELEGATE_SIGNING : delegates.type);
}

function writeStart(writer: ByteWriter, tx: FluxNodeStart, signed: boolean): void {
  const { owner, delegates } = tx;
  const form = owner.kind === 'key' ? BIT_NORMAL : BIT_P2SH;
  if (tx.version === 5 && (form === BIT_P2SH || delegates !== null || tx.extraBits !== 0)) malformed('redeem scripts and delegates need version 6');
  if ((tx.extraBits & (form | BIT_DELEGATES | BIT_P2SH)) !== 0) malformed('extra bits that have a meaning');
  writer.u8(TYPE_START);
  if (tx.version === 6) writer.i32(form | (delegates === null ? 0 : BIT_DELEGATES) | tx.extraBits);
  writer.hash(tx.collateral.txid).u32(tx.collateral.index);
  if (owner.kind === 'key') writer.varBytes(owner.publicKey).varBytes(tx.nodePublicKey);
  else writer.varBytes(tx.nodePublicKey).varBytes(owner.redeemScript);
  writer.u32(tx.sigTime);
  if (signed) writer.varBytes(tx.signature);
  if (delegates !== null) writeDelegates(writer, delegates);
}

function ipBytes(ip: string): Uint8Array {
  return Uint8Array.from(ip, (character) => {
    const code = character.charCodeAt(0);
    return code <= 0xff ? code : malformed('address text');
  });
}

function write(tx: FluxNodeTransaction, signed: boolean): Uint8Array {
  const writer = new ByteWriter(256);
  writer.u32(tx.version);
  if (tx.kind === 'start') {
    writeStart(writer, tx, signed);
    return writer.finish();
  }
  writer.u8(TYPE_CONFIRM).hash(tx.collateral.txid).u32(tx.collateral.index).u32(tx.sigTime);
  writer.u8(tx.benchmarkTier).u32(tx.benchmarkSigTime).u8(tx.updateType).varBytes(ipBytes(tx.ip));
  if (signed) writer.varBytes(tx.signature).varBytes(tx.benchmarkSignature);
  return writer.finish();
}

/** Wire form, signatures included. */
export function serializeFluxNodeTransaction(tx: FluxNodeTransaction): Uint8Array {
  return write(tx, true);
}

/** The bytes whose double SHA-256 is the id: signatures are left out together with their length bytes, delegates stay. */
export function fluxNodeIdPreimage(tx: FluxNodeTransaction): Uint8Array {
  return write(tx, false);
}

/** Id of a FluxNode transaction, display form; the same whatever the signatures are. */
export function fluxNodeTransactionId(tx: FluxNodeTransaction): string {
  return toDisplayHash(sha256d(fluxNodeIdPreimage(tx)));
}

/** fluxd's short text of an outpoint: only ten digits of the id. */
export function shortOutpoint({ txid, index }: Outpoint): string {
  return `COutPoint(${txid.slice(0, 10)}, ${index})`;
}

/** The text that a FluxNode transaction's signer signs with Flux's message magic. */
export function fluxNodeMessage(tx: FluxNodeTransaction): string {
  if (tx.kind === 'start') return fluxNodeTransactionId(tx);
  return `${shortOutpoint(tx.collateral)}${tx.collateral.index}${tx.updateType}${tx.sigTime}`;
}

/** The bytes that the benchmark program signs for a CONFIRM. */
export function benchmarkMessage(tx: FluxNodeConfirm): Uint8Array {
  return concatBytes(tx.signature, asciiBytes(`${tx.benchmarkTier}${tx.benchmarkSigTime}`), ipBytes(tx.ip));
}
