// The practice vote service over HTTP: what it holds from the start, a proposal's life by real payments, votes with real signatures, its words.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { residentFluxId, residentSignature } from '../../../node-core/practice/xdao/residents';
import { xdaoProposedSchema, xdaoStateSchema, type XdaoState } from '../../../shared/practice/xdao-control';
import { PracticeProcess, ask, getJson, remove, stopAll, temporaryFolder } from './practice-process';

jest.setTimeout(120_000);

const SEED = 'xdao test';
const folder = temporaryFolder();
let network: PracticeProcess;
beforeAll(async () => {
  network = await PracticeProcess.start(folder, '--seed', SEED, '--clock-rate', '0');
});
afterAll(async () => {
  await stopAll();
  remove(folder);
});

const zProposal = z.looseObject({ hash: z.string(), topic: z.string(), description: z.string(), submitDate: z.number(), voteEndDate: z.number(), status: z.string(), txid: z.string().nullable(), votesRequired: z.number(), votesTotal: z.number(), votesYes: z.number(), votesNo: z.number() });
const zRow = z.looseObject({ hash: z.string(), zelid: z.string(), vote: z.boolean(), numberOfVotes: z.number(), nodeCollateralOut: z.string(), nodeCollateralIndex: z.string() });
const zEnvelope = z.object({ status: z.enum(['success', 'error']), data: z.unknown() });
let request = 0;
const get = async <T extends z.ZodType>(path: string, schema: T): Promise<z.output<T>> => schema.parse(zEnvelope.parse(await getJson(`${network.ready.endpoints.xdao.a}${path}${path.includes('?') ? '&' : '?'}no=${(request += 1)}`)).data);
/** The text is sent without a JSON content type, as the real service's own page does. */
const post = async (path: string, body: unknown): Promise<z.infer<typeof zEnvelope>> => zEnvelope.parse(JSON.parse((await ask(`${network.ready.endpoints.xdao.a}${path}`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: JSON.stringify(body) })).text));
const refusal = async (body: unknown): Promise<string> => z.object({ message: z.string() }).parse((await post('/proposals/voteproposal', body)).data).message;
const state = async (): Promise<XdaoState> => xdaoStateSchema.parse(await network.do('/control/xdao/refresh', {}));
const list = () => get('/proposals/listProposals', z.array(zProposal));
const advance = (ms: number) => network.do('/control/clock', { advanceMs: ms });

