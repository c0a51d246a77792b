// Entry of the thread that runs one model in the runtime on a computer without Electron.

import { openOnnx } from '../onnx/ort';
import { serveInThread } from './serve-in-thread';

serveInThread(openOnnx);
