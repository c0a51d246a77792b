// Preload of the approval window: it may read the review and answer it, nothing else.

import { contextBridge, ipcRenderer } from 'electron';
import { CALL_CHANNEL } from '../../shared/contract/channels';

contextBridge.exposeInMainWorld('fluxkeep', {
  call: (name: string, input: unknown): Promise<unknown> => ipcRenderer.invoke(CALL_CHANNEL, String(name), input),
});
