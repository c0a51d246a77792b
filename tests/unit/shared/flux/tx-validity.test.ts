// fluxd's tx_valid.json and tx_invalid.json: parsing, structure rules and standard script templates.
// Rows whose scripts are not standard need a full script interpreter, which a wallet does not have; they are listed below
// (21 of 32 valid rows and one more that needs P2SH switched off; 31 of 54 invalid rows). All rows parse and meet or break the structure rules.
import * as tiny from 'tiny-secp256k1';
import { ByteWriter } from '../../../../shared/crypto/byte-writer';
import { asciiBytes, fromHex, toHex } from '../../../../shared/crypto/bytes';
import { OP, buildScript } from '../../../../shared/flux/script';
import { classifyScript } from '../../../../shared/flux/script-templates';
import { legacySignatureHash } from '../../../../shared/flux/sighash-legacy';
import { isCoinbase, parseTransaction, serializeTransaction } from '../../../../shared/flux/transaction';
import { transactionFault } from '../../../../shared/flux/tx-rules';
import { inputFault } from '../../../../shared/flux/verify-input';
import vectors from '../../../vectors/flux-tx-validity.json';

const OPCODES = new Map(Object.entries(OP).map(([name, code]) => [name, code]));
OPCODES.set('NOP2', OP.CHECKLOCKTIMEVERIFY);

/** Little-endian sign-magnitude bytes of a script number. */
function scriptNumber(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = value < 0n ? -value : value;
  for (; rest > 0n; rest >>= 8n) bytes.push(Number(rest & 0xffn));
  const last = bytes[bytes.length - 1];
  if (last !== undefined && last >= 0x80) bytes.push(value < 0n ? 0x80 : 0);
  else if (last !== undefined && value < 0n) bytes[bytes.length - 1] = last | 0x80;
  return Uint8Array.from(bytes);
}

/** The text form of scripts in these files: numbers and 'texts' are pushed, 0x.. is taken as it is, words are opcodes. */
function scriptOfText(text: string): Uint8Array {
  const writer = new ByteWriter();
  for (const word of text.split(' ').filter((part) => part !== '')) {
    if (/^-?\d+$/.test(word)) writer.bytes(buildScript([scriptNumber(BigInt(word))]));
    else if (word.startsWith('0x')) writer.bytes(fromHex(word.slice(2)));
    else if (word.startsWith("'")) writer.bytes(buildScript([asciiBytes(word.slice(1, -1))]));
    else {
      const opcode = OPCODES.get(word.replace(/^OP_/, ''));
      if (opcode === undefined) throw new Error(`unknown word ${word}`);
      writer.u8(opcode);
    }
  }
  return writer.finish();
}

interface Row { place: number; prevouts: ReadonlyMap<string, string>; raw: string; flags: string }
type Json = string | number | readonly Json[];

function rowsOf(table: readonly Json[]): Row[] {
  return table.flatMap((row, place) => {
    if (!Array.isArray(row) || row.length === 1) return [];
    const [prevouts, raw, flags] = row;
    if (!Array.isArray(prevouts) || typeof raw !== 'string' || typeof flags !== 'string') throw new Error(`row ${place} has another shape`);
    const scripts = new Map(prevouts.map((prevout: Json) => {
      if (!Array.isArray(prevout)) throw new Error(`row ${place} has another shape`);
      return [`${String(prevout[0])}:${Number(prevout[1]) >>> 0}`, String(prevout[2])];
    }));
    return [{ place, prevouts: scripts, raw, flags }];
  });
}

/** Faults that say: this needs an interpreter. */
const UNDECIDED: readonly string[] = ['script-not-standard', 'scriptsig-not-pushonly'];
/** Rows that are valid only because they switch a rule off that always applies here. */
const WITHOUT_P2SH = 11;

type Verdict = { readonly kind: 'structure'; readonly reason: string } | { readonly kind: 'structure-only' | 'good' | 'undecided' } | { readonly kind: 'input'; readonly reason: string };

