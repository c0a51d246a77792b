// A row of the address table: an address of the wallet with its key, its place and what is known of its use.

import { zKeyRef, zScriptType, type KeyRef, type ScriptType } from '../../../shared/contract/money-path';
import { encodeAddress } from '../../../shared/evm/address';
import { fromHex } from '../../../shared/crypto/bytes';
import { isEvmChain, type ChainId } from '../../../shared/chains/ids';
import { blob, flag, integer, integerOrNull, json, parse, text, textOrNull } from '../store/columns';
import type { Row } from '../store/database';

export interface OwnRow {
  readonly chain: ChainId;
  readonly address: string;
  readonly script: Uint8Array;
  readonly scriptType: ScriptType;
  readonly key: KeyRef;
  readonly keyBytes: 33 | 65;
  readonly account: string | null;
  readonly branch: 0 | 1 | null;
  readonly index: number | null;
  readonly path: string;
  used: boolean;
  handedOut: number | null;
  lastUsed: number | null;
  /** When its whole history was first read; null: never. */
  checkedAt: number | null;
  fingerprint: string | null;
}

export function ownRow(chain: ChainId, row: Row): OwnRow {
  const branch = integerOrNull(row, 'branch');
  return {
    chain,
    address: text(row, 'address'),
    script: blob(row, 'script'),
    scriptType: parse(zScriptType, text(row, 'script_type')),
    key: parse(zKeyRef, json(row, 'key')),
    keyBytes: integer(row, 'key_bytes') === 65 ? 65 : 33,
    account: textOrNull(row, 'account'),
    branch: branch === null ? null : branch === 1 ? 1 : 0,
    index: integerOrNull(row, 'idx'),
    path: text(row, 'path'),
    used: flag(row, 'used'),
    handedOut: integerOrNull(row, 'handed_out'),
    lastUsed: integerOrNull(row, 'last_used'),
    checkedAt: integerOrNull(row, 'checked_at'),
    fingerprint: textOrNull(row, 'fingerprint'),
  };
}

/** EVM addresses compare in one form: EIP-55. Others are what they are. */
export function normalAddress(chain: ChainId, address: string): string {
  return isEvmChain(chain) && /^0x[0-9a-fA-F]{40}$/.test(address) ? encodeAddress(fromHex(address.slice(2))) : address;
}
