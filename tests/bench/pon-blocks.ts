// Proof of Node blocks full of CONFIRMs, written byte by byte from the format's description and signed by OpenSSL: nothing of what is measured made them.
import { createECDH, createHash, createPrivateKey, sign, type KeyObject } from 'node:crypto';
import * as tiny from 'tiny-secp256k1';

const sha = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
const sha256d = (bytes: Buffer): Buffer => sha(sha(bytes));
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};
const u64 = (value: bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
};
const size = (value: number): Buffer => (value < 0xfd ? Buffer.of(value) : Buffer.of(0xfd, value & 0xff, value >> 8));
const sized = (bytes: Buffer): Buffer => Buffer.concat([size(bytes.length), bytes]);

export interface Keys {
  readonly publicKey: Buffer;
  readonly compressed: boolean;
  readonly key: KeyObject;
}

export function keysOf(secret: Uint8Array, compressed: boolean): Keys {
  const curve = createECDH('secp256k1');
  curve.setPrivateKey(secret);
  const point = curve.getPublicKey();
  const jwk = { kty: 'EC', crv: 'secp256k1', d: Buffer.from(secret).toString('base64url'), x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') };
  return { publicKey: compressed ? curve.getPublicKey(null, 'compressed') : point, compressed, key: createPrivateKey({ key: jwk, format: 'jwk' }) };
}

/** 65 bytes over a text with Flux's magic. OpenSSL does not tell which of the two points it took: the one that leads back to the key. */
function compactSignature(message: Buffer, { key, publicKey, compressed }: Keys): Buffer {
  const inner = sha(Buffer.concat([Buffer.from('\x18Zelcash Signed Message:\n'), sized(message)]));
  const compact = sign('sha256', inner, { key, dsaEncoding: 'ieee-p1363' });
  const hash = sha(inner);
  for (const id of [0, 1] as const) {
    const found = tiny.recover(hash, compact, id, compressed);
    if (found !== null && Buffer.from(found).equals(publicKey)) return Buffer.concat([Buffer.of(27 + id + (compressed ? 4 : 0)), compact]);
  }
  throw new Error('the signature leads to no key');
}

export interface Collateral {
  /** Wire order. */
  readonly txid: Buffer;
  readonly ip: string;
}

export function confirm({ txid, ip }: Collateral, time: number, node: Keys, benchmark: Keys): { readonly hashed: Buffer; readonly raw: Buffer } {
  const outpoint = Buffer.concat([txid, u32(0)]);
  const display = Buffer.from(txid).reverse().toString('hex');
  const hashed = Buffer.concat([u32(5), Buffer.of(4), outpoint, u32(time), Buffer.of(1), u32(time), Buffer.of(1), sized(Buffer.from(ip))]);
  const own = compactSignature(Buffer.from(`COutPoint(${display.slice(0, 10)}, 0)01${time}`), node);
  const theirs = compactSignature(Buffer.concat([own, Buffer.from(`1${time}${ip}`)]), benchmark);
  return { hashed, raw: Buffer.concat([hashed, sized(own), sized(theirs)]) };
}

/** Up to 16 an opcode of its own; above it the fewest bytes, with one more where the top bit would be a sign. */
function heightScript(height: number): Buffer {
  if (height <= 16) return Buffer.of(0x50 + height);
  const length = [0x80, 0x8000, 0x800000].filter((limit) => height >= limit).length + 1;
  return Buffer.concat([Buffer.of(length), u32(height).subarray(0, length)]);
}

/** A coinbase of the version 4 form: the height, then what it pays. */
export function coinbase(height: number, outputs: readonly { readonly value: bigint; readonly script: Uint8Array }[]): Buffer {
  const pushed = Buffer.concat([heightScript(height), Buffer.of(0)]);
  return Buffer.concat([
    u32(0x80000004), u32(0x892f2085), size(1), Buffer.alloc(32), u32(0xffffffff), sized(pushed), u32(0xffffffff),
    size(outputs.length), ...outputs.map(({ value, script }) => Buffer.concat([u64(value), sized(Buffer.from(script))])), u32(0), u32(0), u64(0n), Buffer.alloc(3),
  ]);
}

function root(ids: readonly Buffer[]): Buffer {
  let level = [...ids];
  while (level.length > 1) level = Array.from({ length: Math.ceil(level.length / 2) }, (_, at) => sha256d(Buffer.concat([level[2 * at] ?? Buffer.alloc(32), level[2 * at + 1] ?? level[2 * at] ?? Buffer.alloc(32)])));
  return level[0] ?? Buffer.alloc(32);
}

/** @param previous hash of the block before, wire order */
export function ponBlock(previous: Buffer, time: number, maker: Collateral, node: Keys, first: Buffer, confirms: readonly { readonly hashed: Buffer; readonly raw: Buffer }[]): { readonly hash: Buffer; readonly raw: Buffer } {
  const merkle = root([sha256d(first), ...confirms.map(({ hashed }) => sha256d(hashed))]);
  const hashed = Buffer.concat([u32(100), previous, merkle, Buffer.alloc(32), u32(time), u32(0x1f0bffff), maker.txid, u32(0)]);
  const signature = sign('sha256', sha(hashed), { key: node.key, dsaEncoding: 'der' });
  return { hash: sha256d(hashed), raw: Buffer.concat([hashed, sized(signature), size(1 + confirms.length), first, ...confirms.map(({ raw }) => raw)]) };
}
