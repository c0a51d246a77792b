// The session of a sandbox: in memory, with one page and no way to anywhere.

import { randomBytes } from 'node:crypto';
import { session, type Session } from 'electron';
import { APP_SCHEME } from '../windows/origins';

export const SANDBOX_URL = `${APP_SCHEME}://work/index.html`;

/** Proxy that leads nowhere (the discard port of this computer): what slipped past the filter of requests ends there. */
const DEAD_PROXY = 'http=127.0.0.1:9;https=127.0.0.1:9;socks=127.0.0.1:9;ftp=127.0.0.1:9';

export interface SandboxSources {
  readonly page: string;
  readonly worker: string;
}

/** A closing tag inside of a script's text would end the script. */
const inert = (script: string): string => script.replace(/<\/(script)/gi, '<\\/$1');

/** The page as it is answered once: its nonce is never used again. */
function pageOf({ page, worker }: SandboxSources): Response {
  const nonce = randomBytes(16).toString('base64');
  const html = `<!doctype html><meta charset="utf-8"><title>work</title><script type="text/plain" id="worker" nonce="${nonce}">${inert(worker)}</script><script nonce="${nonce}">${inert(page)}</script>`;
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      // An opaque origin: no storage, no channel and no cookie is shared with anything.
      'content-security-policy': `sandbox allow-scripts; default-src 'none'; script-src 'nonce-${nonce}' 'wasm-unsafe-eval'; worker-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-dns-prefetch-control': 'off',
    },
  });
}

/** A session with its page; nothing of it outlives the app. */
export async function sandboxSession(sources: SandboxSources): Promise<Session> {
  const own = session.fromPartition(`work-${randomBytes(12).toString('hex')}`, { cache: false });
  own.protocol.handle(APP_SCHEME, (request) => (request.url === SANDBOX_URL ? pageOf(sources) : new Response('', { status: 404 })));
  own.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: url !== SANDBOX_URL && !url.startsWith('blob:') }));
  own.on('will-download', (event) => event.preventDefault());
  own.setSpellCheckerEnabled(false);
  await own.setProxy({ mode: 'fixed_servers', proxyRules: DEAD_PROXY, proxyBypassRules: '<-loopback>' });
  return own;
}
