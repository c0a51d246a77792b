// Lists of nodes: FluxOS and Insight in all their forms, failures that are never empty lists, at most four requests, two servers compared.
import { AppError } from '../../../../../shared/errors/app-error';
import { Endpoints } from '../../../../../main/wallet/chains/endpoints';
import type { Http, HttpRequest } from '../../../../../main/wallet/chains/http';
import { fluxosSource } from '../../../../../main/wallet/staking/lists/fluxos';
import { insightSource } from '../../../../../main/wallet/staking/lists/insight';
import { ListDesk } from '../../../../../main/wallet/staking/lists/desk';
import { readLists } from '../../../../../main/wallet/staking/lists/read-lists';
import type { NodeListSource } from '../../../../../main/wallet/staking/lists/source';
import { codeOf } from '../replay-server';

type Reply = { readonly status?: number; readonly text: string } | AppError;
function replying(reply: (request: HttpRequest) => Reply): { http: Http; asked: HttpRequest[] } {
  const asked: HttpRequest[] = [];
  return {
    asked,
    http: (request) => {
      asked.push(request);
      const answer = reply(request);
      return answer instanceof AppError ? Promise.reject(answer) : Promise.resolve({ status: answer.status ?? 200, text: answer.text });
    },
  };
}
const txid = (index: number): string => index.toString(16).padStart(64, '0');
/** As fluxd prints it (flux-chain 6.1); `more` for what servers do differently. */
const row = (index: number, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  collateral: `COutPoint(${txid(index)}, 0)`, txhash: txid(index), outidx: '0', ip: '65.108.99.41:16187', network: 'ipv4', added_height: 2_030_000, confirmed_height: 2_030_010, last_confirmed_height: 2_031_000, last_paid_height: 0,
  tier: 'CUMULUS', payment_address: 't1abAp9oZenibGLFuZKyUjmL6FiATTaCYaj', pubkey: `04${'a'.repeat(128)}`, activesince: '1790797114', lastpaid: 0, amount: '1000.00', rank: 7, ...more,
});
const waiting = (index: number, more: Record<string, unknown> = {}) => ({ collateral: `COutPoint(${txid(index)}, 0)`, added_height: 2_031_000, payment_address: 't1x', expires_in: 100, amount: '1000.00', ...more });
const success = (data: unknown): Reply => ({ text: JSON.stringify({ status: 'success', data }) });
const point = (index: number): string => `${txid(index)}:0`;

describe('FluxOS', () => {
  const source = (reply: Reply) => {
    const { http, asked } = replying(() => reply);
    return { asked, source: fluxosSource('https://api.test/', http) };
  };
  it('reads confirmed nodes: numbers as text or not, spellings of the tier, never paid', async () => {
    const { source: fluxos } = source(success([row(1), row(2, { outidx: 3, tier: 'NIMMBUS', last_paid_height: 2_031_500, rank: '12' }), row(3, { tier: 'stratus', pubkey: 'x', rank: undefined }), row(4, { tier: 'BAMF' }), row(5, { tier: 'GOLD' })]));
    expect(await fluxos.confirmed([point(1), point(2)])).toMatchObject([
      { point: point(1), tier: 'cumulus', lastPaid: null, rank: 7, added: 2_030_000, publicKey: `04${'a'.repeat(128)}` }, { point: `${txid(2)}:3`, tier: 'nimbus', lastPaid: 2_031_500, rank: 12 },
      { tier: 'stratus', publicKey: null, rank: null }, { tier: 'stratus' }, { tier: null },
    ]);
  });
  it('asks for one coin with a filter, for several without, and names the daemon\'s paths', async () => {
    const { source: fluxos, asked } = source(success([]));
    await fluxos.confirmed([point(1)]);
    await fluxos.confirmed([point(1), point(2)]);
    await fluxos.started();
    await fluxos.dos();
    expect(asked.map(({ url }) => url)).toEqual([`https://api.test/daemon/viewdeterministicfluxnodelist/${txid(1)}`, ...['viewdeterministicfluxnodelist', 'getstartlist', 'getdoslist'].map((path) => `https://api.test/daemon/${path}`)]);
  });
  it('reads the start list, the DOS list and the number of nodes', async () => {
    expect(await source(success([waiting(1)])).source.started()).toEqual([{ point: point(1), added: 2_031_000 }]);
    expect(await source(success([waiting(2, { expires_in: undefined, eligible_in: 5 })])).source.dos()).toMatchObject([{ point: point(2) }]);
    expect(await source(success({ total: 6, 'cumulus-enabled': 3, 'nimbus-enabled': '2', 'stratus-enabled': 1 })).source.counts()).toEqual({ cumulus: 3, nimbus: 2, stratus: 1 });
  });
  it('takes an error with HTTP 200 for an error, with the gateway\'s words in one line', async () => {
    await expect(source({ text: '{"status":"error","data":{"code":-8,"name":"X","message":"Daemon\\nis down"}}' }).source.dos()).rejects.toMatchObject({ code: 'endpoint/refused', context: { said: 'Daemon is down' } });
    await expect(source({ text: '{"status":"error","data":"no"}' }).source.dos()).rejects.toMatchObject({ context: { said: 'no' } });
  });
  test.each([
    ['{"status":"success"}', 200, 'endpoint/malformed'], ['[]', 200, 'endpoint/malformed'], ['<html>', 200, 'endpoint/malformed'], ['{"status":"success","data":{}}', 200, 'endpoint/malformed'],
    [JSON.stringify({ status: 'success', data: [row(1, { txhash: '12' })] }), 200, 'endpoint/malformed'],
    [JSON.stringify({ status: 'success', data: [row(1, { last_confirmed_height: -1 })] }), 200, 'endpoint/malformed'], ['x', 502, 'endpoint/http-status'], ['x', 429, 'endpoint/rate-limited'],
  ])('%s with HTTP %s is %s, not an empty list', async (text, status, code) => {
    expect(await codeOf(source({ text, status }).source.confirmed([]))).toBe(code);
  });
});

