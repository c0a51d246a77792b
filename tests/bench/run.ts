// Runs the benches in turn, prints their table and writes the same as JSON. build/bench.mjs bundles and starts it.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Bench } from './bench-type';

/** One line of the table; the file that --json names is an array of these. */
interface Row {
  readonly id: string;
  readonly issue: number;
  /** Absent (null) when the bench could not be measured. */
  readonly value: number | null;
  readonly unit: string;
  readonly anchor: string;
  readonly bar: number;
  readonly holds: boolean;
}

type Outcome = Row & { note: string };

/**
 * @param benches all there are
 * @param args the command line: --only PREFIX, --json FILE
 * @returns the exit code: 0 when every bench that ran holds its bar
 */
export async function runBenches(benches: readonly Bench[], args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { only: { type: 'string' }, json: { type: 'string' } } });
  const chosen = benches.filter((bench) => bench.id.startsWith(values.only ?? ''));
  if (chosen.length === 0) {
    console.error(`No bench starts with "${values.only}". There are:\n${benches.map((bench) => `  ${bench.id}`).join('\n')}`);
    return 2;
  }
  const width = Math.max(...chosen.map((bench) => bench.id.length));
  const rows: Row[] = [];
  for (const bench of chosen) {
    const { note, ...row } = await measure(bench);
    rows.push(row);
    const value = row.value === null ? 'failed' : row.value.toFixed(3);
    console.log(`${row.holds ? 'holds ' : 'BROKEN'}  ${row.id.padEnd(width)}  ${value.padStart(9)}  at ${bench.atLeast ? 'least' : 'most '} ${String(row.bar).padStart(6)} ${row.unit}  against ${row.anchor}${note && ` (${note})`}`);
  }
  if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
  const broken = rows.filter((row) => !row.holds).length;
  console.log(`${rows.length - broken} of ${rows.length} bars hold`);
  return broken === 0 ? 0 : 1;
}

async function measure(bench: Bench): Promise<Outcome> {
  const { id, issue, unit, anchor, bar, atLeast = false } = bench;
  try {
    const { value, note = '' } = await bench.run();
    return { id, issue, value, unit, anchor, bar, holds: atLeast ? value >= bar : value <= bar, note };
  } catch (error) {
    console.error(`${id} could not be measured:`, error);
    return { id, issue, value: null, unit, anchor, bar, holds: false, note: '' };
  }
}
