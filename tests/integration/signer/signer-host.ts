// A bare Electron main process for the signer's tests: forks the signer, plays main and the secrets window, prints what it saw.

import { app, MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import { connect, type RpcPort } from '../../../shared/contract/rpc';
import { secretsCalls } from '../../../shared/contract/secrets';
import { signerCalls } from '../../../shared/contract/signer';

const [signerFile = '', vaultDir = ''] = process.argv.slice(-2);
const WORDS = 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about'.split(' ');
const PASSWORD = 'seven quiet otters rowing';

function fork(): { child: UtilityProcess; ready: Promise<void>; calls: ReturnType<typeof connect<typeof signerCalls>>['calls'] } {
  const child = utilityProcess.fork(signerFile, [], { stdio: ['ignore', 'pipe', 'pipe'], serviceName: 'signer' });
  child.stderr?.on('data', (chunk: Buffer) => process.stderr.write(chunk));
  let tell: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => { tell = resolve; });
  const { calls } = connect({ post: (message) => child.postMessage(message), onMessage: (listener) => void child.on('message', listener) }, signerCalls, ({ event }) => {
    if (event === 'signer.ready') tell();
  });
  child.postMessage({ start: { vaultDir, network: 'practice', allowMainnet: false, practiceTime: { nowMs: 0, readAt: 0, rate: 1 } } });
  return { child, ready, calls };
}

function secretsOf(child: UtilityProcess) {
  const { port1, port2 } = new MessageChannelMain();
  child.postMessage({ secretsPort: true }, [port2]);
  return connect(asPort(port1), secretsCalls).calls;
}

function asPort(port: MessagePortMain): RpcPort {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data }) => listener(data));
      port.start();
    },
  };
}

const ended = (child: UtilityProcess): Promise<void> => new Promise((resolve) => child.once('exit', () => resolve()));

async function run(): Promise<unknown> {
  const first = fork();
  await first.ready;
  const wallet = await secretsOf(first.child)['secrets.restore.finish']({ words: WORDS, passphrase: '', network: 'practice', name: 'Host', password: PASSWORD });
  const check = await first.calls['signer.selfCheck'](undefined);
  if (first.child.pid !== undefined) process.kill(first.child.pid, 'SIGKILL');
  await ended(first.child);

  const second = fork();
  await second.ready;
  const list = await second.calls['signer.wallets'](undefined);
  const secrets = secretsOf(second.child);
  const wrong = await secrets['secrets.unlock']({ id: wallet.id, password: `${PASSWORD}!`, passphrase: null, usePrevious: false }).then(() => 'opened', (error: unknown) => (error instanceof Error && 'code' in error ? error.code : 'other'));
  await secrets['secrets.unlock']({ id: wallet.id, password: PASSWORD, passphrase: null, usePrevious: false });
  const unlocked = await second.calls['signer.unlocked'](undefined);
  if (second.child.pid !== undefined) process.kill(second.child.pid, 'SIGUSR1');
  const afterSignal = await second.calls['signer.selfCheck'](undefined);
  second.child.kill();
  await ended(second.child);
  return { check, afterSignal, listed: list.map(({ id, state }) => [id === wallet.id, state]), wrong, fingerprint: unlocked?.fingerprint };
}

void app.whenReady().then(run).then(
  (seen) => { console.log(JSON.stringify(seen)); app.exit(0); },
  (error: unknown) => { console.error(error); app.exit(1); },
);
