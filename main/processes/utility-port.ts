// Adapts Electron's utility process handle to the port that typed calls run over.

import type { UtilityProcess } from 'electron';
import type { RpcPort } from '../../shared/contract/rpc';

export function utilityPort(child: UtilityProcess): RpcPort {
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', listener),
  };
}
