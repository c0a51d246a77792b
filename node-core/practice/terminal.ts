// The practice network's words in a terminal.
import type { PracticeEvent, PracticeReady } from '../../shared/practice/control-api';

/** A line for what a person at the terminal should see, or null. */
export function describeEvent(event: PracticeEvent): string | null {
  switch (event.event) {
    case 'log': return event.level === 'info' ? null : `${event.level}: ${event.message}`;
    case 'node': return `${event.chain}: ${event.state}`;
    case 'reset': return `reset: instance ${event.instanceId}`;
    case 'failed': return `${event.code}: ${event.message}`;
    case 'ready':
    case 'clock':
    case 'exit': return null;
  }
}

/** Endpoints, token and folder, one a line. */
export function describeReady({ endpoints, controlToken, instanceId }: PracticeReady, folder: string): string {
  const lines = Object.entries(endpoints).map(([name, url]) => `${name.padEnd(10)} ${url === null ? 'not here' : typeof url === 'string' ? url : Array.isArray(url) ? url.join('   ') : `${url.a}   ${url.b}`}`);
  return [...lines, `token      ${controlToken}`, `instance   ${instanceId}`, `folder     ${folder}`, 'Ctrl+C stops it.'].join('\n');
}
