// One vault in memory: a random master key wrapped by the password, records sealed under keys of their own. Knows no disk.

import type { NetworkId } from '../../../shared/chains/ids';
import { AppError } from '../../../shared/errors/app-error';
import type { PasswordHasher } from './argon2';
import { decodeEnvelope, encodeEnvelope, macInput, type Envelope, type RecordType, type SealedRecord, type VaultBody } from './envelope';
import { assertKdf, kdfIsOld, type KdfParams, type KdfPolicy } from './kdf';
import { passwordBytes } from './password';
import { decodePayload, encodePayload, type Payload } from './payload';
import { macHolds, macOf, openRecord, sealRecord, unwrapMaster, wrapMaster, type Random, type SealContext } from './seal';

/** What a vault needs from outside. `now` in milliseconds since 1970. */
export interface VaultTools {
  readonly random: Random;
  readonly hash: PasswordHasher;
  readonly now: () => number;
  readonly kdf: KdfPolicy;
}

const MASTER_BYTES = 32;
const SALT_BYTES = 16;
const ID_BYTES = 16;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const contextOf = (body: { id: string; network: NetworkId }): SealContext => ({ format: 'fluxkeep-vault', v: 1, vault: body.id, network: body.network });

/** 32 stretched bytes of a password; the bounds are checked before the hash takes its memory. */
async function stretch(tools: VaultTools, password: string, salt: Uint8Array, params: KdfParams): Promise<Uint8Array> {
  assertKdf(params, tools.kdf);
  const bytes = passwordBytes(password);
  try {
    return await tools.hash(bytes, salt, params);
  } finally {
    bytes.fill(0);
  }
}

/** A fresh slot for a master key: new salt, today's parameters. */
async function makeSlot(tools: VaultTools, password: string, master: Uint8Array, context: SealContext): Promise<Pick<VaultBody, 'kdf' | 'slots'>> {
  const { m, t, p } = tools.kdf.make;
  const salt = tools.random(SALT_BYTES);
  const stretched = await stretch(tools, password, salt, { m, t, p });
  try {
    return {
      kdf: { name: 'argon2id', v: 19, m, t, p, salt: Buffer.from(salt).toString('base64url') },
      slots: [{ type: 'password', ...wrapMaster(master, stretched, context, tools.random) }],
    };
  } finally {
    stretched.fill(0);
  }
}

/** @returns the master key @throws AppError vault/wrong-password, vault/kdf-refused */
async function masterOf(tools: VaultTools, envelope: Pick<Envelope, 'kdf' | 'slots' | 'id' | 'network'>, password: string): Promise<Uint8Array> {
  const { m, t, p, salt } = envelope.kdf;
  const stretched = await stretch(tools, password, Buffer.from(salt, 'base64url'), { m, t, p });
  try {
    const slot = envelope.slots[0];
    const master = slot ? unwrapMaster(slot, stretched, contextOf(envelope)) : null;
    if (!master) throw new AppError('vault/wrong-password', 'the password does not open this vault');
    return master;
  } finally {
    stretched.fill(0);
  }
}

export class Vault {
  private wiped = false;

  private constructor(
    private readonly tools: VaultTools,
    private readonly master: Uint8Array,
    private body: VaultBody,
  ) {}

  /** A new, empty vault of generation 0; `bytesForSave` makes it generation 1. */
  static async create(tools: VaultTools, network: NetworkId, password: string): Promise<Vault> {
    const id = hex(tools.random(ID_BYTES));
    const master = Uint8Array.from(tools.random(MASTER_BYTES));
    const slot = await makeSlot(tools, password, master, contextOf({ id, network }));
    return new Vault(tools, master, { format: 'fluxkeep-vault', v: 1, id, network, gen: 0, created: tools.now(), ...slot, records: [] });
  }

  /**
   * Opens a file with its password and checks all of it.
   * @throws AppError vault/damaged, vault/newer-version, vault/kdf-refused, vault/wrong-password
   */
  static async open(tools: VaultTools, bytes: Uint8Array, password: string): Promise<Vault> {
    const envelope = decodeEnvelope(bytes);
    const master = await masterOf(tools, envelope, password);
    try {
      return Vault.checked(tools, master, envelope);
    } catch (error) {
      master.fill(0);
      throw error;
    }
  }

  private static checked(tools: VaultTools, master: Uint8Array, envelope: Envelope): Vault {
    const { mac, sum: _sum, ...body } = envelope;
    if (!macHolds(master, macInput(body), mac)) throw new AppError('vault/damaged', 'the vault does not match its seal', { context: { what: 'mac' } });
    if (new Set(body.records.map(({ id }) => id)).size !== body.records.length) throw new AppError('vault/damaged', 'a record stands twice', { context: { what: 'records' } });
    return new Vault(tools, master, body);
  }

