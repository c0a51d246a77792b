// The one-time phrase that Fusion asks to be signed for a claim (flux-services 2.7): server time in milliseconds, then base 36.

const PHRASE = /^\d{13}[0-9a-z]{20,60}$/;

/** Whether a text has the shape of a claim phrase: nothing else is signed for Fusion. */
export function isClaimPhrase(text: string): boolean {
  return PHRASE.test(text);
}
