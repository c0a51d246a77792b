// Coordinators from the command line on one stream of NATS: one is killed in the middle of a batch, another takes over.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { nodeKey } from '../../../node-core/pouw/ident/node-key';
import { CoordinatorClient } from '../../../node-core/pouw/worker/coordinator-client';
import { inProject } from '../../../build/setup/paths.mjs';
import { until } from '../../e2e/harness/until';
import { natsServer, type NatsServer } from '../../pouw/nats-server';

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), 'fluxkeep-takeover-'));
const children = new Set<ChildProcess>();
let server: NatsServer;
beforeAll(async () => { server = await natsServer(); });
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await server.end();
  rmSync(folder, { recursive: true, force: true });
});

/** A command that says when it is ready. */
async function start(...args: string[]): Promise<{ child: ChildProcess; said: Record<string, unknown> }> {
  const child = spawn(process.execPath, [inProject('out/node/fluxkeep-node.cjs'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  let trouble = '';
  child.stderr.on('data', (bytes: Buffer) => { trouble += bytes.toString(); });
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line) as Record<string, unknown>;
    if (said.event === 'ready') {
      child.stdout.resume();
      return { child, said };
    }
  }
  throw new Error(`it ended: ${trouble.slice(-1_000)}`);
}

const coordinator = (port: string) => start('coordinator', '--folder', join(folder, 'coordinator'), '--nats', server.url, '--port', port, '--network', 'practice');

it('a batch survives the machine of its coordinator', async () => {
  const first = await coordinator('0');
  const url = String(first.said.url);
  for (const name of ['a', 'b']) await start('worker', '--coordinator', url, '--folder', join(folder, name), '--jobs', '1', '--keep-every-ms', '100');
  const client = new CoordinatorClient(url, nodeKey(join(folder, 'publisher', 'node-key.pem')), Date.now);
  await client.register({ host: { runtime: 'test', cores: 1, memoryMegabytes: 1, kinds: ['primes'] }, delegation: null });
  const { id } = await client.submit({ title: 'A stretch', work: { kind: 'primes', from: '0', count: '100000000', jobs: 3 } });
  const batch = async () => (await client.batches().catch(() => [])).find((each) => each.id === id);
  await until('a result', async () => ((await batch())?.done ?? 0) >= 1, 60_000);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  await coordinator(new URL(url).port);
  await until('the batch', async () => (await batch())?.state === 'finished', 60_000);
  const tally = JSON.parse(Buffer.from(await client.blob((await batch())?.result?.blob ?? { sha256: '', size: 0 })).toString()) as unknown;
  // π(10⁸), OEIS A006880.
  expect(tally).toMatchObject({ primes: '5761455' });
});

it('says what is wrong with a stream or a server', async () => {
  for (const [args, words] of [
    [['--nats', 'nats://127.0.0.1:9'], /no NATS server answers/],
    [['--nats', 'http://127.0.0.1:9'], /--nats takes nats:/],
    [['--nats', server.url, '--nats-stream', 'a b'], /--nats-stream takes/],
  ] as const) await expect(start('coordinator', '--folder', join(folder, 'other'), '--port', '0', ...args)).rejects.toThrow(words);
});
