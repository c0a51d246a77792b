// Jobs of molecular dynamics. Params: particles u32, steps u32, density f64, temperature f64, time step f64, in reduced units of
// Lennard-Jones. Output f64: energies for each particle at 64 moments of the run, then all positions.

import { AppError } from '../../errors/app-error';

export interface MoleculesParams {
  /** Even, 8 to 1024. */
  readonly particles: number;
  readonly steps: number;
  readonly density: number;
  readonly temperature: number;
  readonly timeStep: number;
}

const POINTS = 64;

export function encodeMolecules({ particles, steps, density, temperature, timeStep }: MoleculesParams): Uint8Array {
  const params = new Uint8Array(32);
  const view = new DataView(params.buffer);
  view.setUint32(0, particles, true);
  view.setUint32(4, steps, true);
  view.setFloat64(8, density, true);
  view.setFloat64(16, temperature, true);
  view.setFloat64(24, timeStep, true);
  return params;
}

export interface MoleculesRun {
  readonly energies: Float64Array;
  readonly positions: Float64Array;
  /** Largest distance of an energy from the first one. */
  readonly drift: number;
}

/** @throws AppError pouw/bad-output */
export function decodeMolecules(output: Uint8Array): MoleculesRun {
  if (output.length < 8 * (POINTS + 24) || (output.length / 8 - POINTS) % 3 !== 0) throw new AppError('pouw/bad-output', 'this is no run of molecules');
  const values = new Float64Array(output.slice().buffer);
  const energies = values.slice(0, POINTS);
  const [first = 0] = energies;
  return { energies, positions: values.slice(POINTS), drift: Math.max(...energies.map((energy) => Math.abs(energy - first))) };
}