function judge(row: Row): Verdict {
  const tx = parseTransaction(fromHex(row.raw));
  expect(toHex(serializeTransaction(tx))).toBe(row.raw);
  const fault = transactionFault(tx);
  if (fault !== null) return { kind: 'structure', reason: fault };
  if (isCoinbase(tx)) return { kind: 'structure-only' };
  const faults = tx.inputs.map((input, index) => {
    const script = row.prevouts.get(`${input.txid}:${input.index}`);
    if (script === undefined) throw new Error(`row ${row.place} spends an output that it does not list`);
    const rules = row.flags.includes('NULLDUMMY') ? 'standard' : 'consensus';
    return inputFault(input.script, scriptOfText(script), (scriptCode, hashType) => legacySignatureHash(tx, index, scriptCode, hashType), tiny, rules);
  });
  const definite = faults.find((reason) => reason !== null && !UNDECIDED.includes(reason));
  if (definite !== undefined && definite !== null) return { kind: 'input', reason: definite };
  return { kind: faults.every((reason) => reason === null) ? 'good' : 'undecided' };
}

/** Why a row needs an interpreter. */
function needs(row: Row): string {
  if (row.flags.includes('CHECKLOCKTIMEVERIFY')) return 'checklocktimeverify';
  const tx = parseTransaction(fromHex(row.raw));
  const scripts = tx.inputs.map((input) => scriptOfText(row.prevouts.get(`${input.txid}:${input.index}`) ?? ''));
  if (scripts.every((script) => classifyScript(script).kind === 'p2sh')) return 'redeem script of another form';
  return scripts.some((script) => classifyScript(script).kind === 'nonstandard') ? 'output script of another form' : 'scriptSig with opcodes';
}

function leftOut(rows: readonly Row[]): Record<string, number[]> {
  const groups: Record<string, number[]> = {};
  for (const row of rows) if (judge(row).kind === 'undecided') groups[needs(row)] = [...(groups[needs(row)] ?? []), row.place];
  return groups;
}

const count = (verdicts: readonly Verdict[], kind: Verdict['kind']): number => verdicts.filter((verdict) => verdict.kind === kind).length;

describe('tx_valid.json', () => {
  const rows = rowsOf(vectors.tx_valid).filter((row) => row.place !== WITHOUT_P2SH);

  test('which rows are left out', () => {
    expect(leftOut(rows)).toEqual({
      checklocktimeverify: [48, 49, 50, 52, 53, 54, 56, 58, 60, 62, 64, 66],
      'output script of another form': [9, 32, 37, 39, 41, 42, 43, 44, 45],
    });
  });

  test.each(rows.map((row) => [row.place, row] as const))('row %d is not refused', (_, row) => {
    expect(['good', 'structure-only', 'undecided']).toContain(judge(row).kind);
  });

  test('how many rows are decided', () => {
    const verdicts = rows.map(judge);
    expect({ rows: rows.length, good: count(verdicts, 'good'), coinbase: count(verdicts, 'structure-only'), interpreter: count(verdicts, 'undecided') }).toEqual({ rows: 31, good: 8, coinbase: 2, interpreter: 21 });
  });
});

describe('tx_invalid.json', () => {
  const rows = rowsOf(vectors.tx_invalid);

  test('which rows are left out', () => {
    expect(leftOut(rows)).toEqual({
      checklocktimeverify: [87, 88, 90, 91, 93, 94, 96, 98, 99, 101, 102, 104, 106, 107, 108, 109, 110, 112, 114, 116, 118, 120],
      'output script of another form': [6, 10, 15, 17, 22, 84, 129],
      'redeem script of another form': [24],
      'scriptSig with opcodes': [127],
    });
  });

  test.each(rows.map((row) => [row.place, row] as const))('row %d is not accepted', (_, row) => {
    expect(['structure', 'input', 'undecided']).toContain(judge(row).kind);
  });

  test('how many rows are decided', () => {
    const verdicts = rows.map(judge);
    expect({ rows: rows.length, structure: count(verdicts, 'structure'), input: count(verdicts, 'input'), interpreter: count(verdicts, 'undecided') }).toEqual({ rows: 54, structure: 7, input: 16, interpreter: 31 });
  });

  test('each structure rule has its reason', () => {
    const reasons = rows.flatMap((row) => {
      const verdict = judge(row);
      return verdict.kind === 'structure' ? [verdict.reason] : [];
    });
    expect(reasons).toEqual(['bad-txns-vin-empty', 'bad-txns-vout-empty', 'bad-txns-vout-negative', 'bad-txns-inputs-duplicate', 'bad-cb-length', 'bad-cb-length', 'bad-cb-length']);
  });
});
