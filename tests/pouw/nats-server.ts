// A real nats-server with JetStream (Debian package nats-server), its store in a folder of its own: killed and started again on the same store.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port';

export interface NatsServer {
  readonly url: string;
  /** SIGKILL, in the middle of whatever it does. */
  kill(): Promise<void>;
  /** On the same port and store. */
  start(): Promise<void>;
  /** Kills it and removes its store. */
  end(): Promise<void>;
}

export async function natsServer(): Promise<NatsServer> {
  const folder = mkdtempSync(join(tmpdir(), 'fluxkeep-nats-'));
  const port = await freePort();
  let child: ChildProcess | null = null;
  const kill = async (): Promise<void> => {
    const running = child;
    child = null;
    if (running === null || running.exitCode !== null || running.signalCode !== null) return;
    running.kill('SIGKILL');
    await once(running, 'exit');
  };
  const start = async (): Promise<void> => {
    const begun = spawn('nats-server', ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', folder], { stdio: ['ignore', 'ignore', 'pipe'] });
    child = begun;
    await new Promise<void>((resolve, reject) => {
      let said = '';
      begun.stderr?.on('data', (bytes: Buffer) => {
        said += bytes.toString();
        if (said.includes('Server is ready')) resolve();
      });
      begun.once('error', (error) => reject(new Error(`nats-server does not start (Debian package nats-server): ${error.message}`)));
      begun.once('exit', () => reject(new Error(`nats-server ended: ${said.slice(-2000)}`)));
    });
  };
  await start();
  return {
    url: `nats://127.0.0.1:${port}`, kill, start,
    end: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
