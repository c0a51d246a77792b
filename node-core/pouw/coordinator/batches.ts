// Batches: what somebody publishes becomes jobs, and results of jobs become what was asked for. Only what is the same after a restart
// decides: the batch, its id and the events.

import { createHash } from 'node:crypto';
import { toHex } from '../../../shared/crypto/bytes';
import { digitModel } from '../../../shared/pouw/kinds/digit-model';
import { encodeMolecules } from '../../../shared/pouw/kinds/molecules';
import { encodePrimes } from '../../../shared/pouw/kinds/primes';
import { encodeTile, tilesOf } from '../../../shared/pouw/kinds/render';
import { DIGIT_BYTES, encodeTraining, firstWeights } from '../../../shared/pouw/kinds/train';
import { writeModel } from '../../../shared/pouw/onnx/write-model';
import type { BatchRequest, Blob, Job, Kind } from '../../../shared/pouw/protocol';
import { AppError } from '../../../shared/errors/app-error';
import type { BlobCache } from '../store/blob-cache';
import { need } from '../job/frame';
import { assembleRound, type Made } from './assemble-round';
import type { CoordinatorEvent } from './events';
import { assembleReading, digitsOf, readingPieces } from './digit-reading';
import { ModuleShelf, OUTPUT_BYTES } from './module-shelf';
import type { BatchRecord, CoordinatorState } from './state';

export interface NewBatch {
  readonly batch: string;
  readonly publisher: string;
  readonly request: BatchRequest;
  readonly at: number;
}

/** What one job of a batch is about. */
interface Piece {
  readonly title: string;
  readonly params: Uint8Array;
  readonly inputs: readonly Uint8Array[];
}

/** What a batch's jobs are made of beside the request: weights to begin a round with, or the model that reads. */
interface Given {
  readonly weights?: Float32Array | null;
  readonly model?: Uint8Array;
}

const DAY_MS = 86_400_000;
/** Digits for training; the rest is for the test. */
const TRAINING_DIGITS = 4_000;
const MINIBATCH = 16;
const RATE = 0.1;
/** Liquid argon near its triple point, in reduced units. */
const LIQUID = { density: 0.8, temperature: 1.0, timeStep: 0.004 };
const CREDIT_PER_UNIT: Readonly<Record<Kind, number>> = { primes: 1, molecules: 1, render: 1, train: 1, onnx: 1 };
const SLICES = 16;

export class Batches {
  private constructor(private readonly shelf: ModuleShelf, private readonly blobs: BlobCache, private readonly digits: Uint8Array, private readonly ownModel: Uint8Array) {}

  /** @param folder of the modules @throws AppError pouw/no-modules */
  static async open(folder: string, blobs: BlobCache): Promise<Batches> {
    const shelf = new ModuleShelf(folder, blobs);
    return new Batches(shelf, blobs, await shelf.read('digits.bin'), await shelf.read('digits.onnx'));
  }

  /** The first jobs of a batch. @throws AppError pouw/no-model | pouw/… when it makes no sense */
  async plan(state: CoordinatorState, batch: NewBatch): Promise<Job[]> {
    const { work } = batch.request;
    return this.jobs(batch, 0, work.kind === 'train' ? { weights: firstWeights(seedOf(batch.batch, 0)) } : work.kind === 'onnx' ? { model: await this.modelOf(state, work.model) } : {});
  }

  /** What follows from the results that are there: a round put together, and the jobs of the next. */
  async next(state: CoordinatorState, record: BatchRecord, at: number): Promise<CoordinatorEvent[]> {
    const round = record.rounds.length;
    const jobs = record.jobs.map((id) => state.job(id)).filter((job) => job.round === round);
    if (record.finished || record.failed || jobs.length === 0 || jobs.some(({ state: each }) => each !== 'provisional' && each !== 'final')) return [];
    const outputs = await Promise.all(jobs.map(async ({ leases }) => {
      const result = leases.find(({ standing }) => standing === 'valid')?.result;
      const bytes = result && (await this.blobs.get(result.output.sha256));
      if (!bytes) throw new AppError('blob/missing', 'a result that was stored is not here');
      return bytes;
    }));
    const { work } = record.request;
    const made = work.kind === 'onnx'
      ? reading(assembleReading(work, outputs, await need(this.blobs, jobs[0]?.job.inputs[0]?.sha256 ?? ''), digitsOf(work, this.digits, TRAINING_DIGITS)))
      : assembleRound(work, outputs, this.testDigits, this.shareSizes(work));
    const blob = { sha256: await this.blobs.put(made.bytes), size: made.bytes.length };
    const rounds = work.kind === 'train' ? work.rounds : 1;
    const last = round + 1 >= rounds;
    const following = last || made.weights === null ? [] : await this.jobs({ batch: record.id, publisher: record.publisher, request: record.request, at }, round + 1, { weights: made.weights });
    return [
      { t: 'round', batch: record.id, round, made: blob, media: made.media, loss: made.loss, accuracy: made.accuracy, last, at },
      ...following.map((job) => ({ t: 'job' as const, job, round: round + 1, at })),
    ];
  }

