// Flux through Insight's HTTP paths (flux insight-api: /status, /addrs, /rawtx, /tx, /block-index, /tx/send).

import { z } from 'zod';
import { fromHex, toHex } from '../../../../shared/crypto/bytes';
import { AppError } from '../../../../shared/errors/app-error';
import { parseAnswer, parseExactJson, plainText, zDisplayHash, zHeight, zWhole } from '../exact-json';
import type { Http } from '../http';
import { askJson, inParallel, orAbsent } from '../rest';
import type { ListedCoin, ListedTx, UtxoClient } from '../utxo-client';

/** Addresses in one request: 40 of them make a path of about 1,500 characters. */
const ADDRESSES = 40;
const PAGE = 50;
/** A history longer than this is refused rather than read for ever. */
const MOST_ITEMS = 200_000;

const zInfo = z.object({ info: z.object({ blocks: zHeight }) });
const zBlockIndex = z.object({ blockHash: zDisplayHash });
const zListed = z.object({
  txid: zDisplayHash, blockhash: z.string().max(64).optional(), blockheight: z.number().int().optional(), confirmations: z.number().int().optional(),
  time: z.number().int().optional(), blocktime: z.number().int().optional(),
});
const zPage = z.object({ totalItems: z.number().int().nonnegative(), items: z.array(zListed).max(PAGE * 4) });
const zCoins = z.array(z.object({
  address: z.string().max(128), txid: zDisplayHash, vout: z.number().int().nonnegative(), scriptPubKey: z.string().regex(/^([0-9a-f]{2})*$/), satoshis: zWhole,
  height: z.number().int().optional(), confirmations: z.number().int().optional(),
}));
const zRaw = z.object({ rawtx: z.string().regex(/^([0-9a-f]{2})+$/) });
const zTx = z.object({
  blockheight: z.number().int().optional(), confirmations: z.number().int().optional(),
  vout: z.array(z.object({ n: z.number().int().optional(), spentTxId: zDisplayHash.nullish(), spentHeight: z.number().int().nullish() })).optional(),
});
const zSent = z.object({ txid: z.union([zDisplayHash, z.object({ result: zDisplayHash }).transform(({ result }) => result)]) });

const heightOrNull = (height: number | null | undefined): number | null => (height === undefined || height === null || height <= 0 ? null : height);

/** @param base ends in `/api`, without a slash */
export function insightClient(base: string, http: Http): UtxoClient {
  const get = <T extends z.ZodType>(schema: T, path: string) => askJson(http, schema, { url: `${base}${path}` });
  const blockHash = async (height: number) => (await orAbsent(get(zBlockIndex, `/block-index/${height}`)))?.blockHash ?? null;

  return {
    blockHash,
    async tip() {
      const height = (await get(zInfo, '/status?q=getInfo')).info.blocks;
      const hash = await blockHash(height);
      if (hash === null) throw new AppError('endpoint/lies', 'the server does not know its own tip', { context: { what: 'tip' } });
      return { height, hash };
    },
    fingerprint: () => Promise.resolve(null),
    async history(addresses, enough) {
      const found = new Map<string, ListedTx>();
      for (const part of chunks(addresses)) {
        for (let from = 0; ; from += PAGE) {
          const page = await get(zPage, `/addrs/${part.join(',')}/txs?from=${from}&to=${from + PAGE}`);
          if (page.totalItems > MOST_ITEMS) throw new AppError('endpoint/too-large', 'the history is too long');
          const listed = page.items.map(toListed);
          for (const item of listed) found.set(item.txid, item);
          if (listed.length === 0 || from + listed.length >= page.totalItems || enough(listed)) break;
        }
      }
      return [...found.values()];
    },
    async coins(addresses) {
      const parts = await inParallel(chunks(addresses), 2, (part) =>
        askJson(http, zCoins, { url: `${base}/addrs/utxo`, method: 'POST', body: JSON.stringify({ addrs: part.join(',') }) }));
      return parts.flat().map(({ txid, vout, satoshis, address, scriptPubKey, height, confirmations }): ListedCoin => ({
        txid, vout, value: satoshis, address, script: fromHex(scriptPubKey), height: confirmations === 0 ? null : heightOrNull(height),
      }));
    },
    async raw(txid) {
      const answer = await orAbsent(get(zRaw, `/rawtx/${txid}`));
      return answer === null ? null : fromHex(answer.rawtx);
    },
    async status(txid) {
      const tx = await orAbsent(get(zTx, `/tx/${txid}`));
      return tx === null ? null : { height: tx.confirmations === 0 ? null : heightOrNull(tx.blockheight) };
    },
    async spender(txid, vout) {
      const tx = await orAbsent(get(zTx, `/tx/${txid}`));
      const output = tx?.vout?.find((candidate, index) => (candidate.n ?? index) === vout);
      return output?.spentTxId ? { txid: output.spentTxId, height: heightOrNull(output.spentHeight) } : null;
    },
    feeEstimates: () => Promise.resolve(null),
    async send(raw) {
      const answer = await http({ url: `${base}/tx/send`, method: 'POST', body: JSON.stringify({ rawtx: toHex(raw) }) });
      if (answer.status === 200) return { kind: 'accepted', txid: parseAnswer(zSent, parseExactJson(answer.text)).txid };
      if (answer.status >= 400 && answer.status < 500 && answer.status !== 404 && answer.status !== 429) return { kind: 'refused', message: plainText(answer.text, 300), code: codeIn(answer.text) };
      throw new AppError(answer.status === 429 ? 'endpoint/rate-limited' : 'endpoint/http-status', 'the server did not take the transaction', { context: { status: answer.status } });
    },
  };
}

/** insight-api ends its refusals with "Code:-26". */
function codeIn(text: string): number | null {
  const match = /code["']?\s*:\s*(-?\d{1,6})/i.exec(text);
  return match ? Number(match[1]) : null;
}

function toListed(item: z.output<typeof zListed>): ListedTx {
  const height = item.confirmations === 0 ? null : heightOrNull(item.blockheight);
  const seconds = item.blocktime ?? item.time;
  const blockHash = item.blockhash !== undefined && /^[0-9a-f]{64}$/.test(item.blockhash) ? item.blockhash : null;
  return { txid: item.txid, height, blockHash: height === null ? null : blockHash, time: seconds === undefined ? null : seconds * 1000 };
}

function chunks(addresses: readonly string[]): string[][] {
  const parts: string[][] = [];
  for (let start = 0; start < addresses.length; start += ADDRESSES) parts.push(addresses.slice(start, start + ADDRESSES));
  return parts;
}