  get id(): string { return this.body.id; }
  get network(): NetworkId { return this.body.network; }
  get generation(): number { return this.body.gen; }
  get created(): number { return this.body.created; }
  get kdfIsOld(): boolean { return kdfIsOld(this.body.kdf, this.tools.kdf); }

  /** Ids of the records of one type, in the order they were added. */
  list(type: RecordType): string[] {
    return this.body.records.filter((record) => record.type === type).map(({ id }) => id);
  }

  /** Opens one record. The caller wipes `secret`. @throws AppError vault/no-record, vault/damaged, vault/bad-record */
  read<T extends RecordType>(type: T, id: string): Payload<T> {
    this.assertOpen();
    const record = this.body.records.find((one) => one.id === id && one.type === type);
    if (!record) throw new AppError('vault/no-record', 'no such record', { context: { type } });
    return this.openSealed(type, record);
  }

  private openSealed<T extends RecordType>(type: T, record: SealedRecord): Payload<T> {
    const plain = openRecord(this.master, contextOf(this.body), record);
    if (!plain) throw new AppError('vault/damaged', 'a record does not match its seal', { context: { what: 'record' } });
    try {
      return decodePayload(type, plain);
    } finally {
      plain.fill(0);
    }
  }

  /** The only record of a type that stands at most once; null when it is not there. */
  readSingle<T extends RecordType>(type: T): Payload<T> | null {
    const [id] = this.list(type);
    return id === undefined ? null : this.read(type, id);
  }

  /** Adds a record in memory; it is on disk after the next save. @returns its id */
  add<T extends RecordType>(type: T, payload: Payload<T>): string {
    this.assertOpen();
    const id = hex(this.tools.random(ID_BYTES));
    this.body = { ...this.body, records: [...this.body.records, this.sealed(type, id, payload)] };
    return id;
  }

  /** Replaces a record under a fresh nonce. @throws AppError vault/no-record */
  replace<T extends RecordType>(type: T, id: string, payload: Payload<T>): void {
    this.assertOpen();
    if (!this.list(type).includes(id)) throw new AppError('vault/no-record', 'no such record', { context: { type } });
    const sealed = this.sealed(type, id, payload);
    this.body = { ...this.body, records: this.body.records.map((record) => (record.id === id ? sealed : record)) };
  }

  /** Replaces the single record of a type, or adds it. */
  putSingle<T extends RecordType>(type: T, payload: Payload<T>): void {
    const [id] = this.list(type);
    if (id === undefined) this.add(type, payload);
    else this.replace(type, id, payload);
  }

  /** @throws AppError vault/no-record */
  remove(type: RecordType, id: string): void {
    this.assertOpen();
    if (!this.list(type).includes(id)) throw new AppError('vault/no-record', 'no such record', { context: { type } });
    this.body = { ...this.body, records: this.body.records.filter((record) => record.id !== id) };
  }

  private sealed<T extends RecordType>(type: T, id: string, payload: Payload<T>): SealedRecord {
    const plain = encodePayload(type, payload);
    try {
      return { id, type, ...sealRecord(this.master, contextOf(this.body), id, type, plain, this.tools.random) };
    } finally {
      plain.fill(0);
    }
  }

  /** @throws AppError vault/wrong-password */
  async assertPassword(password: string): Promise<void> {
    (await masterOf(this.tools, this.body, password)).fill(0);
  }

  /** Wraps the same master key under another password (or today's parameters); no record is touched. */
  async rewrap(password: string): Promise<void> {
    this.assertOpen();
    this.body = { ...this.body, ...(await makeSlot(this.tools, password, this.master, contextOf(this.body))) };
  }

  /** What a failed save puts back. */
  snapshot(): VaultBody {
    return this.body;
  }

  restore(body: VaultBody): void {
    this.body = body;
  }

  /** The file of the next generation. @param atLeast a generation that must be exceeded, after a fall-back to an older file */
  bytesForSave(atLeast = 0): Uint8Array {
    this.assertOpen();
    this.body = { ...this.body, gen: Math.max(this.body.gen, atLeast) + 1 };
    return encodeEnvelope(this.body, macOf(this.master, macInput(this.body)));
  }

  /** Reads a file back with the key at hand: whole MAC and every record. @throws AppError vault/damaged */
  verify(bytes: Uint8Array): void {
    const copy = Vault.checked(this.tools, this.master, decodeEnvelope(bytes));
    for (const record of copy.body.records) copy.openSealed(record.type, record).secret.fill(0);
  }

  /** Overwrites the master key. JavaScript cannot promise more; ending the process can. */
  wipe(): void {
    this.wiped = true;
    this.master.fill(0);
  }

  private assertOpen(): void {
    if (this.wiped) throw new AppError('vault/locked', 'the vault is locked');
  }
}
