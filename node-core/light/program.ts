// Entry of the light node's process under the app: typed calls over the port that Electron gives, until the app is gone.
import { runUnderApp } from '../process/utility-process';
import { serveLightNode } from './service';

runUnderApp((parent) => serveLightNode(
  { post: (message) => parent.postMessage(message), onMessage: (listener) => parent.on('message', ({ data }) => listener(data)) },
  (line) => console.error(line),
  __dirname,
));
