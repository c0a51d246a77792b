// Molecular dynamics in plain TypeScript, from the textbook: Lennard-Jones pairs in a periodic box, velocity Verlet, reduced units.
// All numbers are doubles, which are the same everywhere; the order of sums is part of the result.
import type { MoleculesParams } from '../../../../../shared/pouw/kinds/molecules';

type Vector = [number, number, number];
interface Particle {
  readonly place: Vector;
  readonly speed: Vector;
  readonly force: Vector;
}

const POINTS = 64;
const STEPS_OF_A_UNIT = 10;
const AXES = [0, 1, 2] as const;

/** SplitMix64 (Steele, Lea, Flood 2014), as a number in [-1, 1). */
function splitMix(seed: bigint): () => number {
  const wrap = (value: bigint): bigint => BigInt.asUintN(64, value);
  let state = seed;
  return () => {
    state = wrap(state + 0x9e3779b97f4a7c15n);
    let z = state;
    z = wrap((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
    z = wrap((z ^ (z >> 27n)) * 0x94d049bb133111ebn);
    z ^= z >> 31n;
    return Number(z >> 11n) / 2 ** 52 - 1;
  };
}

/** Newton's iteration: Math.cbrt may differ from one engine to the next. */
function cubeRoot(x: number): number {
  let root = 10;
  for (let each = 0; each < 40; each += 1) root = (2 * root + x / (root * root)) * (1 / 3);
  return root;
}

/** To the nearest whole number, halves to the even one, as IEEE 754 has it (Math.round takes halves up). */
function nearest(x: number): number {
  const below = Math.floor(x);
  const rest = x - below;
  if (rest !== 0.5) return rest < 0.5 ? below : below + 1;
  return below % 2 === 0 ? below : below + 1;
}

/** Particles on a grid that is filled from its first place, with speeds of the temperature; the whole does not drift. */
function startOf({ particles, temperature }: MoleculesParams, box: number, seed: bigint): Particle[] {
  let side = 1;
  while (side ** 3 < particles) side += 1;
  const all = Array.from({ length: particles }, (_, at): Particle => {
    const grid: Vector = [at % side, Math.floor(at / side) % side, Math.floor(at / (side * side))];
    return { place: grid.map((each) => (each + 0.5) * (box / side)) as Vector, speed: [0, 0, 0], force: [0, 0, 0] };
  });
  const random = splitMix(seed);
  for (const axis of AXES) {
    // Four even numbers make nearly a normal one; √3/2 gives the sum a variance of one.
    for (const particle of all) particle.speed[axis] = (random() + random() + random() + random()) * 0.8660254037844386 * Math.sqrt(temperature);
    const mean = all.reduce((sum, { speed }) => sum + speed[axis], 0) / particles;
    for (const particle of all) particle.speed[axis] -= mean;
  }
  return all;
}

/**
 * Sets all forces.
 * @returns the potential energy, 4(r⁻¹² − r⁻⁶), moved so that it is zero where it is cut off
 */
function setForces(all: readonly Particle[], box: number): number {
  const reach = Math.min(box * 0.5, 2.5);
  const closest = 1 / (reach * reach);
  // Products, not powers: how an engine rounds a power is its own affair.
  const edge = closest * closest * closest;
  const shift = 4 * edge * (edge - 1);
  for (const { force } of all) force.fill(0);
  // The module has two lanes of doubles: what comes from particles with an even number is summed in one, odd in the other, and the
  // two sums are added once at the end. That order is what makes the bits, so it is kept here.
  const potential: [number, number] = [0, 0];
  all.forEach((one, i) => {
    const pull: [Vector, Vector] = [[0, 0, 0], [0, 0, 0]];
    for (let j = i + 1; j < all.length; j += 1) {
      const other = all[j];
      if (!other) continue;
      const lane = j % 2 === 0 ? 0 : 1;
      const apart = AXES.map((axis) => {
        const straight = one.place[axis] - other.place[axis];
        // The nearest of the other's images in the neighbouring boxes.
        return straight - box * nearest(straight * (1 / box));
      }) as Vector;
      const distance = apart[0] * apart[0] + apart[1] * apart[1] + apart[2] * apart[2];
      if (distance >= reach * reach) continue;
      const inverse = 1 / distance;
      const six = inverse * inverse * inverse;
      potential[lane] += 4 * six * (six - 1) - shift;
      const strength = 24 * inverse * six * (six + six - 1);
      for (const axis of AXES) {
        pull[lane][axis] += strength * apart[axis];
        other.force[axis] -= strength * apart[axis];
      }
    }
    for (const axis of AXES) one.force[axis] += pull[0][axis] + pull[1][axis];
  });
  return potential[0] + potential[1];
}

/** Energies for each particle at 64 moments, then all places. */
export function runMolecules(params: MoleculesParams, seed: bigint): Uint8Array {
  const { particles, steps, density, timeStep } = params;
  const box = cubeRoot(particles / density);
  const all = startOf(params, box, seed);
  setForces(all, box);
  const units = Math.ceil(steps / STEPS_OF_A_UNIT);
  const energies: number[] = [];
  for (let unit = 1; unit <= units; unit += 1) {
    let potential = 0;
    for (let step = 0; step < STEPS_OF_A_UNIT; step += 1) {
      for (const { place, speed, force } of all) for (const axis of AXES) {
        speed[axis] += timeStep * 0.5 * force[axis];
        const moved = place[axis] + timeStep * speed[axis];
        place[axis] = moved - box * Math.floor(moved / box);
      }
      potential = setForces(all, box);
      for (const { speed, force } of all) for (const axis of AXES) speed[axis] += timeStep * 0.5 * force[axis];
    }
    const moving = all.reduce((sum, { speed: [x, y, z] }) => sum + 0.5 * (x * x + y * y + z * z), 0);
    // Point p (from 1) belongs to the first unit that ends at p/64 of the run or later.
    while (energies.length < POINTS && Math.ceil(((energies.length + 1) * units) / POINTS) <= unit) energies.push((moving + potential) / particles);
  }
  return new Uint8Array(Float64Array.from([...energies, ...all.flatMap(({ place }) => place)]).buffer);
}
