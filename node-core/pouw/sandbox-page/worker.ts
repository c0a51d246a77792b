// Runs inside a Web Worker in the sandbox's renderer: one module.

import { openModule } from '../../../shared/pouw/run';
import { serveInWorker } from './serve-in-worker';

serveInWorker(openModule);
