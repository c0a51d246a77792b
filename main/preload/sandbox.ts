// Preload of a sandbox for jobs: passes the one port on that main hands over, and gives the page nothing else.

import { ipcRenderer } from 'electron';
import { PORT_CHANNEL } from '../../shared/contract/channels';

ipcRenderer.once(PORT_CHANNEL, (event) => window.postMessage('port', '*', [...event.ports]));
