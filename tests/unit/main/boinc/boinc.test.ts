// BOINC as an optional part: off until it is connected, remembered, its process there only while somebody looks.
import { Boinc, type BoincDeps } from '../../../../main/boinc/boinc';
import type { ProcessState } from '../../../../main/processes/supervisor';
import { zBoincView, type BoincOrder, type BoincReading } from '../../../../shared/contract/boinc';
import { zSettings, type Settings } from '../../../../shared/contract/settings';
import { AppError } from '../../../../shared/errors/app-error';

const READING: BoincReading = { state: 'not-running', at: 2_000, since: 1_000, last: null };

class Stage {
  settings: Settings = zSettings.parse({});
  readonly did: string[] = [];
  state: ProcessState = { state: 'running' };
  alive = false;
  look: () => Promise<BoincReading> = async () => READING;
  changes = 0;
  due: (() => void) | null = null;
  readonly boinc: Boinc;

  constructor(settings: Partial<Settings> = {}) {
    this.settings = { ...this.settings, ...settings };
    const stage = this;
    const deps: BoincDeps = {
      settings: { get: () => stage.settings, set: (patch) => (stage.settings = zSettings.parse({ ...stage.settings, ...patch })) },
      place: { port: 31_999, folder: '/data' },
      after: (milliseconds, act) => {
        expect(milliseconds).toBeGreaterThanOrEqual(30_000);
        stage.due = act;
        return () => { if (stage.due === act) stage.due = null; };
      },
      onChange: () => { stage.changes += 1; },
      log: (line) => void stage.did.push(line),
      child: {
        get calls() {
          if (!stage.alive) throw new AppError('process/gone', 'gone');
          return {
            'boincClient.look': () => stage.look(),
            'boincClient.order': async (order: BoincOrder) => void stage.did.push(JSON.stringify(order)),
          };
        },
        get state() { return stage.state; },
        start: () => {
          stage.alive = true;
          stage.did.push('start');
        },
        end: async () => {
          stage.alive = false;
          stage.did.push('end');
        },
      },
    };
    this.boinc = new Boinc(deps);
  }

  async view() {
    return zBoincView.parse(await this.boinc.view());
  }
}

test('off at first: a look starts nothing, and an order is refused', async () => {
  const stage = new Stage();
  expect(await stage.view()).toEqual({ watching: false, process: null, reading: null });
  await expect(stage.boinc.order({ act: 'processor', mode: 'never', seconds: null })).rejects.toMatchObject({ code: 'boinc/not-watched' });
  expect(stage.did).toEqual([]);
});

test('connected: remembered, started by the first look, once', async () => {
  const stage = new Stage();
  await stage.boinc.watch(true);
  expect(stage.settings.watchBoinc).toBe(true);
  expect(stage.did).toEqual([]);
  expect(await stage.view()).toEqual({ watching: true, process: { state: 'running' }, reading: READING });
  await stage.view();
  await stage.boinc.order({ act: 'processor', mode: 'never', seconds: 3_600 });
  expect(stage.did).toEqual(['start', '{"act":"processor","mode":"never","seconds":3600}']);
  expect(stage.boinc.startMessage()).toEqual({ start: { port: 31_999, folder: '/data' } });
});

test('remembered from an earlier run: nothing runs before somebody looks', async () => {
  const stage = new Stage({ watchBoinc: true });
  expect(stage.did).toEqual([]);
  await stage.view();
  expect(stage.did).toEqual(['start']);
});

test('nobody looks any more: its process ends, and starts again with the next look', async () => {
  const stage = new Stage({ watchBoinc: true });
  await stage.view();
  stage.due?.();
  await stage.view();
  expect(stage.did).toEqual(['start', 'end', 'start']);
});

test('switched off: its process ends, the choice is kept, and a look that was under way says so', async () => {
  const stage = new Stage({ watchBoinc: true });
  let answer: (reading: BoincReading) => void = () => undefined;
  let under: Promise<unknown> = Promise.resolve();
  await new Promise<void>((asked) => {
    stage.look = () => new Promise((resolve) => {
      answer = resolve;
      asked();
    });
    under = stage.view();
  });
  await stage.boinc.watch(false);
  answer(READING);
  expect(await under).toEqual({ watching: false, process: null, reading: null });
  expect(stage.settings.watchBoinc).toBe(false);
  expect(stage.did).toEqual(['start', 'end']);
  expect(stage.due).toBeNull();
});

test('a process that is gone is told as what it is; no reading is made up', async () => {
  const stage = new Stage({ watchBoinc: true });
  stage.state = { state: 'restarting', attempt: 2, reason: { code: 'process/gone', message: '', context: {} } };
  stage.look = () => Promise.reject(new AppError('process/gone', 'gone'));
  expect(await stage.view()).toEqual({ watching: true, process: stage.state, reading: null });
});

test('a process that stopped for good starts again when the person says so', async () => {
  const stage = new Stage({ watchBoinc: true });
  await stage.view();
  stage.state = { state: 'stopped', reason: { code: 'process/gone', message: '', context: {} } };
  await stage.boinc.watch(true);
  expect(stage.did).toEqual(['start', 'start']);
  expect(stage.changes).toBe(1);
});

test('after the app began to quit nothing starts', async () => {
  const stage = new Stage({ watchBoinc: true });
  await stage.view();
  await stage.boinc.quit();
  await stage.view();
  expect(stage.did.filter((line) => line === 'start')).toHaveLength(1);
  expect(stage.did).toContain('end');
});
