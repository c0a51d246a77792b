// The Flux cloud as the wallet answers it, for tests of the window.
import type { AppCheck, AppPrice, AppWish, CloudApp, CloudMessage, CloudState } from '../../shared/contract/cloud';
import { NOW } from './samples';

export const FLUX_ID = '1HZVNxhrWs4NgGf3votk9shxFDZXffMXoZ';
const price: AppPrice = { usd: '336000000', flux: '1041000000', pay: '1041000000', estimate: '336000000' };
export const wish: AppWish = {
  name: 'myshop', description: 'A little shop', instances: 3, contacts: [], geolocation: [], expire: 88_000, staticip: false,
  compose: [{ name: 'web', description: '', repotag: 'library/nginx:1.27', ports: [31_000], domains: [''], environmentParameters: [], commands: [], containerPorts: [80], containerData: '/tmp', cpu: 0.5, ram: 500, hdd: 5, repoauth: '' }],
};
const known = <T>(value: T) => ({ state: 'known' as const, value, source: 'reported' as const, at: NOW });
export const apps: CloudApp[] = [
  { name: 'myshop', description: 'A little shop', hash: 'ab'.repeat(32), version: 8, instances: 3, nodes: known(['198.51.100.7', '198.51.100.21']), height: 2_100_000, expires: 2_188_000, renewal: known(price), wish },
  { name: 'oldgame', description: 'From years ago', hash: 'cd'.repeat(32), version: 4, instances: 3, nodes: { state: 'unknown', reason: { code: 'fluxos/timeout', message: '', context: {} }, at: NOW }, height: 2_099_000, expires: 2_101_500, renewal: null, wish: null },
];
const message = (hash: string, state: CloudMessage['state'], patch: Partial<CloudMessage> = {}): CloudMessage => ({
  hash: hash.repeat(32), kind: 'register', name: 'myshop', instances: 3, expire: 88_000, at: NOW - 600_000, deadline: NOW + 3_000_000, price: { usd: '336000000', pay: '1041000000' }, node: '127.0.0.1', state, ...patch,
});
export const messages = {
  unpaid: message('01', { kind: 'unpaid', late: false }),
  late: message('02', { kind: 'unpaid', late: true }, { deadline: NOW + 100_000 }),
  paid: message('03', { kind: 'paid', txid: 'ef'.repeat(32), activity: `flux:${'ef'.repeat(32)}`, mined: false }),
  mined: message('04', { kind: 'paid', txid: 'ef'.repeat(32), activity: `flux:${'ef'.repeat(32)}`, mined: true }),
  done: message('05', { kind: 'done' }),
  lapsed: message('06', { kind: 'lapsed' }, { deadline: NOW - 1 }),
  unsure: message('07', { kind: 'unsure', reason: { code: 'fluxos/timeout', message: '', context: {} } }, { kind: 'update' }),
};
const session = { node: '5.9.10.11', at: NOW, until: NOW + 14 * 86_400_000 };
export const state: CloudState = { fluxId: FLUX_ID, gateway: true, session, height: known(2_100_100), now: NOW, apps: known(apps), messages: [messages.unpaid] };
export const check: AppCheck = { problems: [], price: known(price), refusal: null };
export const loginIntent = { kind: 'sign-message', scheme: 'bitcoin', key: { kind: 'flux-id' }, address: FLUX_ID, message: '1767225600000abcdefghijklmnopqrstuvwxyz0123456789abcdefgh', purpose: { kind: 'fluxos-login', node: '5.9.10.11' } };
export const appIntent = { ...loginIntent, message: 'fluxappregister1{}1767225600000', purpose: { kind: 'app-register', name: 'myshop' } };
