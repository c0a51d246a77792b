// What Linux says of power, heat and load (Documentation/ABI/testing/sysfs-class-power, sysfs-class-thermal, hwmon; proc_stat(5)). What cannot be read is null.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkReadings } from '../../../shared/pouw/policy';

/** The part of the readings that the system's files give. */
export type SystemReadings = Pick<WorkReadings, 'onBattery' | 'temperatureC' | 'cpuLoadByOthers'>;

export interface LinuxDeps {
  /** The folder that stands for `/`. */
  readonly root: string;
  now(): number;
  /** Milliseconds of processor time that all processes of this app have used so far. */
  ownCpuMs(): number;
}

/** /proc/stat counts in hundredths of a second on every system (USER_HZ). */
const TICK_MS = 10;
/** Shorter measurements are mostly rounding. */
const LEAST_SPAN_MS = 1000;
/** Zones of the processor: those of batteries, radios and disks are warm for other reasons. */
const PROCESSOR_ZONE = /cpu|pkg|core|soc|k10temp|acpitz/i;
const PROCESSOR_SENSOR = /^(coretemp|k10temp|zenpower|cpu_thermal|soc_thermal)$/;

function textOf(...path: string[]): string | null {
  try {
    return readFileSync(join(...path), 'utf8').trim();
  } catch {
    return null;
  }
}

function namesIn(...path: string[]): readonly string[] | null {
  try {
    return readdirSync(join(...path));
  } catch {
    return null;
  }
}

/** Whether the computer runs on its battery. A power supply that is connected decides, then what the batteries say. */
export function onBatteryOf(root: string): boolean | null {
  const folder = join(root, 'sys/class/power_supply');
  const names = namesIn(folder);
  if (names === null) return null;
  const supplies = names.map((name) => ({
    type: textOf(folder, name, 'type'), online: textOf(folder, name, 'online'), status: textOf(folder, name, 'status'), isOfDevice: textOf(folder, name, 'scope') === 'Device',
  })).filter(({ isOfDevice }) => !isOfDevice);
  if (supplies.some(({ type, online }) => type !== 'Battery' && online === '1')) return false;
  const batteries = supplies.filter(({ type }) => type === 'Battery');
  // Nothing that could run empty.
  if (batteries.length === 0) return false;
  const statuses = batteries.map(({ status }) => status);
  if (statuses.includes('Discharging')) return true;
  if (statuses.some((status) => status === 'Charging' || status === 'Full' || status === 'Not charging')) return false;
  return supplies.some(({ type, online }) => type !== 'Battery' && online === '0') ? true : null;
}

/** Degrees Celsius of the warmest sensor of the processor. */
export function temperatureOf(root: string): number | null {
  const [zones, sensors] = [join(root, 'sys/class/thermal'), join(root, 'sys/class/hwmon')];
  const values: (string | null)[] = [];
  for (const zone of namesIn(zones) ?? []) {
    if (zone.startsWith('thermal_zone') && PROCESSOR_ZONE.test(textOf(zones, zone, 'type') ?? '')) values.push(textOf(zones, zone, 'temp'));
  }
  // AMD's processors have no zone.
  for (const sensor of namesIn(sensors) ?? []) {
    if (!PROCESSOR_SENSOR.test(textOf(sensors, sensor, 'name') ?? '')) continue;
    for (const name of namesIn(sensors, sensor) ?? []) if (/^temp\d+_input$/.test(name)) values.push(textOf(sensors, sensor, name));
  }
  // Broken sensors say 0, or far more than silicon survives.
  const degrees = values.map((value) => (value !== null && /^\d{1,7}$/.test(value) ? Number(value) / 1000 : 0)).filter((value) => value > 0 && value < 150);
  return degrees.length === 0 ? null : Math.max(...degrees);
}

interface Ticks {
  readonly busy: number;
  readonly all: number;
}

function ticksOf(root: string): Ticks | null {
  const fields = /^cpu +(\d+) (\d+) (\d+) (\d+) (\d+) (\d+) (\d+) (\d+)/.exec(textOf(root, 'proc/stat') ?? '')?.slice(1).map(Number);
  if (fields === undefined) return null;
  // What a hypervisor took away is nobody's load here; guests are counted as user already.
  const [user = 0, nice = 0, system = 0, idle = 0, wait = 0, irq = 0, soft = 0, steal = 0] = fields;
  const busy = user + nice + system + irq + soft;
  return { busy, all: busy + idle + wait + steal };
}

/** Reads the system each time it is asked. Load needs two readings, a second apart. */
export class LinuxReadings {
  #last: { readonly at: number; readonly ticks: Ticks; readonly own: number } | null = null;
  #load: number | null = null;

  constructor(private readonly deps: LinuxDeps) {}

  read(): SystemReadings {
    return { onBattery: onBatteryOf(this.deps.root), temperatureC: temperatureOf(this.deps.root), cpuLoadByOthers: this.#loadByOthers() };
  }

  #loadByOthers(): number | null {
    const at = this.deps.now();
    const last = this.#last;
    if (last !== null && at >= last.at && at - last.at < LEAST_SPAN_MS) return this.#load;
    const ticks = ticksOf(this.deps.root);
    const own = this.deps.ownCpuMs();
    this.#last = ticks === null ? null : { at, ticks, own };
    this.#load = last === null || ticks === null ? null : loadBetween(last, { ticks, own });
    return this.#load;
  }
}

function loadBetween(before: { ticks: Ticks; own: number }, after: { ticks: Ticks; own: number }): number | null {
  const all = (after.ticks.all - before.ticks.all) * TICK_MS;
  const busy = (after.ticks.busy - before.ticks.busy) * TICK_MS;
  if (all <= 0 || busy < 0) return null;
  // A process of this app that ended takes its time along.
  const own = Math.max(0, after.own - before.own);
  return Math.min(1, Math.max(0, (busy - own) / all));
}
