// A computer against the thresholds of each tier (fluxbench, pouw 1.3). An estimate: on a server fluxbench decides.

import { z } from 'zod';
import type { CallOutput } from '../../../../shared/contract/base';
import type { stakingWindowCalls } from '../../../../shared/contract/staking';
import { AppError } from '../../../../shared/errors/app-error';
import { FLUX_TIERS } from '../../../../shared/flux/tiers';
import type { Tier } from '../record';

type Checked = CallOutput<(typeof stakingWindowCalls)['staking.hardware']>;
type What = Checked['tiers'][number]['checks'][number]['what'];
/** Null: not measured. Threads; gigabytes of memory and disk; events a second; MB/s; Mbit/s. */
export type Figures = Readonly<Record<What, number | null>>;

const WANTED: Readonly<Record<Tier, Readonly<Record<What, number>>>> = {
  'cumulus': { 'cores': 4, 'memory': 7, 'disk': 220, 'speed': 240, 'disk-speed': 180, 'download': 25, 'upload': 25 },
  'nimbus': { 'cores': 8, 'memory': 30, 'disk': 440, 'speed': 640, 'disk-speed': 180, 'download': 50, 'upload': 50 },
  'stratus': { 'cores': 16, 'memory': 61, 'disk': 880, 'speed': 1520, 'disk-speed': 400, 'download': 100, 'upload': 100 },
};
const WHATS = ['cores', 'memory', 'disk', 'speed', 'disk-speed', 'download', 'upload'] as const satisfies readonly What[];

/** Each figure against each tier; what was not measured is neither good nor bad. */
export function judgeHardware(figures: Figures, source: Checked['source']): Checked {
  return {
    source,
    tiers: FLUX_TIERS.map((tier) => ({ tier, checks: WHATS.map((what) => ({ what, have: figures[what], want: WANTED[tier][what], ok: figures[what] === null ? null : figures[what] >= WANTED[tier][what] })) })),
  };
}

const zFigure = z.union([z.number().nonnegative(), z.string().regex(/^\d{1,9}(\.\d{1,9})?$/).transform(Number)]).optional();
const zBench = z.object({
  cores: zFigure, vcores: zFigure, ram: zFigure, totalstorage: zFigure, ssd: zFigure, disk: zFigure, hdd: zFigure, eps: zFigure, ddwrite: zFigure, diskwritespeed: zFigure, download_speed: zFigure, upload_speed: zFigure,
});

/** @throws AppError staking/not-a-benchmark unless the text is JSON as `fluxbench-cli getbenchmarks` or /daemon/getbenchmarks answer it */
export function readBenchmark(text: string): Figures {
  const bench = zBench.safeParse(unwrapped(text));
  const failed = new AppError('staking/not-a-benchmark', 'not a result of fluxbench');
  if (!bench.success) throw failed;
  const { cores, vcores, ram, totalstorage, ssd, disk, hdd, eps, ddwrite, diskwritespeed, download_speed, upload_speed } = bench.data;
  const figures: Figures = {
    'cores': cores ?? vcores ?? null, 'memory': ram ?? null, 'disk': totalstorage ?? ssd ?? disk ?? hdd ?? null, 'speed': eps ?? null,
    'disk-speed': ddwrite ?? diskwritespeed ?? null, 'download': download_speed ?? null, 'upload': upload_speed ?? null,
  };
  if (Object.values(figures).every((figure) => figure === null)) throw failed;
  return figures;
}

/** FluxOS wraps the result, and some versions write it as text inside. */
function unwrapped(text: string): unknown {
  let value: unknown = text;
  for (let depth = 0; depth < 3; depth += 1) {
    if (typeof value === 'string') {
      try {
        value = JSON.parse(value);
      } catch {
        return null;
      }
    } else if (typeof value === 'object' && value !== null && 'data' in value) value = value.data;
  }
  return value;
}
