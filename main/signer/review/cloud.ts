// Signatures for the Flux cloud: a login phrase, or a text about an app. The signer reads both itself; what is signed is what it could say.

import type { MessagePurpose, Review } from '../../../shared/contract/money-path';
import { MESSAGE_AGE_MS, MESSAGE_AHEAD_MS, readAppMessage } from '../../../shared/fluxos/app-message';
import { isLoginPhrase } from '../../../shared/fluxos/phrase';
import type { AppSpecification } from '../../../shared/fluxos/specification';
import type { OwnScript, ReviewDeps } from './ports';
import { insist, insistMatch } from './refusal';

type CloudPurpose = Extract<MessagePurpose, { kind: 'fluxos-login' | 'app-register' | 'app-update' }>;
export interface CloudReading {
  readonly action: 'login' | 'app';
  readonly app: NonNullable<NonNullable<Review['message']>['app']> | null;
  /** What an approval covers beyond the text. */
  readonly meaning: readonly string[];
}
interface CloudRequest {
  readonly message: string;
  readonly scheme: 'flux' | 'bitcoin';
  readonly key: { readonly kind: string };
}

/**
 * @param own the Flux ID, whose key signs
 * @param visible writes what cannot be seen
 * @throws AppError `review/bad-message` | `review/message-time` | `review/plan-does-not-match-intent` (what: scheme, key, type, name, owner)
 */
export function readCloud(request: CloudRequest, purpose: CloudPurpose, own: OwnScript, deps: Pick<ReviewDeps, 'now'>, visible: (text: string) => string): CloudReading {
  insistMatch(request.scheme === 'bitcoin', 'scheme');
  insistMatch(request.key.kind === 'flux-id', 'key');
  if (purpose.kind === 'fluxos-login') {
    insist(isLoginPhrase(request.message), 'bad-message', 'the text to sign for a login is not a one-time phrase');
    return { action: 'login', app: null, meaning: ['login', purpose.node] };
  }
  const read = readAppMessage(request.message);
  insist(read !== null, 'bad-message', 'the text to sign is no message about an app');
  const { message: { type, timestamp }, spec } = read;
  insistMatch(type === (purpose.kind === 'app-register' ? 'fluxappregister' : 'fluxappupdate'), 'type');
  insistMatch(spec.name === purpose.name, 'name');
  // Whom an app belongs to decides who may change it: it stays with who signs.
  insistMatch(spec.owner === own.address, 'owner');
  const age = deps.now() - timestamp;
  insist(age <= MESSAGE_AGE_MS && age >= -MESSAGE_AHEAD_MS, 'message-time', 'the message is not of now', { age: Math.round(age) });
  return { action: 'app', app: { spec: shown(spec, visible), timestamp }, meaning: [purpose.kind, purpose.name] };
}

/** The specification with every text in visible characters. */
function shown(spec: AppSpecification, visible: (text: string) => string): AppSpecification {
  const all = (texts: readonly string[]): string[] => texts.map((text) => cut(visible(text)));
  const cut = (text: string): string => text.slice(0, 2_000);
  return {
    ...spec, name: cut(visible(spec.name)), description: cut(visible(spec.description)), contacts: all(spec.contacts), geolocation: all(spec.geolocation), nodes: all(spec.nodes),
    compose: spec.compose.map((component) => ({
      ...component, name: cut(visible(component.name)), description: cut(visible(component.description)), repotag: cut(visible(component.repotag)), containerData: cut(visible(component.containerData)),
      domains: all(component.domains), environmentParameters: all(component.environmentParameters), commands: all(component.commands),
    })),
  };
}
