import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../../shared/errors/app-error';
import { hostLine, judgeCallback } from '../../../../shared/links/callback';
import { judgeDeeplink } from '../../../../shared/links/deeplink';
import { meaningOf } from '../../../../shared/links/meaning';
import { parseLink } from '../../../../shared/links/parse';
import { linkRows } from '../../../../shared/links/view';
import { linkWarnings } from '../../../../shared/links/warnings';
import { delegationText } from '../../../../shared/pouw/delegation';

const FLUX = 't1VnEcbUPGkTyiDeQ5k9bTBxE3dGq1kTwHF';
const PHRASE = '1767225600000abcdefghijklmnopqrstuvwxyz0123456789abcdefgh';
const enc = encodeURIComponent;
const sign = (message: string, callback?: string): string => `zel:?action=sign&message=${enc(message)}${callback === undefined ? '' : `&callback=${enc(callback)}`}`;

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown.code;
    throw thrown;
  }
  return 'no error';
}

describe('parseLink', () => {
  it('reads a login of FluxOS, and shows what it ignores', () => {
    const link = parseLink(`${sign(PHRASE, 'https://home.runonflux.io/id/verifylogin')}&icon=https%3A%2F%2Fraw.githubusercontent.com%2Fx.svg`, 'mainnet');
    expect(link).toMatchObject({ kind: 'sign', message: { kind: 'text', text: PHRASE }, callback: { host: 'home.runonflux.io', standing: 'official', port: null } });
    expect(linkRows(link)).toEqual([
      { name: 'message', parameter: null, text: PHRASE },
      { name: 'callback', parameter: null, text: 'https://home.runonflux.io/id/verifylogin' },
      { name: 'extra', parameter: 'icon', text: 'https://raw.githubusercontent.com/x.svg' },
    ]);
  });
  it('reads a payment with a callback, in both schemes and without an action', () => {
    for (const start of ['zel:?action=pay&', 'fluxkeep:?action=pay&', 'ZEL:?']) {
      const link = parseLink(`${start}coin=zelcash&address=${FLUX}&amount=3&message=Invoice%207&callback=${enc('https://shop.example.org/paid?id=1')}`, 'mainnet');
      expect(link).toMatchObject({ kind: 'pay', request: { asset: 'flux/native', address: FLUX, amount: 300_000_000n, message: 'Invoice 7' }, callback: { host: 'shop.example.org', standing: 'other' } });
    }
  });
  it('reads payment links of every chain', () => {
    expect(parseLink(`flux:${FLUX}?amount=12`, 'mainnet')).toMatchObject({ kind: 'pay', request: { amount: 1_200_000_000n }, callback: null });
    expect(parseLink('bitcoin:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'mainnet')).toMatchObject({ kind: 'pay', request: { asset: 'bitcoin/native' } });
    expect(parseLink('ethereum:0x71C7656EC7ab88b098defB751B7401B5f6d8976F@8453?value=1', 'mainnet')).toMatchObject({ kind: 'pay', request: { asset: 'base/native' } });
  });
  it('reads a question for an address, and how the answer goes', () => {
    const asks = (more: string) => parseLink(`zel:?action=getaddress&coin=zelcash${more}`, 'mainnet');
    expect(asks('')).toMatchObject({ kind: 'address', asset: 'flux/native', answer: { kind: 'none' } });
    expect(asks(`&callback=${enc('https://a.example.org/x')}`)).toMatchObject({ answer: { kind: 'post', callback: { url: 'https://a.example.org/x' } } });
    expect(asks(`&callbacktype=get&callback=${enc('https://a.example.org/x?address=')}`)).toMatchObject({ answer: { kind: 'get', callback: { url: 'https://a.example.org/x?address=' } } });
    expect(asks(`&callbacktype=deeplink&callback=${enc('ssp:back?a=')}`)).toMatchObject({ answer: { kind: 'deeplink', to: { scheme: 'ssp', url: 'ssp:back?a=' } } });
  });
  it('takes a long text from the storage of Flux alone', () => {
    expect(parseLink(sign('FLUX_URL=https://storage.runonflux.io/v1/public/1767225600000abc'), 'mainnet')).toMatchObject({ message: { kind: 'stored', url: 'https://storage.runonflux.io/v1/public/1767225600000abc' } });
  });

  it.each<[string, string]>([
    ['nothing', 'links/not-a-link'],
    ['', 'links/not-a-link'],
    ['fluxkeep:action=sign', 'links/malformed'],
    ['zel:?action=steal', 'links/unknown-action'],
    ['zel:?action=sign', 'links/no-message'],
    [sign('x'.repeat(4097)), 'links/message-too-long'],
    [sign('\u202e'.repeat(600)), 'links/message-too-long'],
    [`zel:?action=sign&message=${'x'.repeat(50_000)}`, 'links/too-long'],
    [sign('FLUX_URL=https://storage.runonflux.io.evil.example/v1/public/a'), 'links/foreign-storage'],
    [sign('FLUX_URL=http://storage.runonflux.io/v1/public/a'), 'links/foreign-storage'],
    [sign('FLUX_URL=https://storage.runonflux.io/v1/public/../../x'), 'links/foreign-storage'],
    ['zel:?action=sign&message=a&message=b', 'uri/duplicate'],
    ['zel:?action=sign&message=a&req-now=1', 'uri/unknown-required'],
    ['zel:?action=sign&message=%ff', 'uri/bad-escape'],
    ['zel:?action=sign&message=a b', 'uri/bad-escape'],
    ['zel:?action=sign&message=\ud800', 'links/bad-text'],
    ['zel:?action=getaddress', 'links/no-coin'],
    ['zel:?action=getaddress&coin=monero', 'uri/other-chain'],
    ['zel:?action=getaddress&coin=flux&callbacktype=pigeon', 'links/callback-type'],
    [`zel:?action=getaddress&coin=flux&callbacktype=deeplink&callback=${enc('file:///etc/passwd')}`, 'links/deeplink-scheme'],
    [`zel:?action=pay&coin=flux&address=${FLUX}&amount=1&callback=${enc('http://shop.example.org')}`, 'links/callback-not-https'],
  ])('refuses %s', (text, code) => {
    expect(codeOf(() => parseLink(text, 'mainnet'))).toBe(code);
  });
});

describe('judgeCallback', () => {
  it.each<[string, string]>([
    ['http://example.org/', 'links/callback-not-https'],
    ['https://localhost/', 'links/callback-private'],
    ['https://printer.local/', 'links/callback-private'],
    ['https://router/', 'links/callback-private'],
    ['https://127.0.0.1/', 'links/callback-private'],
    ['https://127.1/', 'links/callback-private'],
    ['https://2130706433/', 'links/callback-private'],
    ['https://0x7f000001/', 'links/callback-private'],
    ['https://0177.0.0.1/', 'links/callback-private'],
    ['https://10.0.0.7/', 'links/callback-private'],
    ['https://192.168.1.1:8443/', 'links/callback-private'],
    ['https://169.254.169.254/latest/meta-data', 'links/callback-private'],
    ['https://8.8.8.8/', 'links/callback-private'],
    ['https://[::1]/', 'links/callback-private'],
    ['https://[::ffff:10.0.0.1]/', 'links/callback-private'],
    ['https://１２７.0.0.1/', 'links/callback-private'],
    ['https://x.internal/', 'links/callback-private'],
    ['https://user:secret@runonflux.io/', 'links/callback-credentials'],
    ['https://runonflux.io@evil.example/', 'links/callback-credentials'],
    ['https:\\\\runonflux.io\\x', 'links/callback-malformed'],
    ['https:runonflux.io', 'links/callback-malformed'],
    ['https://run\nonflux.io/', 'links/callback-malformed'],
    ['https://runonflux.io/#x', 'links/callback-malformed'],
    ['https://runonflux.io./', 'links/callback-malformed'],
    ['https://runonflux.io:99999/', 'links/callback-malformed'],
    ['https://runonflux.io/\u202etxt', 'links/callback-malformed'],
    ['javascript:alert(1)', 'links/callback-malformed'],
    [`https://example.org/${'a'.repeat(1_000)}`, 'links/callback-too-long'],
  ])('refuses %s', (url, code) => {
    expect(codeOf(() => judgeCallback(url, 'mainnet'))).toBe(code);
    if (!/127\.0\.0\.1|localhost/.test(url)) expect(codeOf(() => judgeCallback(url, 'practice'))).toBe(code);
  });
  it.each<[string, string, string | null]>([
    ['https://home.runonflux.io/id/verifylogin', 'official', null],
    ['https://api.zelcore.io/x', 'official', null],
    ['https://65-21-10-1-16127.node.api.runonflux.io/id/verifylogin', 'node', null],
    ['https://shop.app.runonflux.io/', 'cloud-app', null],
    ['https://runonflux.io.evil.example/', 'look-alike', 'runonflux.io'],
    ['https://runonfiux.io/', 'look-alike', 'runonflux.io'],
    ['https://runonflux.com/', 'look-alike', 'runonflux.io'],
    ['https://home-runonflux.io/', 'look-alike', 'runonflux.io'],
    ['https://zeIcore.example.org/', 'look-alike', 'zelcore.io'],
    ['https://zelcores.io/', 'look-alike', 'zelcore.io'],
    ['https://runоnflux.io/', 'look-alike', 'runonflux.io'],
    ['https://флюкс.io/', 'look-alike', null],
    ['https://shop.example.org/', 'other', null],
    ['https://welcome.io/', 'other', null],
  ])('%s is %s', (url, standing, like) => {
    expect(judgeCallback(url, 'mainnet')).toMatchObject({ standing, like });
  });
  it('shows a port, and a host of another alphabet in the form that is called', () => {
    expect(hostLine(judgeCallback('https://example.org:8443/x', 'mainnet'))).toBe('example.org:8443');
    expect(hostLine(judgeCallback('https://runоnflux.io/', 'mainnet'))).toMatch(/^xn--/);
  });
  it('takes this computer on the practice network, as it is written and no other way', () => {
    expect(judgeCallback('http://127.0.0.1:8080/x', 'practice')).toMatchObject({ standing: 'loopback', port: 8080 });
    expect(judgeCallback('http://localhost:8080/x', 'practice')).toMatchObject({ standing: 'loopback' });
    for (const url of ['http://127.1/', 'http://2130706433/', 'http://127.0.0.1.example.org/', 'http://127.0.0.2/']) expect(codeOf(() => judgeCallback(url, 'practice'))).not.toBe('no error');
    expect(codeOf(() => judgeCallback('http://127.0.0.1:8080/x', 'mainnet'))).toBe('links/callback-not-https');
  });
  it('hands deep links to wallets that are known alone', () => {
    expect(judgeDeeplink('zelcore:back?a=')).toEqual({ scheme: 'zelcore', url: 'zelcore:back?a=' });
    for (const url of ['https://shop.example.org/', 'javascript:alert(1)', 'file:///x', 'ms-msdt:/id', 'smb://x/']) expect(codeOf(() => judgeDeeplink(url))).toBe('links/deeplink-scheme');
    for (const url of ['ssp:a b', 'ssp:\u202e', 'none']) expect(codeOf(() => judgeDeeplink(url))).toBe('links/callback-malformed');
  });
});

describe('meaningOf', () => {
  const found: { message: string }[] = JSON.parse(readFileSync(join(__dirname, '../../../vectors/signed-messages.json'), 'utf8')).found;
  it('recognises every phrase that services gave', () => {
    for (const { message } of found.filter((entry) => /^\d{13}/.test(entry.message))) expect([message, meaningOf(message)]).toEqual([message, 'phrase']);
  });
  it.each<[string, string]>([
    [PHRASE, 'phrase'],
    [` ${PHRASE}\n`, 'phrase'],
    [`${PHRASE.slice(0, 20)}\u200b${PHRASE.slice(20)}`, 'phrase'],
    [PHRASE.toUpperCase(), 'phrase'],
    ['fluxappregister1{"version":8,"name":"a"}1767225600000', 'app-register'],
    ['zelappupdate1{"version":8,"name":"a"}1767225600000', 'app-update'],
    [delegationText({ node: 'ab'.repeat(32), payout: FLUX, until: 1767225600000 }), 'delegation'],
    ['ab'.repeat(32), 'hash'],
    ['ab'.repeat(64), 'hex'],
    ['COutPoint(d430804ffb, 0)011790797114', 'fluxnode'],
    ['I agree', 'text'],
    ['1767225600000', 'text'],
  ])('%s is %s', (message, meaning) => expect(meaningOf(message)).toBe(meaning));
});

describe('linkWarnings', () => {
  const at = (url: string) => judgeCallback(url, 'practice');
  it.each<[string, string, string | null, string[]]>([
    ['a phrase for Flux', PHRASE, 'https://api.runonflux.io/id/verifylogin', ['phrase']],
    ['a phrase for a node', PHRASE, 'https://1-2-3-4-16127.node.api.runonflux.io/id/verifylogin', ['phrase']],
    ['a phrase shown to the person', PHRASE, null, ['phrase']],
    ['a phrase for somebody else', PHRASE, 'https://shop.example.org/', ['phrase-elsewhere']],
    ['a phrase for an app of the cloud', PHRASE, 'https://x.app.runonflux.io/', ['phrase-elsewhere', 'cloud-app']],
    ['a phrase for this computer', PHRASE, 'http://127.0.0.1:1/', ['phrase-elsewhere']],
    ['a phrase for a look-alike', PHRASE, 'https://runonflux.io.evil.example/', ['phrase-elsewhere', 'look-alike']],
    ['an app for somebody else', 'fluxappupdate1{}1767225600000', 'https://shop.example.org/', ['app-elsewhere']],
    ['a hash', 'ab'.repeat(32), 'https://runonflux.io/', ['machine']],
    ['words', 'hello', 'https://shop.example.org/', []],
  ])('%s', (_name, message, url, ids) => expect(linkWarnings(message, url === null ? null : at(url)).map(({ id }) => id)).toEqual(ids));
});
