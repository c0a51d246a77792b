// Preload of the secrets window: holds the port to the signer, so that passwords and phrases go there and nowhere else.

import { contextBridge, ipcRenderer } from 'electron';
import { CALL_CHANNEL, PORT_CHANNEL } from '../../shared/contract/channels';

interface Reply {
  readonly id: number;
}
const waiting = new Map<number, (reply: unknown) => void>();
let next = 0;
let currentPort: MessagePort | null = null;
let opened: (context: unknown) => void;
let connected: () => void;
const context = new Promise<unknown>((resolve) => {
  opened = resolve;
});
/** The signer may start later than this window; what is asked before waits for it. */
const connection = new Promise<void>((resolve) => {
  connected = resolve;
});
const gone = { ok: false, error: { code: 'process/gone', message: 'the signer stopped', context: {} } };

function isReply(message: unknown): message is Reply {
  return typeof message === 'object' && message !== null && typeof (message as Partial<Reply>).id === 'number';
}

/** Milliseconds between two questions for a port that does not come; a signer that still starts takes less. */
const ASK_EVERY = 3_000;

// A port that was lost on its way would leave the window waiting for ever.
void context.then(() => {
  const asking = setInterval(() => void ipcRenderer.invoke(CALL_CHANNEL, 'secretsWindow.port', undefined), ASK_EVERY);
  void connection.then(() => clearInterval(asking));
});

ipcRenderer.on(PORT_CHANNEL, (event, open: unknown) => {
  // Null: a port that this window asked for because it had none.
  if (open !== null) opened(open);
  const port = event.ports[0];
  if (!port) return;
  if (open === null && currentPort) return port.close();
  currentPort?.close();
  for (const reply of waiting.values()) reply(gone);
  waiting.clear();
  currentPort = port;
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!isReply(data)) return;
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  };
  port.start();
  connected();
});

contextBridge.exposeInMainWorld('fluxkeep', {
  call: (name: string, input: unknown): Promise<unknown> => ipcRenderer.invoke(CALL_CHANNEL, String(name), input),
  secrets: (name: string, input: unknown): Promise<unknown> =>
    connection.then(() => new Promise((resolve) => {
      const id = next++;
      waiting.set(id, resolve);
      if (currentPort) currentPort.postMessage({ id, call: String(name), input });
      else resolve(gone);
    })),
  open: (): Promise<unknown> => context,
});
