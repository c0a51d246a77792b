// Preload of the main window: one call function and one event function, by name only. Main decides what this window may call.

import { contextBridge, ipcRenderer } from 'electron';
import { CALL_CHANNEL, EVENT_CHANNEL } from '../../shared/contract/channels';

type Listener = (payload: unknown) => void;
const listeners = new Map<string, Set<Listener>>();

ipcRenderer.on(EVENT_CHANNEL, (_event, name: unknown, payload: unknown) => {
  if (typeof name === 'string') for (const listener of listeners.get(name) ?? []) listener(payload);
});

contextBridge.exposeInMainWorld('fluxkeep', {
  call: (name: string, input: unknown): Promise<unknown> => ipcRenderer.invoke(CALL_CHANNEL, String(name), input),
  on: (name: string, listener: Listener): (() => void) => {
    const set = listeners.get(String(name)) ?? new Set<Listener>();
    listeners.set(String(name), set.add(listener));
    return () => set.delete(listener);
  },
});
