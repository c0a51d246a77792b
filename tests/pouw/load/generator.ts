// Workers that ask a coordinator's door, in a process of their own: `generator URL FOLDER WORKERS CYCLES AT_ONCE`. Prints the figures as JSON.
import { join } from 'node:path';
import { nodeKey } from '../../../node-core/pouw/ident/node-key';
import { CoordinatorClient } from '../../../node-core/pouw/worker/coordinator-client';
import { load, OUTPUT, REGISTRATION, SLICES, type Way } from './load';

async function run([url = '', folder = '', workers = '', cycles = '', atOnce = '']: readonly string[]): Promise<void> {
  const ways = await Promise.all(Array.from({ length: Number(workers) }, async (_, index): Promise<Way> => {
    const key = nodeKey(join(folder, `${index}.pem`));
    const client = new CoordinatorClient(url, key, Date.now);
    await client.register(REGISTRATION);
    return {
      id: key.id,
      lease: async () => (await client.lease({ kinds: ['primes'], holds: [] })).lease,
      commit: (lease, commitment) => client.commit(lease, commitment),
      heartbeat: (lease) => client.heartbeat(lease, SLICES),
      result: async (lease, result) => {
        await client.putBlob(OUTPUT);
        return client.result(lease, result);
      },
    };
  }));
  process.stdout.write(JSON.stringify(await load(ways, Number(cycles), Number(atOnce))));
}

void run(process.argv.slice(2)).catch((thrown: unknown) => {
  console.error(thrown);
  process.exitCode = 1;
});
