// The app scheme: serves the bundled files of one window to its own origin, under a strict Content-Security-Policy, and nothing else.

import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol, session, type Session } from 'electron';
import { APP_SCHEME, entryOf, originOf, partitionOf, type WindowKind } from './origins';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

const CSP = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'",
  "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'",
].join('; ');

const HEADERS = {
  'Content-Security-Policy': CSP,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

/** A window's session: in memory, served from `root`, without permissions and without any request to elsewhere. */
export function prepareSession(kind: WindowKind, root: string): Session {
  const own = session.fromPartition(partitionOf(kind), { cache: true });
  if (own.protocol.isProtocolHandled(APP_SCHEME)) return own;
  own.protocol.handle(APP_SCHEME, (request) => serveFile(kind, root, request.url));
  own.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.webRequest.onBeforeRequest((details, decide) => {
    const allowed = details.url.startsWith(`${originOf(kind)}/`) || details.url.startsWith('devtools://') || details.url.startsWith('data:image/');
    decide({ cancel: !allowed });
  });
  own.on('will-download', (event) => event.preventDefault());
  own.setSpellCheckerEnabled(false);
  return own;
}

async function serveFile(kind: WindowKind, root: string, address: string): Promise<Response> {
  const url = new URL(address);
  if (`${url.protocol}//${url.host}` !== originOf(kind)) return new Response('', { status: 404 });
  const path = url.pathname === '/' || url.pathname === '/index.html' ? entryOf(kind) : normalize(decodeURIComponent(url.pathname)).replace(/^[/\\]+/, '');
  const file = join(root, path);
  const type = TYPES[extname(file)];
  if (!file.startsWith(root + sep) || !type) return new Response('', { status: 404 });
  try {
    return new Response(new Uint8Array(await readFile(file)), { headers: { ...HEADERS, 'Content-Type': type } });
  } catch {
    return new Response('', { status: 404 });
  }
}
