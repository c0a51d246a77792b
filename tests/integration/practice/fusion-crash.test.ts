// kill -9 of the operator: what it agreed to is there at the next start, and no deposit is paid twice.
import { z } from 'zod';
import * as tiny from 'tiny-secp256k1';
import { signMessage } from '../../../shared/flux/message';
import { COIN, Fusion, Holder, begin } from './fusion-kit';
import { PracticeProcess, remove, stopAll, temporaryFolder } from './practice-process';

jest.setTimeout(180_000);

const folder = temporaryFolder();
afterAll(async () => {
  await stopAll();
  remove(folder);
});

interface Run {
  readonly network: PracticeProcess;
  readonly fusion: Fusion;
  readonly holder: Holder;
}

async function start(): Promise<Run> {
  const network = await PracticeProcess.start(folder, '--seed', 'crash', '--clock-rate', '0');
  return { network, fusion: new Fusion(network), holder: new Holder(network, 'holder') };
}

async function killAndStart({ network }: Run): Promise<Run> {
  process.kill(network.ready.pid, 'SIGKILL');
  await network.exited;
  return start();
}

test('between signing and broadcast, and right after a deposit is deep enough: paid once', async () => {
  let run = await start();
  for (const chain of ['main', 'eth', 'base'] as const) await run.holder.give(chain, 1_000n * COIN);
  await run.fusion.set('payout', 'unsent');
  const [toFlux, toEvm, late] = [await begin(run.fusion, run.holder, 'eth', 'main', 100n * COIN), await begin(run.fusion, run.holder, 'main', 'base', 100n * COIN), await begin(run.fusion, run.holder, 'base', 'eth', 100n * COIN)];
  const phrase = z.string().parse(await run.fusion.data('/messagephrase'));
  await run.network.do('/control/mine', { chain: 'flux', blocks: 4, payTo: run.holder.flux });
  await run.holder.mine('eth', 4);
  const signed = await Promise.all([toFlux, toEvm].map((txid) => run.fusion.swap(txid)));
  expect(signed).toMatchObject([{ status: 'exchanging', payout: { state: 'signed' } }, { status: 'exchanging', payout: { state: 'signed' } }]);
  await run.holder.mine('base', 3);
  await run.fusion.status();
  // The last confirmation and the end come together.
  void run.network.control('/control/mine', { chain: 'base', blocks: 1 }).catch(() => undefined);

  run = await killAndStart(run);
  await run.holder.mine('base', 1);
  const swaps = [await run.fusion.swap(toFlux), await run.fusion.swap(toEvm), await run.fusion.swap(late)];
  expect(swaps.map(({ status }) => status)).toEqual(['finished', 'finished', 'finished']);
  expect(swaps.slice(0, 2).map(({ txidTo }) => txidTo)).toEqual(signed.map(({ payout }) => payout?.txid));

  for (const chain of ['main', 'eth', 'base'] as const) await run.holder.mine(chain, 2);
  const { books, totals } = await run.fusion.status();
  const sent = books.filter(({ onChain }) => onChain !== null).map(({ chain, onChain }) => [chain, onChain?.sent]);
  expect(sent).toEqual([['main', '9850000000'], ['eth', '9000000000'], ['bsc', '0'], ['matic', '0'], ['avax', '0'], ['base', '9800000000']]);
  expect(totals).toEqual({ deposits: '30000000000', payouts: '28650000000', fees: '1350000000', unpaid: '0' });
  const earned = 54n * COIN;
  expect(await run.holder.balance('main')).toBe(1_000n * COIN - 100n * COIN - 1_000n + 9_850_000_000n + earned);
  expect([await run.holder.balance('eth'), await run.holder.balance('base')]).toEqual([990n * COIN, 998n * COIN]);

  // A phrase from before the end is still good, once.
  const proof = { address: run.holder.flux, message: phrase, signature: Buffer.from(signMessage(phrase, 'flux', { privateKey: run.holder.key.secret, compressed: true }, tiny)).toString('base64') };
  const claim = JSON.stringify({ ...proof, chain: 'base', claimingAddress: run.holder.evm });
  expect(await run.fusion.data('/coinbase/claim', claim)).toMatch(/^0x/);
  expect(await run.fusion.refusal('/coinbase/claim', claim)).toBe('fusion/phrase-used');

  // A reset leaves nothing of it.
  await run.network.do('/control/reset', {});
  expect(await run.fusion.refusal(`/swap/detail/${toFlux}`)).toBe('fusion/unknown-swap');
  expect((await run.fusion.status()).books.map(({ deposits, claims }) => [deposits, claims])).toEqual(Array.from({ length: 11 }, () => ['0', '0']));
});
