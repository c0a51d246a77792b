// The coordinator's log in a stream of a real nats-server, which is killed now and then.
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import type { CoordinatorEvent } from '../../../node-core/pouw/coordinator/events';
import { NatsEventLog } from '../../../node-core/pouw/coordinator/nats-event-log';
import { keeperSuite } from '../../pouw/keepers/suite';
import { natsServer, type NatsServer } from '../../pouw/nats-server';

jest.setTimeout(120_000);

let server: NatsServer;
beforeAll(async () => { server = await natsServer(); });
afterAll(() => server.end());

let streams = 0;
const named = (): string => `TEST-${(streams += 1)}`;
const open = (stream: string, patienceMs?: number): Promise<NatsEventLog> => NatsEventLog.open({ servers: server.url, stream, ...(patienceMs === undefined ? {} : { patienceMs }) });
const event = (at: number): CoordinatorEvent => ({ t: 'lapsed', lease: at.toString(16).padStart(32, '0'), at });
async function read(stream: string): Promise<CoordinatorEvent[]> {
  const log = await open(stream);
  const events: CoordinatorEvent[] = [];
  await log.replay((each) => events.push(each)).finally(() => log.close());
  return events;
}

keeperSuite('NATS', async () => {
  const stream = named();
  return { open: () => open(stream) };
}, 7);

it('a server that is killed while it is written to loses nothing that was acknowledged and keeps nothing twice', async () => {
  const stream = named();
  const log = await open(stream);
  await log.replay(() => undefined);
  const appended: CoordinatorEvent[] = [];
  for (let kill = 0; kill < 3; kill += 1) {
    const flood = Array.from({ length: 200 }, (_, at) => event(kill * 1_000 + at));
    appended.push(...flood);
    const done = Promise.all(flood.map((each) => log.append([each])));
    await server.kill();
    await server.start();
    await done;
  }
  await log.close();
  expect(await read(stream)).toEqual(appended);
});

it('a server that stays away ends the coordinator, and what it could not keep is not acknowledged', async () => {
  const stream = named();
  const log = await open(stream, 300);
  await log.replay(() => undefined);
  await log.append([event(1)]);
  await server.kill();
  await expect(log.append([event(2)])).rejects.toMatchObject({ code: 'pouw/log-failed' });
  await server.start();
  await expect(log.append([event(3)])).rejects.toMatchObject({ code: 'pouw/log-failed' });
  await log.close();
  expect(await read(stream)).toEqual([event(1)]);
});

it('of two coordinators on one stream the later one goes on, and the earlier one stops', async () => {
  const stream = named();
  const [earlier, later] = [await open(stream), await open(stream)];
  await earlier.replay(() => undefined);
  await earlier.append([event(1)]);
  await later.replay(() => undefined);
  await later.append([event(2)]);
  await expect(earlier.append([event(3)])).rejects.toMatchObject({ code: 'pouw/log-failed', cause: { code: 'pouw/log-taken' } });
  await expect(earlier.append([event(4)])).rejects.toMatchObject({ code: 'pouw/log-failed' });
  await later.append([event(5)]);
  await Promise.all([earlier.close(), later.close()]);
  expect(await read(stream)).toEqual([event(1), event(2), event(5)]);
});

it('a stream that forgets by itself is refused, and so is one that others wrote into', async () => {
  const connection = await connect({ servers: server.url });
  try {
    const manager = await jetstreamManager(connection);
    const [forgetting, foreign] = [named(), named()];
    await manager.streams.add({ name: forgetting, subjects: [`pouw.${forgetting}.events`], max_msgs: 10 });
    await expect(open(forgetting)).rejects.toMatchObject({ code: 'pouw/log-unfit' });
    await (await open(foreign)).close();
    await jetstream(connection).publish(`pouw.${foreign}.events`, 'something else');
    await expect(read(foreign)).rejects.toMatchObject({ code: 'pouw/log-damaged' });
  } finally {
    await connection.close();
  }
});

it('asked for an encrypted line, it takes no other', async () => {
  await expect(NatsEventLog.open({ servers: server.url.replace('nats:', 'tls:'), stream: named() })).rejects.toMatchObject({ code: 'pouw/nats-away' });
});

it('where no server answers, it says so', async () => {
  await expect(NatsEventLog.open({ servers: 'nats://127.0.0.1:9', stream: 'NOBODY' })).rejects.toMatchObject({ code: 'pouw/nats-away' });
});
