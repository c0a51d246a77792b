// Fusion's envelope: every answer is HTTP 200 with a status; refusals carry code, name and words of our own.
import { AppError } from '../../../shared/errors/app-error';
import type { ServiceReply } from '../http/server';
import { writeExact, type JsonOut } from './exact-json';

type Extra = { readonly [key: string]: JsonOut | undefined };

/** What the operator refuses; `extra` stands beside code, name and message. */
export class FusionRefusal extends AppError {
  readonly extra: Extra;

  constructor(code: string, message: string, extra: Extra = {}) {
    super(`fusion/${code}`, message);
    this.extra = extra;
  }
}

function exactJson(value: JsonOut): ServiceReply {
  return { kind: 'text', status: 200, text: writeExact(value), headers: { 'content-type': 'application/json' } };
}

export const success = (data: JsonOut): ServiceReply => exactJson({ status: 'success', data });

export const refusal = (code: string, message: string, extra: Extra = {}): ServiceReply =>
  exactJson({ status: 'error', data: { code, name: 'FusionError', message, ...extra } });

/** An error that says nothing about itself: a fault to try clients with. */
export const errorWithoutData = (): ServiceReply => exactJson({ status: 'error' });
