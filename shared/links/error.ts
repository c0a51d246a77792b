// Refusals of links, and how much a link may hold.
import { AppError, type ErrorContext } from '../errors/app-error';

/** Longer links are refused unread: no text that can be signed needs more, however it is encoded. In characters. */
export const MAX_LINK_LENGTH = 50_000;
/** The longest text that the signer shows and signs, with invisible characters written out. In characters. */
export const MAX_SIGNED_TEXT = 4096;
/** Longest callback address. In characters. */
export const MAX_CALLBACK_LENGTH = 1000;

/** An error of this folder. */
export function linkError(what: string, message: string, context: ErrorContext = {}): AppError {
  return new AppError(`links/${what}`, message, { context });
}
