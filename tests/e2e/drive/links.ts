// A web page that lets people in by their Flux ID, and the ways in which its link reaches the app.
import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crypto, payments } from 'bitcoinjs-lib';
import { Signature, SigningKey } from 'ethers';
import type { Locator, Page } from 'playwright-core';
import type { RunningApp } from '../harness/app';
import { appFolder, electronProgram, sandboxFlags } from '../harness/runtime';
import { screenOfWorker } from '../harness/screen';

export interface LoginPage {
  readonly url: string;
  readonly phrase: string;
  /** Every form that was posted to the callback, with the content type. */
  readonly posted: { readonly type: string; readonly form: Readonly<Record<string, string>> }[];
  /** Every form that was posted elsewhere, by its path. */
  readonly told: { readonly path: string; readonly form: Readonly<Record<string, string>> }[];
  close(): Promise<void>;
}

function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => resolve(Buffer.concat(parts).toString('utf8')));
    request.on('error', reject);
  });
}

/** Whether an address signed a text as Bitcoin's message signing has it, judged by libraries of others: ethers finds the key, bitcoinjs-lib its address. */
function verify(text: string, address: string, signature: string): boolean {
  const magic = Buffer.from('Bitcoin Signed Message:\n');
  const message = Buffer.from(text);
  if (message.length >= 253) throw new Error('longer than this reads');
  const digest = crypto.hash256(Buffer.concat([Buffer.from([magic.length]), magic, Buffer.from([message.length]), message]));
  const bytes = Buffer.from(signature, 'base64');
  const [head = 0] = bytes;
  const parity = (head - 27) & 1;
  const found = SigningKey.recoverPublicKey(digest, Signature.from({ r: `0x${bytes.subarray(1, 33).toString('hex')}`, s: `0x${bytes.subarray(33).toString('hex')}`, v: 27 + parity }));
  return payments.p2pkh({ pubkey: Buffer.from(SigningKey.computePublicKey(found, head >= 31).slice(2), 'hex') }).address === address;
}

/** Serves a page with a link to log in by; whoever signs its phrase is let in. Signatures are checked by a library of others. */
export async function loginPage(): Promise<LoginPage> {
  const phrase = `${Date.now()}${'k3v9'.repeat(11)}`;
  const posted: LoginPage['posted'] = [];
  const told: LoginPage['told'] = [];
  let visitor: string | null = null;
  const server = createServer((request, response) => {
    void (async () => {
      const { port } = server.address() as AddressInfo;
      if (request.method === 'POST' && request.url === '/login?session=7') {
        const form = Object.fromEntries(new URLSearchParams(await bodyOf(request)));
        posted.push({ type: request.headers['content-type'] ?? '', form });
        const good = form.message === phrase && verify(phrase, form.address ?? '', form.signature ?? '');
        if (good) visitor = form.address ?? null;
        return response.writeHead(good ? 200 : 403).end(good ? `Welcome ${visitor ?? ''}` : 'No');
      }
      if (request.method === 'POST') {
        told.push({ path: request.url ?? '', form: Object.fromEntries(new URLSearchParams(await bodyOf(request))) });
        return response.writeHead(200).end('Thank you');
      }
      const link = `zel:?action=sign&message=${phrase}&icon=http%3A%2F%2F127.0.0.1%3A${port}%2Ficon.svg&callback=${encodeURIComponent(`http://127.0.0.1:${port}/login?session=7`)}`;
      return response.writeHead(200, { 'content-type': 'text/html' }).end(visitor === null ? `<a href="${link.replaceAll('&', '&amp;')}">Log in with your Flux ID</a>` : `<p>Logged in as ${visitor}</p>`);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, phrase, posted, told, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** The page as a browser gets it. */
export const visit = async (page: LoginPage): Promise<string> => (await fetch(page.url)).text();

/** The link on the page. */
export async function linkOn(page: LoginPage): Promise<string> {
  const href = /href="([^"]+)"/.exec(await visit(page))?.[1];
  if (href === undefined) throw new Error('the page has no link');
  return href.replaceAll('&amp;', '&');
}

/** Runs a command of the palette by its name. */
async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const search = page.getByRole('combobox', { name: 'Type a command, a chain or a contact' });
  await search.fill(name);
  await page.getByRole('option', { name, exact: true }).click();
}

/** Types a link into the dialog that asks for one. @returns the dialog */
export async function openTyped(page: Page, link: string): Promise<Locator> {
  await command(page, 'Open a link');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Link' }).fill(link);
  await dialog.getByRole('button', { name: 'Look at it' }).click();
  return page.getByRole('dialog');
}

/** Copies a link as another program does, and opens it from the clipboard. */
export async function openCopied(app: RunningApp, page: Page, link: string): Promise<Locator> {
  await app.electron.evaluate(({ clipboard }, text) => clipboard.writeText(text), link);
  await command(page, 'Open the link in the clipboard');
  return page.getByRole('dialog');
}

/** Starts the app again with a link, as the system does. Resolves when that second start has ended. */
export function handOver(profile: string, link: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...screenOfWorker() };
    const second = spawn(electronProgram(), [...sandboxFlags(), '--disable-gpu', appFolder(), '--profile', profile, link], { env, stdio: 'ignore' });
    second.on('error', reject);
    second.on('exit', resolve);
  });
}

export async function closeDialog(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: /^(Close|Cancel)$/ }).last().click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}
