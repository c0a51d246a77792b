// Links by chance: sound ones, and ones that are damaged in the ways that hostile ones are.
import type { Random } from '../../../e2e/harness/random';

const FLUX = 't1VnEcbUPGkTyiDeQ5k9bTBxE3dGq1kTwHF';
const EVM = '0x71C7656EC7ab88b098defB751B7401B5f6d8976F';
const PHRASE = '16406467156959e6nd05ek0jj42r1ugvbp0uli9zsp3j2pg2y4965v105';
const ACTIONS = ['pay', 'sign', 'getaddress', 'login', ''];
const COINS = ['zelcash', 'flux', 'bitcoin', 'ethereum', 'fluxbsc', 'fluxkda', 'nonsense', ''];
const TEXTS = [PHRASE, 'Log in to a page', 'a\u202eb', 'zero\u200bwidth', 'line\nbreak', '\u0000', 'שלום', '🙂', 'ab'.repeat(64), `FLUX_URL=https://storage.runonflux.io/v1/public/abc`, 'FLUX_URL=https://evil.example/v1/public/abc', 'fluxappregister1{"name":"a"}1767225600000'];
const PLACES = ['https://home.runonflux.io/id/verifylogin', 'https://runonflux.io.evil.example/x', 'http://127.0.0.1:80/', 'https://10.0.0.1/', 'https://[::1]/', 'https://user:pass@zelcore.io/', 'https://0x7f.1/', 'https://2130706433/', 'https://xn--rnonflux-x2a.io/', 'https://a.b:99999/', 'javascript:alert(1)', 'ssp:get?x=', 'file:///etc/passwd', 'https://zelcore.io/?a=b&c=d'];
const NAMES = ['action', 'message', 'callback', 'callbacktype', 'coin', 'address', 'amount', 'icon', 'note', 'Callback'];
const ODD_NAMES = ['req-x', '__proto__', '', 'a b', 'action'];
const ASKING = ['zel:?', 'fluxkeep:?'];
const SCHEMES = ['zel:?', 'fluxkeep:?', 'zel:', 'ZEL:?', 'flux:', 'bitcoin:', 'ethereum:', 'https://', 'zel://', 'fluxkeep:', ''];
const SPLINTERS = ['%', '%zz', '%00', '%E2%80%AE', '%C0%AF', '&', '=', '?', '#', ' ', '\n', '\u202e', '\ud800', ':', '//', '%25', '+', 'A'.repeat(2_000)];

/** From 0 to below 1. */
type Chance = () => number;
const pick = <T>(random: Chance, all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;

function valueFor(name: string, random: Chance): string {
  switch (name) {
    case 'action': return pick(random, ACTIONS);
    case 'coin': return pick(random, COINS);
    case 'callback': return pick(random, PLACES);
    case 'callbacktype': return pick(random, ['post', 'get', 'deeplink', 'pigeon']);
    case 'address': return pick(random, [FLUX, EVM, '', 'x']);
    case 'amount': return pick(random, ['1', '0.5', '-1', '1e99', '0', 'NaN', '9'.repeat(90)]);
    default: return random() < 0.05 ? 'x'.repeat(5_000) : pick(random, TEXTS);
  }
}

function query(random: Chance): string {
  const names = NAMES.filter(() => random() < 0.4);
  if (random() < 0.7 && !names.includes('action')) names.unshift('action');
  if (random() < 0.1) names.push(pick(random, ODD_NAMES));
  return names.map((name) => `${name}=${random() < 0.9 ? encodeURIComponent(valueFor(name, random)) : valueFor(name, random)}`).join('&');
}

function damaged(link: string, random: Chance): string {
  let text = link;
  for (let times = Math.floor(random() * 4); times > 0; times -= 1) {
    const at = Math.floor(random() * (text.length + 1));
    const act = random();
    if (act < 0.4) text = text.slice(0, at) + pick(random, SPLINTERS) + text.slice(at);
    else if (act < 0.7) text = text.slice(0, at) + text.slice(at + 1 + Math.floor(random() * 5));
    else if (act < 0.9) text = text.slice(0, at) + String.fromCharCode(Math.floor(random() * 0x10000)) + text.slice(at + 1);
    else text += text.slice(at);
  }
  return text;
}

export function randomLink(draw: Random): string {
  const random: Chance = () => draw(0, 999_999) / 1_000_000;
  const link = (random() < 0.7 ? pick(random, ASKING) : pick(random, SCHEMES)) + (random() < 0.05 ? `${FLUX}?` : '') + query(random);
  return random() < 0.6 ? damaged(link, random) : link;
}

