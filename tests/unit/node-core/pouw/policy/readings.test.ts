// Power, heat and load as Linux writes them, from folders that a test fills.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LinuxReadings, onBatteryOf, temperatureOf } from '../../../../../node-core/pouw/policy/readings';
import { temporaryFolder } from '../../practice/temporary';

function rootWith(files: Readonly<Record<string, string>>): string {
  const root = temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), `${content}\n`);
  }
  return root;
}
const power = (supplies: Readonly<Record<string, Readonly<Record<string, string>>>>): string =>
  rootWith(Object.fromEntries(Object.entries(supplies).flatMap(([name, files]) => Object.entries(files).map(([file, content]) => [`sys/class/power_supply/${name}/${file}`, content]))));

test.each([
  ['a laptop on its plug', { AC: { type: 'Mains', online: '1' }, BAT0: { type: 'Battery', status: 'Charging' } }, false],
  ['a full laptop that its supply keeps discharging a little', { AC: { type: 'Mains', online: '1' }, BAT0: { type: 'Battery', status: 'Discharging' } }, false],
  ['a laptop without its plug', { AC: { type: 'Mains', online: '0' }, BAT0: { type: 'Battery', status: 'Discharging' } }, true],
  ['a laptop that says nothing of its battery', { AC: { type: 'Mains', online: '0' }, BAT0: { type: 'Battery', status: 'Unknown' } }, true],
  ['a plug by USB', { 'ucsi-source-psy-USBC000:001': { type: 'USB', online: '1' }, BAT0: { type: 'Battery', status: 'Not charging' } }, false],
  ['a battery without a word of a plug', { BAT0: { type: 'Battery', status: 'Discharging' } }, true],
  ['a full battery without a word of a plug', { BAT0: { type: 'Battery', status: 'Full' } }, false],
  ['a battery that says nothing', { BAT0: { type: 'Battery', status: 'Unknown' } }, null],
  ['a mouse with a battery', { hidpp_battery_0: { type: 'Battery', status: 'Discharging', scope: 'Device' } }, false],
])('%s', (_, supplies, expected) => {
  expect(onBatteryOf(power(supplies))).toBe(expected);
});

test('a system that tells nothing of power is unknown', () => {
  expect(onBatteryOf(rootWith({}))).toBeNull();
});

test('the warmest sensor of the processor counts, others do not', () => {
  expect(temperatureOf(rootWith({
    'sys/class/thermal/thermal_zone0/type': 'acpitz', 'sys/class/thermal/thermal_zone0/temp': '41000',
    'sys/class/thermal/thermal_zone1/type': 'x86_pkg_temp', 'sys/class/thermal/thermal_zone1/temp': '63500',
    'sys/class/thermal/thermal_zone2/type': 'iwlwifi_1', 'sys/class/thermal/thermal_zone2/temp': '91000',
    'sys/class/thermal/cooling_device0/type': 'Processor',
    'sys/class/hwmon/hwmon0/name': 'k10temp', 'sys/class/hwmon/hwmon0/temp1_input': '71250', 'sys/class/hwmon/hwmon0/temp1_max': '99000',
    'sys/class/hwmon/hwmon1/name': 'nvme', 'sys/class/hwmon/hwmon1/temp1_input': '95000',
  }))).toBe(71.25);
});

test.each(['0', '-1000', '200000', 'x', ''])('a sensor that says %j says nothing', (temp) => {
  expect(temperatureOf(rootWith({ 'sys/class/thermal/thermal_zone0/type': 'cpu-thermal', 'sys/class/thermal/thermal_zone0/temp': temp }))).toBeNull();
});

test('no sensor at all', () => {
  expect(temperatureOf(rootWith({}))).toBeNull();
});

test('load is what others use of all processors between two readings', () => {
  const root = rootWith({ 'proc/stat': 'cpu  100 0 100 1000 0 0 0 0 0 0\ncpu0 1 2 3' });
  let [now, own] = [0, 0];
  const readings = new LinuxReadings({ root, now: () => now, ownCpuMs: () => own });
  const stat = (line: string): void => writeFileSync(join(root, 'proc/stat'), line);
  expect(readings.read().cpuLoadByOthers).toBeNull();
  // Two processors for two seconds: 400 ticks, of which 200 busy, half of them by this app.
  [now, own] = [2000, 1000];
  stat('cpu  200 50 150 1150 50 0 0 0 0 0\n');
  expect(readings.read().cpuLoadByOthers).toBeCloseTo(0.25);
  now = 2500;
  stat('cpu  900 50 150 1150 50 0 0 0 0 0\n');
  expect(readings.read().cpuLoadByOthers).toBeCloseTo(0.25);
  // More of its own than there was: counters of processes and of the system do not tick together.
  [now, own] = [4000, 20_000];
  expect(readings.read().cpuLoadByOthers).toBe(0);
  now = 6000;
  stat('nonsense');
  expect(readings.read().cpuLoadByOthers).toBeNull();
  now = 8000;
  stat('cpu  1 0 0 1 0 0 0 0 0 0\n');
  expect(readings.read().cpuLoadByOthers).toBeNull();
});

test('the system that this runs on answers without an error', () => {
  const readings = new LinuxReadings({ root: '/', now: () => 0, ownCpuMs: () => 0 }).read();
  expect(Object.keys(readings).sort()).toEqual(['cpuLoadByOthers', 'onBattery', 'temperatureC']);
});
