// Insight's FluxNode paths (flux-chain 6.2): the daemon's answer in `result`, a filter that takes many coins at once.

import { z } from 'zod';
import type { Http } from '../../chains/http';
import { askJson } from '../../chains/rest';
import { zConfirmedNode, zWaitingNode } from './shapes';
import type { NodeListSource } from './source';

const answer = <T extends z.ZodType>(row: T) => z.object({ result: z.array(row) });

/** @param base ends in `/api`, with or without a slash */
export function insightSource(base: string, http: Http): NodeListSource {
  const root = `${base.replace(/\/+$/, '')}/fluxnode`;
  return {
    filters: Number.POSITIVE_INFINITY,
    async confirmed(points) {
      const filter = points.map((point) => point.replace(':', '-')).join(',');
      // An empty filter means all of them.
      if (filter === '') return [];
      return (await askJson(http, answer(zConfirmedNode), { url: `${root}/listfluxnodes`, method: 'POST', body: JSON.stringify({ filter }) })).result;
    },
    started: async () => (await askJson(http, answer(zWaitingNode), { url: `${root}/startlist` })).result,
    dos: async () => (await askJson(http, answer(zWaitingNode), { url: `${root}/doslist` })).result,
  };
}
