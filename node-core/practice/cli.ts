// The practice network as a program: `npm run practice` in a terminal, or with --json as a child of the app, one JSON line per event.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../../shared/errors/app-error';
import type { PracticeEvent } from '../../shared/practice/control-api';
import { startPractice, type PracticeOptions } from './index';
import { wordsOf } from './log';
import { whenParentGoes } from '../process/parent';
import { describeEvent, describeReady } from './terminal';

const USAGE = `npm run practice -- [options]
  --data FOLDER        where it keeps its state (default ~/.fluxkeep-practice)
  --seed TEXT          seed of a network that is created now
  --ports FIRST        first of twenty-six ports in a row (default: any free ones)
  --clock-rate N       practice seconds per real second
  --start-time-ms N    start of practice time of a network that is created now
  --work FOLDER        the package for useful work (default: the one beside this program)
  --anvil PATH         another Anvil than the one from npm
  --json               one JSON line per event; ends when its input closes`;

/** Real milliseconds that saving may take before the process ends anyway. */
const STOP_LIMIT_MS = 5_000;

/** A whole or decimal number, or undefined. @throws AppError `practice/bad-option` */
function numberOption(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+(\.\d+)?$/.test(text)) throw new AppError('practice/bad-option', `--${name} takes a number`);
  return Number(text);
}

/** The package for useful work lies beside this program, where it is installed. */
function workPackage(): string | undefined {
  const folder = join(__dirname, '..', 'useful-work');
  return existsSync(join(folder, 'modules')) ? folder : undefined;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', default: join(homedir(), '.fluxkeep-practice') }, seed: { type: 'string', default: 'fluxkeep' }, ports: { type: 'string' },
      'clock-rate': { type: 'string' }, 'start-time-ms': { type: 'string' }, anvil: { type: 'string' }, work: { type: 'string' }, json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return void process.stdout.write(`${USAGE}\n`);
  const say = (event: PracticeEvent): void => {
    const line = values.json ? JSON.stringify(event) : describeEvent(event);
    if (line !== null) process.stdout.write(`${line}\n`);
  };
  const options: PracticeOptions = {
    dataDir: values.data,
    seed: values.seed,
    ports: numberOption('ports', values.ports),
    clockRate: numberOption('clock-rate', values['clock-rate']),
    startTimeMs: numberOption('start-time-ms', values['start-time-ms']),
    anvilProgram: values.anvil,
    workPrograms: values.work ?? workPackage(),
    emit: say,
  };
  await run(options, values.json, say);
}

async function run(options: PracticeOptions, asChild: boolean, say: (event: PracticeEvent) => void): Promise<void> {
  let ending = false;
  const starting = startPractice(options);
  const end = (): void => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    void starting.then((network) => network.stop()).catch(() => process.exit(1)).then(() => {
      say({ event: 'exit' });
      process.exit(0);
    });
  };
  whenParentGoes(asChild, end);
  const network = await starting;
  if (ending) return;
  say(network.ready);
  if (!asChild) process.stdout.write(`${describeReady(network.ready, options.dataDir)}\n`);
}

main().catch((thrown: unknown) => {
  const code = thrown instanceof AppError ? thrown.code : 'internal/unexpected';
  const failed: PracticeEvent = { event: 'failed', code, message: wordsOf(thrown) };
  process.stdout.write(process.argv.includes('--json') ? `${JSON.stringify(failed)}\n` : `${code}: ${failed.message}\n`);
  process.exitCode = 1;
  // Timers of a network that came up halfway must not keep the process.
  setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
});
