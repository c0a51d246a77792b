// Hands an own address to another wallet by its own scheme. Nothing else is ever opened outside, explorers apart.

import { shell } from 'electron';
import { AppError } from '../../shared/errors/app-error';
import { judgeDeeplink } from '../../shared/links/deeplink';

/** @throws AppError links/deeplink-scheme | links/callback-… | links/not-an-address */
export async function openDeeplink(url: string, address: string): Promise<void> {
  const to = judgeDeeplink(url);
  if (!/^[A-Za-z0-9]{20,90}$/.test(address)) throw new AppError('links/not-an-address', 'this is no address');
  await shell.openExternal(to.url + address);
}
