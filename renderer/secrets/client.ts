// The secrets window's two ways out: to the signer through its own port, and to main for what is not secret.

import type { z } from 'zod';
import type { secretsWindowCalls } from '../../shared/contract/app';
import type { secretsCalls, SecretsOpen } from '../../shared/contract/secrets';
import { AppError } from '../../shared/errors/app-error';
import { bridge, outputOf } from '../app/bridge';

type Signer = typeof secretsCalls;
type Main = typeof secretsWindowCalls;
export type SignerOutput<K extends keyof Signer> = z.output<Signer[K]['out']>;

/** @throws AppError what the signer answered, process/gone when it stopped */
export async function secrets<K extends keyof Signer & string>(name: K, input: z.input<Signer[K]['in']>): Promise<SignerOutput<K>> {
  const { secrets: port } = bridge();
  if (!port) throw new AppError('window/no-bridge', 'this window has no port to the signer');
  return (await outputOf(port(name, input))) as SignerOutput<K>;
}

/** @throws AppError what main answered */
export async function callMain<K extends keyof Main & string>(name: K, input: z.input<Main[K]['in']>): Promise<z.output<Main[K]['out']>> {
  return (await outputOf(bridge().call(name, input))) as z.output<Main[K]['out']>;
}

/** Why this window was opened; answers when main has handed the port over. */
export async function openedFor(): Promise<SecretsOpen> {
  const { open } = bridge();
  if (!open) throw new AppError('window/no-bridge', 'this window was opened for nothing');
  return (await open()) as SecretsOpen;
}