describe('the vote service', () => {
  it('has a past: proposals with payments on the chain and sums of single votes', async () => {
    const proposals = await list();
    expect(proposals.map(({ status }) => status)).toEqual(['Passed', 'Rejected', 'Rejected Unpaid', 'Open', 'Open']);
    await state();
    for (const { hash, txid, votesYes, votesNo, status } of await list()) {
      const rows = await get(`/proposals/voteinformation/${hash}`, z.array(zRow));
      const sum = (yes: boolean) => rows.filter(({ vote }) => vote === yes).reduce((total, { numberOfVotes }) => total + numberOfVotes, 0);
      expect([sum(true), sum(false)]).toEqual([votesYes, votesNo]);
      expect(new Set(rows.map((row) => `${row.nodeCollateralOut}:${row.nodeCollateralIndex}`)).size).toBe(rows.length);
      if (status !== 'Rejected Unpaid') expect((await ask(`${network.ready.endpoints.flux.a}/tx/${txid}`)).status).toBe(200);
    }
  });

  it('opens a proposal by an exact payment with its hash, and lets one lapse that was paid otherwise', async () => {
    const text = { topic: 'A test', description: 'It is long enough to be sent, and says nothing more than that.', grantValue: 0, grantAddress: '', nickName: '' };
    const bill = z.object({ address: z.string(), amount: z.literal(200), hash: z.string(), submitDate: z.number(), paidTillDate: z.number() }).parse((await post('/proposals/submitproposal', text)).data);
    expect(bill.hash).toBe(createHash('sha256').update(`1${text.topic}${text.description}0${bill.submitDate}`).digest('hex'));
    expect(bill.paidTillDate - bill.submitDate).toBe(3_600_000);
    // Nobody pays it.
    expect((await state()).proposals.at(-1)).toMatchObject({ hash: bill.hash, status: 'Unpaid' });
    await advance(3_600_001);
    expect((await state()).proposals.at(-1)).toMatchObject({ hash: bill.hash, status: 'Rejected Unpaid' });
    const paid = xdaoProposedSchema.parse(await network.do('/control/xdao/propose', { topic: 'Another', description: text.description }));
    expect((await state()).proposals.at(-1)).toMatchObject({ hash: paid.hash, status: 'Open', txid: paid.txid });
    expect(await get(`/proposals/proposaldetail?hash=${paid.txid}`, zProposal)).toMatchObject({ hash: paid.hash });
  });

  it('counts a signed vote once, by the nodes of the signer, and refuses in its own words', async () => {
    const { hash } = xdaoProposedSchema.parse(await network.do('/control/xdao/propose', { topic: 'Votes', description: 'To be voted on.' }));
    await state();
    const voter = (await state()).counting.map((id) => Array.from({ length: 24 }, (_, index) => index).find((index) => residentFluxId(SEED, index) === id) ?? -1).find((index) => index >= 0) ?? 0;
    const zelid = residentFluxId(SEED, voter);
    const phrase = () => get('/general/messagephrase', z.string().regex(/^\d{13}[0-9a-z]{20,}$/));
    const ballot = async (more: Record<string, unknown> = {}) => {
      const message = await phrase();
      return { hash, zelid, message, signature: residentSignature(SEED, voter, message), vote: true, ...more };
    };
    expect(await refusal(await ballot({ zelid: '0x0000000000000000000000000000000000000000' }))).toBe('Invalid zelid');
    expect(await refusal(await ballot({ message: '1700000000000abcdefghijklmnopqrstuvwxyz' }))).toBe('Invalid message received');
    expect(await refusal(await ballot({ signature: residentSignature(SEED, voter, 'other') }))).toBe('Invalid signature');
    expect(await refusal(await ballot({ hash: 'f'.repeat(64) }))).toMatch(/^Cannot read properties of null/);
    const unpaid = (await list()).find(({ status }) => status === 'Rejected Unpaid')?.hash ?? '';
    expect(await refusal(await ballot({ hash: unpaid }))).toBe('Voting is not active for selected proposal');
    await network.do('/control/xdao', { switch: 'busy', value: true, times: 1 });
    expect(await refusal(await ballot())).toBe('Another user is currently voting, try again later');
    const vote = await ballot();
    expect(await post('/proposals/voteproposal', vote)).toEqual({ status: 'success', data: [] });
    expect(await refusal(vote)).toBe('Invalid message received');
    expect(await refusal(await ballot())).toBe(`User ${zelid} already voted on proposal ${hash}`);
    const power = await get(`/proposals/votepower?zelid=${zelid}&hash=${hash}`, z.object({ power: z.number(), nodes: z.array(z.looseObject({ power: z.number() })) }));
    expect(power.nodes.reduce((sum, node) => sum + node.power, 0)).toBe(power.power);
    expect(await get(`/proposals/voteinformation?hash=${hash}&zelid=${zelid}`, z.array(zRow))).toHaveLength(power.nodes.length);
    expect((await state()).proposals.find((proposal) => proposal.hash === hash)).toMatchObject({ yes: power.power, no: 0, voters: 1 });
    await network.do('/control/xdao', { switch: 'miscount', value: 7 });
    expect((await list()).find((proposal) => proposal.hash === hash)).toMatchObject({ votesYes: power.power + 7, votesTotal: power.power + 7 });
    await network.do('/control/xdao', { switch: 'none' });
  });

  it('lets its own people vote while somebody else is said to be voting', async () => {
    const { hash } = xdaoProposedSchema.parse(await network.do('/control/xdao/propose', { topic: 'Busy', description: 'The residents vote on it.' }));
    await network.do('/control/xdao', { switch: 'busy', value: true });
    await advance(3 * 86_400_000);
    expect((await state()).proposals.find((proposal) => proposal.hash === hash)?.voters).toBeGreaterThan(0);
    await network.do('/control/xdao', { switch: 'none' });
  });

  it('closes what is open when its week is over, and goes on after a kill', async () => {
    await advance(7 * 86_400_000 + 1);
    const before = await state();
    expect(before.proposals.slice(0, -1).filter(({ status }) => status === 'Open' || status === 'Unpaid')).toEqual([]);
    network.child.kill('SIGKILL');
    await network.exited;
    network = await PracticeProcess.start(folder, '--clock-rate', '0');
    expect((await state()).proposals).toEqual(before.proposals);
  });
});
