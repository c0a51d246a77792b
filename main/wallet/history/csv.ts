// Activity as CSV (RFC 4180). Cells that a spreadsheet would run as a formula are defused with an apostrophe (OWASP, CSV injection).

import { contractOf } from '../../../shared/chains/ids';
import { builtInAsset } from '../../../shared/chains/registry';
import type { Activity } from '../../../shared/contract/wallet';
import { plainAmount } from '../../../shared/money/units';

const HEADER = ['time', 'chain', 'kind', 'state', 'symbol', 'contract', 'amount', 'fee', 'fee symbol', 'counterparties', 'transaction', 'label', 'note'];
const NUMBER = /^-?\d+(\.\d+)?$/;

export function toCsv(entries: readonly Activity[]): string {
  return csvText([HEADER, ...entries.map(row)]);
}

/** Rows of cells as CSV; formulas are defused. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map(cell).join(',')).join('\r\n') + '\r\n';
}

function row(entry: Activity): string[] {
  const feeAsset = entry.fee && builtInAsset(entry.fee.asset);
  return [
    new Date(entry.time).toISOString(), entry.chain, entry.kind, entry.state.kind, entry.symbol, contractOf(entry.asset) ?? '',
    // A token that does not tell its decimals has no amount but the raw integer.
    plainAmount(BigInt(entry.amount), entry.decimals ?? 0),
    entry.fee ? plainAmount(BigInt(entry.fee.units), feeAsset?.decimals ?? 0) : '', feeAsset?.symbol ?? '',
    entry.counterparties.join(' '), entry.txid, entry.label ?? '', entry.note ?? '',
  ];
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