  /** The network of a training run, as a model; the one beside the modules where no run is named. @throws AppError pouw/no-model */
  private async modelOf(state: CoordinatorState, run: string | null): Promise<Uint8Array> {
    if (run === null) return this.ownModel;
    const batch = state.batches.get(run);
    const made = batch?.request.work.kind === 'train' && batch.finished ? batch.rounds.at(-1)?.made : undefined;
    const weights = made && (await this.blobs.get(made.sha256));
    if (!weights) throw new AppError('pouw/no-model', 'there is no such training run that is finished');
    return writeModel(digitModel(new Float32Array(new Uint8Array(weights).buffer)), null);
  }

  private get testDigits(): Uint8Array {
    return this.digits.subarray(TRAINING_DIGITS * DIGIT_BYTES);
  }

  /** Digits of each share of a training run. */
  private shareSizes(work: BatchRequest['work']): number[] {
    if (work.kind !== 'train') return [];
    return Array.from({ length: work.shards }, (_, at) => Math.floor(((at + 1) * TRAINING_DIGITS) / work.shards) - Math.floor((at * TRAINING_DIGITS) / work.shards));
  }

  private async jobs({ batch, publisher, request, at }: NewBatch, round: number, given: Given): Promise<Job[]> {
    const { work } = request;
    const module = await this.shelf.get(work.kind);
    const pieces = this.pieces(request, round, given);
    return Promise.all(pieces.map(async ({ title, params, inputs }, index): Promise<Job> => {
      const id = idOf(batch, round, index);
      const seed = BigInt(`0x${work.kind === 'render' ? idOf(batch, 0, 0).slice(0, 16) : id.slice(0, 16)}`);
      const units = await module.unitsOf(seed, params, inputs);
      return {
        v: 1, id, batch, publisher, kind: work.kind, title: title.slice(0, 200), module: module.blob, inputs: await Promise.all(inputs.map((input) => this.store(input))),
        params: toHex(params), seed: seed.toString(16).padStart(16, '0'), output: work.kind === 'train' || work.kind === 'onnx' ? 'f32' : work.kind === 'molecules' ? 'f64' : 'bytes',
        limits: { memPages: module.memPages, wallSeconds: 7200, outputBytes: OUTPUT_BYTES },
        units, slices: Math.min(SLICES, units), delayBoundSeconds: 86_400,
        // A training round goes into the next: nothing of it may be taken back later.
        replication: { minQuorum: 2, maxErrors: 8, maxTotal: 24, adaptive: work.kind !== 'train' },
        creditPerUnit: CREDIT_PER_UNIT[work.kind], expires: at + 30 * DAY_MS,
      };
    }));
  }

  private async store(input: Uint8Array): Promise<Blob> {
    return { sha256: await this.blobs.put(input), size: input.length };
  }

  private pieces({ title, work }: BatchRequest, round: number, { weights, model }: Given): Piece[] {
    switch (work.kind) {
      case 'render': return tilesOf(work).map((tile, index) => ({ title: `${title}, tile ${index + 1}`, params: encodeTile(tile), inputs: [] }));
      case 'train': {
        const bytes = new Uint8Array((weights ?? new Float32Array(0)).buffer);
        let from = 0;
        return this.shareSizes(work).map((size, index) => {
          const shard = this.digits.subarray(from * DIGIT_BYTES, (from + size) * DIGIT_BYTES);
          from += size;
          return { title: `${title}, round ${round + 1}, share ${index + 1}`, params: encodeTraining({ epochs: work.epochs, batch: MINIBATCH, rate: RATE }), inputs: [bytes, shard] };
        });
      }
      case 'primes': {
        const [from, count, jobs] = [BigInt(work.from), BigInt(work.count), BigInt(work.jobs)];
        return Array.from({ length: work.jobs }, (_, index) => {
          const [start, end] = [from + (count * BigInt(index)) / jobs, from + (count * BigInt(index + 1)) / jobs];
          return { title: `${title}, part ${index + 1}`, params: encodePrimes({ from: start, count: end - start }), inputs: [] };
        });
      }
      case 'molecules': return Array.from({ length: work.replicas }, (_, index) => ({ title: `${title}, replica ${index + 1}`, params: encodeMolecules({ ...LIQUID, particles: work.particles - (work.particles % 2), steps: work.steps }), inputs: [] }));
      case 'onnx': return readingPieces(title, work, model ?? this.ownModel, digitsOf(work, this.digits, TRAINING_DIGITS));
    }
  }
}

const reading = (bytes: Uint8Array): Made => ({ bytes, media: 'application/x-digits-read+json', loss: null, accuracy: null, weights: null });

/** The id of a job follows from its place: a restart that plans a round again plans the same jobs. */
function idOf(batch: string, round: number, index: number): string {
  return createHash('sha256').update(`${batch} ${round} ${index}`).digest('hex').slice(0, 32);
}

const seedOf = (batch: string, round: number): number => parseInt(idOf(batch, round, -1).slice(0, 8), 16);