describe('Insight', () => {
  it('asks for all coins at once, by id and number, and reads the daemon\'s answer in `result`', async () => {
    const { http, asked } = replying(() => ({ text: JSON.stringify({ result: [row(1)], error: null, id: 1 }) }));
    const source = insightSource('https://explorer.test/api', http);
    expect(await source.confirmed([point(1), point(2)])).toMatchObject([{ point: point(1) }]);
    expect([asked[0]?.url, asked[0]?.method, asked[0]?.body]).toEqual(['https://explorer.test/api/fluxnode/listfluxnodes', 'POST', JSON.stringify({ filter: `${txid(1)}-0,${txid(2)}-0` })]);
    // Without a filter it would send them all.
    expect([await source.confirmed([]), asked.length]).toEqual([[], 1]);
  });
  test('an answer without a result is no empty list', async () => {
    const { http } = replying(() => ({ text: '{"error":{"code":-1},"id":1}' }));
    expect(await codeOf(insightSource('https://explorer.test/api', http).started())).toBe('endpoint/malformed');
  });
});

/** A source that answers from rows, or fails. */
interface Fake { confirmed: readonly number[]; started?: readonly number[]; dos?: readonly number[]; down?: boolean; filters?: number }
function network(...fakes: Fake[]) {
  const asked: string[] = [];
  const sourceOf = (fake: Fake, name: string): NodeListSource => {
    const { http } = replying(({ url }) => {
      const path = url.slice(url.lastIndexOf('/') + 1);
      asked.push(`${name} ${path}`);
      if (fake.down) return new AppError('endpoint/unreachable', 'x');
      const rows = path === 'listfluxnodes' ? fake.confirmed.map((index) => row(index)) : (path === 'startlist' ? fake.started ?? [] : fake.dos ?? []).map((index) => waiting(index));
      return { text: JSON.stringify({ result: rows }) };
    });
    return { ...insightSource(`https://${name}/api`, http), filters: fake.filters ?? Number.POSITIVE_INFINITY };
  };
  const servers = new Endpoints<NodeListSource>(fakes.map((fake, index) => ({ url: `s${index}`, client: sourceOf(fake, `s${index}`) })), () => Promise.resolve(), { now: () => 1, random: () => 0.5 });
  return { servers, asked };
}
const rowsOf = (list: { readonly answered: boolean; readonly rows?: ReadonlyMap<string, unknown> }): string[] | null => (list.answered && list.rows ? [...list.rows.keys()] : null);

