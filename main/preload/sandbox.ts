// Preload of a sandbox for jobs: passes the one port on that main hands over, with a script where the job needs another one than the page has,
// and gives the page nothing else.

import { ipcRenderer } from 'electron';
import { PORT_CHANNEL } from '../../shared/contract/channels';

ipcRenderer.once(PORT_CHANNEL, (event, script: unknown) => window.postMessage(typeof script === 'string' ? script : '', '*', [...event.ports]));
