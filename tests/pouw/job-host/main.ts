// An Electron app that is nothing but the app's sandboxes and the work process that uses them: what the app does with them, without a wallet.
import { join } from 'node:path';
import { app, BrowserWindow, utilityProcess } from 'electron';
import { Sandboxes } from '../../../main/useful-work/sandboxes';
import { registerScheme } from '../../../main/windows/protocol';
import { toAppError } from '../../../shared/errors/app-error';
import { collectGarbage } from './garbage';
import type { Act, Answered, Asked, ToMain, ToWork } from './messages';

const outDir = join(__dirname, '..');
const sandboxed = !app.commandLine.hasSwitch('no-sandbox');
registerScheme();

void app.whenReady().then(() => {
  const work = utilityProcess.fork(join(__dirname, 'job-host-work.cjs'));
  let cold = true;
  const tell = (message: ToWork): void => work.postMessage(message);
  const sandboxes = new Sandboxes({ outDir, workDir: join(outDir, 'useful-work'), sandboxed, log: console.error, onGone: (id, crashed) => tell({ gone: id, crashed }) });
  const windows = (): BrowserWindow[] => BrowserWindow.getAllWindows().filter((window) => !window.isDestroyed()).sort((left, right) => left.id - right.id);
  const answers: Partial<Record<Act, () => unknown>> = {
    warm: async () => {
      const before = performance.now();
      await sandboxes.warm();
      return performance.now() - before;
    },
    cool: () => {
      sandboxes.closeAll();
      cold = true;
      return null;
    },
    pids: () => ({ work: work.pid ?? 0, sandboxes: windows().map((window) => window.webContents.getOSProcessId()), locked: sandboxed }),
  };
  const answer = (message: Answered): void => void process.send?.(message);
  const serve = async ({ id, act }: Asked, how: () => unknown): Promise<void> => {
    try {
      answer({ id, value: await how() });
    } catch (thrown) {
      answer({ id, error: `${act}: ${String(thrown)}` });
    }
  };
  const open = (id: string): void => {
    // As when useful work is switched on: the first sandbox is begun in the moment in which the first job asks for it.
    if (cold) void sandboxes.warm();
    cold = false;
    sandboxes.open(id, 'wasm').then(
      // One job at a time: the oldest window is its own, the spare was made after it.
      (port) => work.postMessage({ opened: id, pid: windows()[0]?.webContents.getOSProcessId() ?? 0 } satisfies ToWork, [port]),
      (thrown: unknown) => tell({ failed: id, error: { ...toAppError(thrown).toShape(), context: {} } }),
    );
  };
  work.on('message', (message: ToMain) => {
    if ('want' in message) open(message.want);
    else if ('kill' in message) sandboxes.kill(message.kill);
    else answer(message);
  });
  process.on('message', (asked: Asked) => {
    const how = answers[asked.act];
    if (how) return void serve(asked, how);
    if (asked.act === 'collect') collectGarbage();
    tell(asked);
  });
  process.once('disconnect', () => app.exit(0));
});
app.on('window-all-closed', () => undefined);
