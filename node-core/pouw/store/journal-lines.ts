// The text of a journal: one record a line, `<bytes of the JSON> <crc32 in hex> <JSON>`. JSON has no line break inside, so a damaged line never hides the next.
import { AppError } from '../../../shared/errors/app-error';
import { crc32 } from './crc32';

/** A record is a change of state; what is larger belongs into a blob. */
const MOST_RECORD_BYTES = 1024 * 1024;

const NEW_LINE = 10;
const HEAD = /^(0|[1-9]\d{0,6}) ([0-9a-f]{8}) /;
/** Seven digits, eight of the checksum, two spaces. */
const LONGEST_HEAD = 17;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const latin = new TextDecoder('latin1');

/**
 * A record as the bytes of its line.
 * @throws AppError `journal/too-large`
 */
export function lineOf(record: unknown): Uint8Array {
  const json = encoder.encode(JSON.stringify(record));
  if (json.length > MOST_RECORD_BYTES) throw new AppError('journal/too-large', 'a record is larger than the journal takes', { context: { bytes: json.length } });
  const head = encoder.encode(`${json.length} ${crc32(json).toString(16).padStart(8, '0')} `);
  const line = new Uint8Array(head.length + json.length + 1);
  line.set(head);
  line.set(json, head.length);
  line[line.length - 1] = NEW_LINE;
  return line;
}

/** What a file holds. */
export interface JournalContent {
  /** The JSON values of whole records, in their order. */
  readonly values: readonly unknown[];
  /** Bytes up to the end of the last whole record; what follows is a torn tail. */
  readonly bytes: number;
  /** Damaged lines between whole records: no crash of an append leaves these. */
  readonly damaged: number;
}

/** Reads the whole records of `content`. */
export function readLines(content: Uint8Array): JournalContent {
  const values: unknown[] = [];
  let [bytes, damaged, passed] = [0, 0, 0];
  for (let start = 0; ; ) {
    const end = content.indexOf(NEW_LINE, start);
    if (end < 0) break;
    const read = valueOf(content.subarray(start, end));
    start = end + 1;
    if (read === null) {
      passed += 1;
      continue;
    }
    values.push(read.value);
    [bytes, damaged, passed] = [start, damaged + passed, 0];
  }
  return { values, bytes, damaged };
}

function valueOf(line: Uint8Array): { value: unknown } | null {
  const head = HEAD.exec(latin.decode(line.subarray(0, LONGEST_HEAD)));
  if (head === null) return null;
  const json = line.subarray(head[0].length);
  if (json.length !== Number(head[1]) || crc32(json) !== parseInt(head[2] ?? '', 16)) return null;
  try {
    return { value: JSON.parse(decoder.decode(json)) };
  } catch {
    // A checksum can agree by chance; text that does not read is no record.
    return null;
  }
}
