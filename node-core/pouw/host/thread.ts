// Entry of the thread that runs one module on a computer without Electron. Weaker than the app's sandbox: the module has no imports and
// no way to call anything, but only V8 stands between it and this process.

import { openModule } from '../../../shared/pouw/run';
import { serveInThread } from './serve-in-thread';

serveInThread(openModule);
