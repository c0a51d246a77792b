// A message with its signature, as it is typed into the form that checks it.

export interface SignedText {
  scheme: 'flux' | 'bitcoin';
  address: string;
  message: string;
  signature: string;
}

export const EMPTY_CHECK: SignedText = { scheme: 'bitcoin', address: '', message: '', signature: '' };

/** Flux addresses of one key start with t; every other one is read as Bitcoin's. */
export function schemeOf(address: string): SignedText['scheme'] {
  return address.trim().startsWith('t') ? 'flux' : 'bitcoin';
}
