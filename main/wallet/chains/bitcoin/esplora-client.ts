// Bitcoin through Esplora's HTTP paths (/address, /tx, /blocks/tip, /fee-estimates); one address a request.

import { z } from 'zod';
import { fromHex, toHex } from '../../../../shared/crypto/bytes';
import { AppError } from '../../../../shared/errors/app-error';
import { parseAnswer, plainText, zDisplayHash, zHeight, zWhole } from '../exact-json';
import type { Http } from '../http';
import { askJson, askText, inParallel, orAbsent } from '../rest';
import type { ListedCoin, ListedTx, UtxoClient } from '../utxo-client';

/** Confirmed transactions on one page. */
const PAGE = 25;
const MOST_PAGES = 4_000;

const zStatus = z.object({ confirmed: z.boolean(), block_height: zHeight.nullish(), block_hash: zDisplayHash.nullish(), block_time: z.number().int().nullish() });
const zListed = z.object({ txid: zDisplayHash, status: zStatus });
const zStats = z.object({ funded_txo_count: z.number().int(), funded_txo_sum: zWhole, spent_txo_count: z.number().int(), spent_txo_sum: zWhole, tx_count: z.number().int() });
const zAddress = z.object({ chain_stats: zStats, mempool_stats: zStats });
const zCoins = z.array(z.object({ txid: zDisplayHash, vout: z.number().int().nonnegative(), value: zWhole, status: zStatus }));
const zOutspend = z.object({ spent: z.boolean(), txid: zDisplayHash.nullish(), status: zStatus.nullish() });
const zEstimates = z.record(z.string().regex(/^\d{1,4}$/), z.union([z.number().nonnegative(), z.string().regex(/^\d{1,9}(\.\d{1,12})?$/)]));

/** @param base without a slash at its end */
export function esploraClient(base: string, http: Http): UtxoClient {
  const get = <T extends z.ZodType>(schema: T, path: string) => askJson(http, schema, { url: `${base}${path}` });
  const words = async (path: string) => (await askText(http, { url: `${base}${path}`, maxBytes: 8_000_000 })).trim();
  const hash = (text: string) => parseAnswer(zDisplayHash, text);

  return {
    async tip() {
      const height = parseAnswer(zHeight, Number(await words('/blocks/tip/height')));
      return { height, hash: hash(await words(`/block-height/${height}`)) };
    },
    async blockHash(height) {
      const text = await orAbsent(words(`/block-height/${height}`));
      return text === null ? null : hash(text);
    },
    async fingerprint(address) {
      const { chain_stats: chain, mempool_stats: mempool } = await get(zAddress, `/address/${address}`);
      return [chain, mempool].map((stats) => `${stats.tx_count}:${stats.funded_txo_sum}:${stats.spent_txo_sum}`).join('/');
    },
    async history(addresses, enough) {
      const found = new Map<string, ListedTx>();
      await inParallel(addresses, 4, async (address) => {
        let page = (await get(z.array(zListed).max(200), `/address/${address}/txs`)).map(toListed);
        for (let pages = 0; ; pages += 1) {
          for (const item of page) found.set(item.txid, item);
          const confirmed = page.filter((item) => item.height !== null);
          const last = confirmed.at(-1);
          if (last === undefined || confirmed.length < PAGE || enough(page)) return;
          if (pages > MOST_PAGES) throw new AppError('endpoint/too-large', 'the history is too long');
          page = (await get(z.array(zListed).max(200), `/address/${address}/txs/chain/${last.txid}`)).map(toListed);
        }
      });
      return [...found.values()];
    },
    async coins(addresses) {
      const parts = await inParallel(addresses, 4, async (address) =>
        (await get(zCoins, `/address/${address}/utxo`)).map(({ txid, vout, value, status }): ListedCoin => ({
          txid, vout, value, address, script: null, height: status.confirmed ? status.block_height ?? null : null,
        })));
      return parts.flat();
    },
    async raw(txid) {
      const text = await orAbsent(words(`/tx/${txid}/hex`));
      return text === null ? null : fromHex(parseAnswer(z.string().regex(/^([0-9a-f]{2})+$/), text));
    },
    async status(txid) {
      // Esplora answers "unconfirmed" for ids that it never heard of on /tx/:id/status, so the transaction itself is asked for.
      const tx = await orAbsent(get(zListed, `/tx/${txid}`));
      return tx === null ? null : { height: tx.status.confirmed ? tx.status.block_height ?? null : null };
    },
    async spender(txid, vout) {
      const out = await orAbsent(get(zOutspend, `/tx/${txid}/outspend/${vout}`));
      return out?.spent === true && out.txid ? { txid: out.txid, height: out.status?.confirmed ? out.status.block_height ?? null : null } : null;
    },
    async feeEstimates() {
      return new Map(Object.entries(await get(zEstimates, '/fee-estimates')).map(([blocks, rate]) => [Number(blocks), Number(rate)]));
    },
    async send(raw) {
      const answer = await http({ url: `${base}/tx`, method: 'POST', body: toHex(raw), contentType: 'text/plain' });
      if (answer.status === 200) return { kind: 'accepted', txid: hash(answer.text.trim()) };
      if (answer.status >= 400 && answer.status < 500 && answer.status !== 404 && answer.status !== 429) {
        const code = /"code":\s*(-?\d{1,6})/.exec(answer.text);
        return { kind: 'refused', message: plainText(answer.text, 300), code: code ? Number(code[1]) : null };
      }
      throw new AppError(answer.status === 429 ? 'endpoint/rate-limited' : 'endpoint/http-status', 'the server did not take the transaction', { context: { status: answer.status } });
    },
  };
}

function toListed({ txid, status }: z.output<typeof zListed>): ListedTx {
  const confirmed = status.confirmed;
  return {
    txid,
    height: confirmed ? status.block_height ?? null : null,
    blockHash: confirmed ? status.block_hash ?? null : null,
    time: status.block_time == null ? null : status.block_time * 1000,
  };
}
