// The FluxOS gateway's daemon paths (flux-services 3.1, 3.2): an envelope of status and data, errors with HTTP 200 too.

import { z } from 'zod';
import { AppError } from '../../../../shared/errors/app-error';
import { parseAnswer, plainText } from '../../chains/exact-json';
import type { Http } from '../../chains/http';
import { askJson } from '../../chains/rest';
import { zConfirmedNode, zNodeCount, zWaitingNode } from './shapes';
import type { CountingSource } from './source';

const zEnvelope = z.object({ status: z.string(), data: z.unknown().optional() });
const zFault = z.union([z.string(), z.object({ message: z.string() }).transform(({ message }) => message)]);
/** The whole list of a network of 20,000 nodes. */
const LIST_BYTES = 16_000_000;

/**
 * @param base address of the gateway, with or without a slash at its end
 * @returns a source whose errors are endpoint/refused (context.said: the gateway's words), endpoint/malformed and those of `askJson`
 */
export function fluxosSource(base: string, http: Http): CountingSource {
  const root = base.replace(/\/+$/, '');
  const get = async <T extends z.ZodType>(schema: T, path: string): Promise<z.output<T>> => {
    const { status, data } = await askJson(http, zEnvelope, { url: `${root}/daemon/${path}`, maxBytes: LIST_BYTES });
    if (status === 'error') {
      const said = zFault.safeParse(data);
      throw new AppError('endpoint/refused', 'the gateway answers with an error', { context: { said: plainText(said.success ? said.data : '') } });
    }
    return parseAnswer(schema, data);
  };
  return {
    filters: 1,
    // One filter, any part of an id; for several coins the whole list is the one way.
    confirmed: (points) => get(z.array(zConfirmedNode), points.length === 1 ? `viewdeterministicfluxnodelist/${points[0]?.split(':')[0] ?? ''}` : 'viewdeterministicfluxnodelist'),
    started: () => get(z.array(zWaitingNode), 'getstartlist'),
    dos: () => get(z.array(zWaitingNode), 'getdoslist'),
    counts: () => get(zNodeCount, 'getfluxnodecount'),
  };
}
