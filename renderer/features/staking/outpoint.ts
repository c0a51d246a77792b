// The place of a coin as people and FluxOS write it: transaction id, colon, number of the output.

import { errorLine } from '../../ui/error-notice';

export interface Outpoint {
  readonly txid: string;
  readonly vout: number;
}
type Context = Record<string, string | number | boolean>;

export const outpointText = ({ txid, vout }: Outpoint): string => `${txid}:${vout}`;
export const shortOutpoint = ({ txid, vout }: Outpoint): string => `${txid.slice(0, 4)}…${txid.slice(-4)}:${vout}`;

/** Takes "txid:vout", and what fluxd prints: both parts with a space or a comma between. */
export function parseOutpoint(text: string): Outpoint | null {
  const match = /^([0-9a-f]{64})[\s:,]+(\d{1,10})$/i.exec(text.trim());
  const vout = Number(match?.[2]);
  return match?.[1] !== undefined && vout <= 0xffffffff ? { txid: match[1].toLowerCase(), vout } : null;
}

/** A problem of a start in words, by its code. */
export const problemWords = (code: string, context: Context = {}): string => errorLine({ code, message: '', context });
