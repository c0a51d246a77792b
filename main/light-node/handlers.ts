// What main answers of the light node to the main window.

import { dialog, type BrowserWindow } from 'electron';
import type { Handlers } from '../../shared/contract/base';
import type { lightNodeWindowCalls } from '../../shared/contract/light-node-window';
import { AppError } from '../../shared/errors/app-error';
import { saveFile } from '../router/save-file';
import type { LightNodeParts } from './assemble';

export function lightNodeHandlers({ node, child }: Pick<LightNodeParts, 'node' | 'child'>, window: () => BrowserWindow | null): Handlers<typeof lightNodeWindowCalls> {
  const parent = (): BrowserWindow => {
    const found = window();
    if (!found) throw new AppError('files/no-window', 'no window to ask in');
    return found;
  };
  return {
    'lightNode.get': () => node.view(),
    'lightNode.set': (patch) => node.set(patch),
    'lightNode.folder': async ({ to }) => {
      if (to === 'usual') await node.moveTo(null);
      else {
        const { canceled, filePaths } = await dialog.showOpenDialog(parent(), { properties: ['openDirectory', 'createDirectory'] });
        if (canceled || filePaths[0] === undefined) return { moved: false };
        await node.moveTo(filePaths[0]);
      }
      return { moved: true };
    },
    'lightNode.startAgain': () => node.startAgain(),
    'lightNode.saveProof': async ({ txid }) => {
      const { name, bytes } = await child.calls['node.proof']({ txid });
      return saveFile(parent(), name, bytes);
    },
  };
}
