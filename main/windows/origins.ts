// Each window has an origin of its own under the app scheme: app://wallet, app://secrets, app://approval.

import type { Caller } from '../../shared/contract/base';

export const APP_SCHEME = 'app';
export type WindowKind = Exclude<Caller, 'main'>;

const HOSTS: Record<WindowKind, string> = { 'main-window': 'wallet', secrets: 'secrets', approval: 'approval' };
/** HTML entry in the renderer's output folder. */
const ENTRIES: Record<WindowKind, string> = { 'main-window': 'index.html', secrets: 'secrets/index.html', approval: 'approval/index.html' };

export function originOf(kind: WindowKind): string {
  return `${APP_SCHEME}://${HOSTS[kind]}`;
}

export function urlOf(kind: WindowKind): string {
  return `${originOf(kind)}/index.html`;
}

/** In-memory partitions: nothing that a window stores survives it. */
export function partitionOf(kind: WindowKind): string {
  return `fluxkeep-${kind}`;
}

export function entryOf(kind: WindowKind): string {
  return ENTRIES[kind];
}
