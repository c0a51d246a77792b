// Runs inside a Web Worker in the sandbox's renderer: one model in the runtime. Only a sandbox for such a job is ever given this script.

import { openOnnx } from '../onnx/ort';
import { serveInWorker } from './serve-in-worker';

serveInWorker(openOnnx);
