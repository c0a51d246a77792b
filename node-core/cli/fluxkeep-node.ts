// Entry of `fluxkeep-node`: the light FluxNode for a terminal or a server, without Electron.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toAppError } from '../../shared/errors/app-error';
import { EXIT, run, type Terminal } from './commands';
import { readOptions } from './options';
import { USAGE } from './usage';
import { hashNatively } from '../process/native-sha256';

hashNatively();

const ended = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  // Whoever read the events is gone.
  process.stdout.on('error', () => resolve());
});
const terminal: Terminal = {
  event: (value) => void process.stdout.write(`${JSON.stringify(value)}\n`),
  write: (bytes) => void process.stdout.write(bytes),
  say: (line) => void process.stderr.write(`${line}\n`),
  readInput: () => readFileSync(0, 'utf8'),
  ended,
  threadProgram: join(__dirname, 'signature-thread.cjs'),
};

/** Useful work is a package of its own: its commands are there where it is installed. */
const WORK_COMMANDS = ['coordinator', 'worker', 'publish'];

function startWorkPackage(): void {
  const program = join(__dirname, '..', 'useful-work', 'cli.cjs');
  if (!existsSync(program)) {
    process.stderr.write('fluxkeep-node: the package for useful work is not installed here (pouw/not-installed)\n');
    process.exit(EXIT.failed);
  }
  require(program);
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (!options.help) return run(options, terminal);
  process.stdout.write(USAGE);
  return EXIT.done;
}

if (WORK_COMMANDS.includes(process.argv[2] ?? '')) startWorkPackage();
else main().then((code) => {
  process.exitCode = code;
  // Sockets and timers that are still open must not keep a finished command.
  setTimeout(() => process.exit(code), 2_000).unref();
}, (thrown: unknown) => {
  const { code, message } = toAppError(thrown);
  process.stderr.write(`fluxkeep-node: ${message} (${code})\n`);
  process.exit(/^(cli|bytes|address|p2p\/bad-address)/.test(code) ? EXIT.usage : EXIT.failed);
});
