// The modules that a coordinator hands out: looked at, counted, and put where workers fetch them.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/app-error';
import { encodeFrame } from '../../../shared/pouw/abi';
import { admit, type Admitted } from '../../../shared/pouw/admit/admit';
import { decodeOnnx, unitsOf } from '../../../shared/pouw/kinds/onnx';
import { ONNX_RUNTIME } from '../../../shared/pouw/onnx/runtime';
import type { Blob, Kind } from '../../../shared/pouw/protocol';
import { JobRun } from '../../../shared/pouw/run';
import type { BlobCache } from '../store/blob-cache';

/** File of each kind's module. */
const FILES: Readonly<Partial<Record<Kind, string>>> = { primes: 'primes.wasm', molecules: 'molecules.wasm', render: 'tile.wasm', train: 'digits.wasm' };
const MEM_PAGES = 64;
/** The runtime for models itself needs sixteen mebibytes. */
const RUNTIME_MEM_PAGES = 2_048;
export const OUTPUT_BYTES = 1_048_576;

export interface ShelvedModule {
  readonly blob: Blob;
  /** Pages that a job may have. */
  readonly memPages: number;
  /** Units of work that the module counts for an input. @throws AppError pouw/job-input when it refuses it */
  unitsOf(seed: bigint, params: Uint8Array, inputs: readonly Uint8Array[]): Promise<number>;
}

/** What a job of a model names in place of a module. It is not handed out: workers have it, or do not take such jobs. */
const RUNTIME: ShelvedModule = { blob: ONNX_RUNTIME, memPages: RUNTIME_MEM_PAGES, unitsOf: (_seed, params) => Promise.resolve(unitsOf(decodeOnnx(params))) };

export class ModuleShelf {
  private readonly loaded = new Map<Kind, ShelvedModule>();

  constructor(private readonly folder: string, private readonly blobs: BlobCache) {}

  /** @throws AppError pouw/no-modules */
  async get(kind: Kind): Promise<ShelvedModule> {
    if (kind === 'onnx') return RUNTIME;
    const known = this.loaded.get(kind);
    if (known) return known;
    const file = FILES[kind];
    if (file === undefined) throw new AppError('pouw/no-modules', 'this coordinator has no module of that kind');
    const bytes = new Uint8Array(await this.read(file));
    const admitted = admit(bytes, { memPages: MEM_PAGES });
    const compiled = await WebAssembly.compile(bytes);
    const shelved = { blob: { sha256: await this.blobs.put(bytes), size: bytes.length }, memPages: MEM_PAGES, unitsOf: units(compiled, admitted) };
    // It stays for as long as the coordinator runs.
    this.blobs.hold(shelved.blob.sha256);
    this.loaded.set(kind, shelved);
    return shelved;
  }

  /** A file beside the modules. @throws AppError pouw/no-modules */
  async read(file: string): Promise<Uint8Array> {
    try {
      return await readFile(join(this.folder, file));
    } catch (cause) {
      throw new AppError('pouw/no-modules', 'a module of the package is not here', { cause });
    }
  }
}

function units(compiled: WebAssembly.Module, admitted: Admitted): ShelvedModule['unitsOf'] {
  return async (seed, params, inputs) => (await JobRun.start(compiled, admitted, encodeFrame({ seed, params, inputs }), { outputBytes: OUTPUT_BYTES })).total;
}
