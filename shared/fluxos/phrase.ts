// Phrases that a FluxOS node gives for a login (flux-services 3.3): its time in milliseconds, then base 36. Claims and votes have phrases of the same shape.

const PHRASE = /^\d{13}[0-9a-z]{27,57}$/;

/** A phrase is good for so long, on the node that gave it. */
export const PHRASE_LIFE_MS = 15 * 60_000;
/** And a login made with it. */
export const SESSION_LIFE_MS = 14 * 86_400_000;

/** Whether a text has the shape of a login phrase: 40 to 70 characters. */
export function isLoginPhrase(text: string): boolean {
  return PHRASE.test(text);
}

/** When the node made it, in milliseconds since 1970. */
export function phraseTime(phrase: string): number {
  return Number(phrase.slice(0, 13));
}