describe('one look', () => {
  it('at nodes that are all confirmed takes two requests, and they agree', async () => {
    const { servers, asked } = network({ confirmed: [1, 2] }, { confirmed: [1, 2] });
    const lists = await readLists(servers, [point(1), point(2)], 0);
    expect([lists.source, rowsOf(lists.confirmed), rowsOf(lists.started), asked]).toEqual(['agreed', [point(1), point(2)], [], ['s0 listfluxnodes', 's1 listfluxnodes']]);
  });
  it('at others takes four', async () => {
    const { servers, asked } = network({ confirmed: [1], started: [2], dos: [3] }, { confirmed: [1] });
    const lists = await readLists(servers, [point(1), point(2), point(3)], 0);
    expect([lists.source, rowsOf(lists.started), rowsOf(lists.dos), asked]).toEqual(['agreed', [point(2)], [point(3)], ['s0 listfluxnodes', 's0 startlist', 's0 doslist', 's1 listfluxnodes']]);
  });
  it('at 500 nodes takes no more, one of them missing', async () => {
    const all = Array.from({ length: 500 }, (_, index) => index + 1);
    const { servers, asked } = network({ confirmed: all }, { confirmed: all }, { confirmed: all });
    const lists = await readLists(servers, [...all.map(point), point(999)], 0);
    expect([rowsOf(lists.confirmed)?.length, lists.source, asked.length]).toEqual([500, 'agreed', 4]);
  });
  it('believes a server that shows a node over one that leaves it out, and does not call that agreement', async () => {
    const { servers } = network({ confirmed: [1] }, { confirmed: [1, 2] });
    const lists = await readLists(servers, [point(1), point(2)], 0);
    expect([rowsOf(lists.confirmed), lists.source]).toEqual([[point(1), point(2)], 'reported']);
  });
  it('passes over servers that fail, within its four requests', async () => {
    const { servers, asked } = network({ confirmed: [], down: true }, { confirmed: [1], started: [2] }, { confirmed: [1] });
    const lists = await readLists(servers, [point(1), point(2)], 0);
    expect([rowsOf(lists.confirmed), rowsOf(lists.started), rowsOf(lists.dos), lists.source]).toEqual([[point(1)], [point(2)], [], 'reported']);
    expect(asked).toEqual(['s0 listfluxnodes', 's1 listfluxnodes', 's1 startlist', 's1 doslist']);
    // Next time the one that answers is asked first.
    asked.length = 0;
    await readLists(servers, [point(1)], 0);
    expect(asked[0]).toBe('s1 listfluxnodes');
  });
  it('says that nothing answered, never that there is nothing', async () => {
    for (const { servers } of [network({ confirmed: [], down: true }, { confirmed: [], down: true }), network()]) {
      const lists = await readLists(servers, [point(1)], 0);
      expect([lists.confirmed.answered, lists.started.answered, lists.dos.answered, lists.source]).toEqual([false, false, false, 'reported']);
    }
    expect((await readLists(network().servers, [point(1)], 0)).confirmed).toMatchObject({ reason: { code: 'endpoint/none' } });
  });
  it('runs out of requests rather than ask a fifth time: what was not asked is not known', async () => {
    const down = { confirmed: [], down: true };
    const { servers, asked } = network(down, down, { confirmed: [1] }, { confirmed: [1] });
    const lists = await readLists(servers, [point(1), point(2)], 0);
    expect([rowsOf(lists.confirmed), rowsOf(lists.started), rowsOf(lists.dos), lists.source, asked.length]).toEqual([[point(1)], [], null, 'reported', 4]);
  });
  it('asks another server for those that wait each time, so that none alone can leave a node out for long', async () => {
    const { servers, asked } = network({ confirmed: [] }, { confirmed: [], started: [1] });
    expect(rowsOf((await readLists(servers, [point(1)], 0)).started)).toEqual([]);
    expect(rowsOf((await readLists(servers, [point(1)], 1)).started)).toEqual([point(1)]);
    expect(asked).toEqual(['s0 listfluxnodes', 's0 startlist', 's0 doslist', 's1 listfluxnodes', 's0 listfluxnodes', 's1 startlist', 's1 doslist', 's1 listfluxnodes']);
  });
  it('does not ask a second server that would have to send the whole network', async () => {
    const { servers, asked } = network({ confirmed: [1, 2] }, { confirmed: [1, 2], filters: 1 });
    expect([(await readLists(servers, [point(1), point(2)], 0)).source, asked.length]).toEqual(['reported', 1]);
  });
});

describe('the desk', () => {
  it('counts the network once a minute, and says why where it cannot', async () => {
    let now = 0;
    const { http, asked } = replying(() => success({ 'cumulus-enabled': 3, 'nimbus-enabled': 2, 'stratus-enabled': 1 }));
    const desk = new ListDesk({ http, timing: { now: () => now, random: () => 0.5 }, clock: () => 5 });
    expect(await desk.counts()).toMatchObject({ state: 'unknown', reason: { code: 'endpoint/none' } });
    expect(desk.configure({ fluxos: ['https://api.test'], insight: [] })).toBe(true);
    expect(desk.configure({ fluxos: ['https://api.test'], insight: [] })).toBe(false);
    for (const [at, requests] of [[0, 1], [59_000, 1], [61_000, 2]] as const) {
      now = at;
      expect(await desk.counts()).toMatchObject({ state: 'known', source: 'reported', value: { cumulus: 3 } });
      expect(asked.length).toBe(requests);
    }
  });
});
