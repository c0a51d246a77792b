// An app while it is filled in: the person's wishes as a specification, and what the network says of it.

import type { AppCheck, AppWish } from '../../../../shared/contract/cloud';
import { AppError, toAppError } from '../../../../shared/errors/app-error';
import { problemsOf } from '../../../../shared/fluxos/limits';
import { canonicalSpecification, specificationText, zAppSpecification, type AppSpecification } from '../../../../shared/fluxos/specification';
import type { NodeClient } from '../fluxos/client';

/** New apps have specification version 8, and nothing encrypted. */
export function specificationOfWish(wish: AppWish, owner: string): AppSpecification {
  const { name, description, compose, instances, contacts, geolocation, expire, staticip } = wish;
  return canonicalSpecification({ version: 8, name, description, owner, compose, instances, contacts, geolocation, expire, nodes: [], staticip, enterprise: '' });
}

/** What of a specification a person can change; null where it has more than this wallet makes. */
export function wishOf(spec: AppSpecification): AppWish | null {
  const { name, description, compose, instances, contacts, geolocation, expire, staticip, nodes, enterprise, datacenter } = spec;
  if (enterprise !== '' || nodes.length > 0 || datacenter !== undefined) return null;
  return { name, description, compose, instances, contacts, geolocation, expire, staticip };
}

/** Breaches of the limits, as the window gets them. */
export function problemsOfWish(spec: AppSpecification): AppCheck['problems'] {
  return problemsOf(spec).map(({ field, code, component, context }) => ({ field, code, component, context: { ...context } }));
}

/**
 * The text that the network wants signed. It is the network's in its order of keys alone: a node that would have something else signed is refused.
 * @throws AppError cloud/other-specification | fluxos/…
 */
export async function textOf(node: NodeClient, spec: AppSpecification, update: boolean): Promise<string> {
  const text = await node.verify(spec, update);
  const parsed = zAppSpecification.safeParse(JSON.parse(text));
  if (!parsed.success || specificationText(parsed.data) !== specificationText(spec)) throw new AppError('cloud/other-specification', 'the node changed the specification');
  return text;
}

/** Refusals that are one field's fault. */
const FIELDS: Readonly<Record<string, { field: 'name' | 'repotag'; code: string }>> = {
  'fluxos/name-taken': { field: 'name', code: 'app/name-taken' }, 'fluxos/no-such-app': { field: 'name', code: 'app/no-such-app' }, 'fluxos/bad-image': { field: 'repotag', code: 'app/image-refused' },
};

/** A refusal as the form shows it: beside its field, or above the button. */
export function refusalOf(thrown: unknown): Pick<AppCheck, 'problems' | 'refusal'> {
  const error = toAppError(thrown);
  const own = FIELDS[error.code];
  if (own === undefined) return { problems: [], refusal: { code: error.code, message: error.message, context: { ...error.context } } };
  return { problems: [{ ...own, component: own.field === 'repotag' ? 0 : null, context: { ...error.context } }], refusal: null };
}
