// Entry of the package's own program: started by fluxkeep-node, or by itself.
import { toAppError } from '../../../shared/errors/app-error';
import { hashNatively } from '../../process/native-sha256';
import { runWork } from './cli';

hashNatively();

const ended = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  // Whoever read the events is gone.
  process.stdout.on('error', () => resolve());
});

runWork(process.argv.slice(2), {
  event: (value) => void process.stdout.write(`${JSON.stringify(value)}\n`),
  say: (line) => void process.stderr.write(`${line}\n`),
  ended, programs: __dirname,
}).then((code) => process.exit(code), (thrown: unknown) => {
  const { code, message } = toAppError(thrown);
  process.stderr.write(`fluxkeep-node: ${message} (${code})\n`);
  process.exit(code.startsWith('cli/') ? 2 : 1);
});
