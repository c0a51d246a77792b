// What a text to be signed is for: told by its shape, because the signature covers the text and nothing else.

import { parseTransaction as parseBitcoin } from '../bitcoin/transaction';
import { fromHex } from '../crypto/bytes';
import { parseTransaction as parseEvm } from '../evm/transaction';
import { parseTransaction as parseFlux } from '../flux/transaction';
import { delegationText } from '../pouw/delegation';

/**
 * `phrase`: a one-time phrase; logins, Fusion claims and xDAO votes have the same one. `app-register` and `app-update`: an app of the
 * Flux cloud. `delegation`: a worker for useful work that acts for the Flux ID. `transaction`, `hash`, `fluxnode` (a CONFIRM) and `hex`
 * are for machines. Everything else is `text`.
 */
export type Meaning = 'phrase' | 'app-register' | 'app-update' | 'delegation' | 'transaction' | 'hash' | 'fluxnode' | 'hex' | 'text';

/** 13 digits of milliseconds and base 36, as the services make them; longer than any that was seen. */
const PHRASE = /^\d{13}[0-9a-z]{20,200}$/i;
/** Text before JSON before a time in milliseconds (flux-services 3.5); the old names are still taken. */
const APP = /^(?:flux|zel)app(register|update)\d{1,3}\{.*\}\d{13}$/s;
const HEX = /^(?:0x)?(?:[0-9a-f]{2}){33,}$/i;
const DELEGATION = delegationText({ node: '', payout: '', until: 0 }).split('\n')[0] ?? '';

function isTransaction(hex: string): boolean {
  const bytes = fromHex(hex);
  return [parseFlux, parseBitcoin, parseEvm].some((parse) => {
    try {
      parse(bytes);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * Whether a message is something that machines act on: a transaction hash or FluxNode START id (64 hex digits),
 * a FluxNode CONFIRM, a raw transaction, or any long run of hex that could be one.
 */
export function machineText(message: string): 'hash' | 'fluxnode' | 'transaction' | 'hex' | null {
  const bare = message.trim();
  if (/^(0x)?[0-9a-f]{64}$/i.test(bare)) return 'hash';
  if (/^COutPoint\(/.test(bare)) return 'fluxnode';
  if (!HEX.test(bare)) return null;
  return isTransaction(bare.replace(/^0x/i, '').toLowerCase()) ? 'transaction' : 'hex';
}

/** Spaces and invisible characters around or in a text do not change what it is taken for: a service may strip them. */
const bareText = (message: string): string => message.replace(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\s]/gu, '');

/** Never throws. */
export function meaningOf(message: string): Meaning {
  if (message.startsWith(DELEGATION)) return 'delegation';
  const bare = bareText(message);
  if (PHRASE.test(bare)) return 'phrase';
  const app = APP.exec(message.trim())?.[1];
  if (app !== undefined) return app === 'register' ? 'app-register' : 'app-update';
  return machineText(bare) ?? machineText(message) ?? 'text';
}
