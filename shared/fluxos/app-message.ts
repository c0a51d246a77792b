// Messages that register or update a Flux app (flux-services 3.5): the text that is signed, its hash that is paid for, and the reading of such a text.

import { sha256 } from '../crypto/hashes';
import { toHex } from '../crypto/bytes';
import { zAppSpecification, type AppSpecification } from './specification';

export const APP_MESSAGE_TYPES = ['fluxappregister', 'fluxappupdate'] as const;
export type AppMessageType = (typeof APP_MESSAGE_TYPES)[number];
/** Version of the message, not of the specification. */
export const APP_MESSAGE_VERSION = 1;
/** A message may be this old and this far ahead when a node takes it. */
export const MESSAGE_AGE_MS = 3_600_000;
export const MESSAGE_AHEAD_MS = 300_000;
/** A message that nobody paid is forgotten after this. */
export const UNPAID_LIFE_MS = 3_600_000;

export interface AppMessage {
  readonly type: AppMessageType;
  /** JSON, exactly as it is signed. */
  readonly specification: string;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
}

/** What the owner signs: type, version, JSON and time, one after the other. */
export function appMessageText({ type, specification, timestamp }: AppMessage): string {
  return `${type}${APP_MESSAGE_VERSION}${specification}${timestamp}`;
}

/** 64 hex digits: the message's name, which its payment carries as text. @param signature as it is sent */
export function appMessageHash(message: AppMessage, signature: string): string {
  return toHex(sha256(new TextEncoder().encode(appMessageText(message) + signature)));
}

const TEXT = /^(fluxappregister|fluxappupdate)1(\{.*\})(\d{13})$/s;

/**
 * Reads a text that is to be signed. Null unless it is a whole message about a specification of version 8 whose JSON says nothing
 * twice, nothing unknown, and nothing that another reader could take otherwise.
 */
export function readAppMessage(text: string): { readonly message: AppMessage; readonly spec: AppSpecification } | null {
  const found = TEXT.exec(text);
  const type = APP_MESSAGE_TYPES.find((each) => each === found?.[1]);
  const specification = found?.[2];
  if (type === undefined || specification === undefined) return null;
  const spec = readSpecification(specification);
  return spec && { message: { type, specification, timestamp: Number(found?.[3]) }, spec };
}

function readSpecification(json: string): AppSpecification | null {
  try {
    const value: unknown = JSON.parse(json);
    // Written again it must be the same text: a key that stands twice or a number in another form would not be.
    if (JSON.stringify(value) !== json) return null;
    const parsed = zAppSpecification.safeParse(value);
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
