import { z } from 'zod';
import { call } from '../../../../shared/contract/base';
import { answer, connect, serve, type RpcPort } from '../../../../shared/contract/rpc';
import { AppError } from '../../../../shared/errors/app-error';

const map = {
  'calc.double': call('wallet', ['main'], z.object({ n: z.number() }), z.object({ n: z.number() })),
  'calc.lies': call('wallet', ['main'], z.undefined(), z.object({ n: z.number() })),
  'calc.fails': call('wallet', ['main'], z.undefined(), z.undefined()),
} as const;
const handlers = {
  'calc.double': ({ n }: { n: number }) => ({ n: 2 * n }),
  'calc.lies': () => JSON.parse('{"n":"two"}') as { n: number },
  'calc.fails': () => {
    throw new AppError('calc/broken', 'broken', { context: { digits: 3 } });
  },
};

/** Two ports that clone what passes, as a process border does. */
function pair(): [RpcPort, RpcPort] {
  const listeners: ((message: unknown) => void)[][] = [[], []];
  const port = (own: number, other: number): RpcPort => ({
    post: (message) => queueMicrotask(() => listeners[other]?.forEach((listener) => listener(structuredClone(message)))),
    onMessage: (listener) => listeners[own]?.push(listener),
  });
  return [port(0, 1), port(1, 0)];
}

describe('typed calls over a port', () => {
  const [near, far] = pair();
  serve(far, map, handlers);
  const client = connect(near, map);

  it('answers with the parsed output', async () => {
    await expect(client.calls['calc.double']({ n: 21 })).resolves.toEqual({ n: 42 });
  });
  it('refuses input that does not fit, before the handler sees it', async () => {
    await expect(client.calls['calc.double'](JSON.parse('{"n":"1"}') as { n: number })).rejects.toMatchObject({ code: 'contract/bad-input', context: { call: 'calc.double', at: 'n' } });
  });
  it('refuses an answer that does not fit', async () => {
    await expect(client.calls['calc.lies'](undefined)).rejects.toMatchObject({ code: 'contract/bad-output' });
  });
  it('carries an error with its code and context', async () => {
    await expect(client.calls['calc.fails'](undefined)).rejects.toMatchObject({ code: 'calc/broken', context: { digits: 3 } });
  });
  it('does not carry the text of an unexpected error, which could hold anything', async () => {
    const throwing = { ...handlers, 'calc.double': () => { throw new Error('abandon abandon about'); } };
    const [a, b] = pair();
    serve(b, map, throwing);
    const error = await connect(a, map).calls['calc.double']({ n: 1 }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'internal/unexpected' });
    expect(JSON.stringify(error) + String(error)).not.toContain('abandon');
  });
  it('refuses names that are not in the map, also those of Object.prototype', async () => {
    for (const name of ['calc.none', 'toString', '__proto__', 'constructor']) {
      await expect(answer(map, handlers, () => true, name, undefined)).rejects.toMatchObject({ code: 'contract/unknown-call' });
    }
  });
  it('refuses a call that the caller may not make', async () => {
    await expect(answer(map, handlers, () => false, 'calc.double', { n: 1 })).rejects.toMatchObject({ code: 'contract/unknown-call' });
  });
  it('drops malformed messages and still answers the next', async () => {
    const [a, b] = pair();
    serve(b, map, handlers);
    for (const message of [null, 7, 'x', {}, { id: -1, call: 'calc.double' }, { id: 1, call: 5 }]) a.post(message);
    await expect(connect(a, map).calls['calc.double']({ n: 1 })).resolves.toEqual({ n: 2 });
  });
  it('does not swap the answers of calls in flight', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map((n) => client.calls['calc.double']({ n })));
    expect(answers.map(({ n }) => n)).toEqual([2, 4, 6, 8, 10]);
  });
  it('fails open and later calls when the other side is gone', async () => {
    const [a] = pair();
    const lonely = connect(a, map);
    const open = lonely.calls['calc.double']({ n: 1 });
    lonely.close(new AppError('process/gone', 'gone'));
    await expect(open).rejects.toMatchObject({ code: 'process/gone' });
    await expect(lonely.calls['calc.double']({ n: 1 })).rejects.toMatchObject({ code: 'process/gone' });
  });
});
