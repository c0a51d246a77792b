// A change names what it changes and nothing else.

import { isPeerAddress } from '../../../../shared/net/peer-address';
import { zSettings, zSettingsPart, zSettingsPatch, zLightNodePatch } from '../../../../shared/contract/settings';

const mine = zSettings.parse({ network: 'mainnet', currency: 'CHF', theme: 'light', language: 'de', idleMinutes: 5, hideAmounts: true, textScale: 125, endpoints: { flux: ['https://flux.example/api'] }, lastWallet: 'a1' });

test('a change of one setting leaves all others alone', () => {
  for (const name of Object.keys(mine) as (keyof typeof mine)[]) {
    expect(zSettingsPart.parse({ [name]: mine[name] })).toEqual({ [name]: mine[name] });
    expect(zSettings.parse({ ...mine, ...zSettingsPatch.parse({ currency: 'EUR' }) })).toEqual({ ...mine, currency: 'EUR' });
  }
  expect(zSettingsPatch.parse({})).toEqual({});
});

test('a change to something that is no setting of ours is refused', () => {
  for (const wrong of [{ currency: 'XXX' }, { idleMinutes: 7 }, { endpoints: { flux: [] } }, { theme: null }]) expect(zSettingsPatch.safeParse(wrong).success).toBe(false);
});

test('no window changes the light node by a change of settings: it could name any folder', () => {
  expect(zSettingsPatch.parse({ currency: 'EUR', lightNode: { practice: { enabled: true, folder: '/etc' } } })).toEqual({ currency: 'EUR' });
});

test('BOINC is asked for only by the call that says so, not by a change of settings', () => {
  expect(zSettings.parse({}).watchBoinc).toBe(false);
  expect(zSettingsPatch.parse({ watchBoinc: true })).toEqual({});
});

test('the light node is off until it is switched on, on each network by itself', () => {
  expect(zSettings.parse({}).lightNode).toEqual({});
  const { lightNode } = zSettings.parse({ lightNode: { practice: { enabled: true } } });
  expect(lightNode).toEqual({ practice: { enabled: true, paused: false, folder: null, diskMegabytes: 500, kilobytesPerSecond: null, peers: [] } });
});

test('a change of the light node names what it changes and nothing else', () => {
  for (const patch of [{ paused: true }, { enabled: false }, { peers: [] }, {}]) expect(zLightNodePatch.parse(patch)).toEqual(patch);
  expect(zLightNodePatch.parse({ folder: '/etc', paused: true })).toEqual({ paused: true });
});

test.each([
  ['flux.example:16125', true], ['10.0.0.7:16125', true], ['[2001:db8::7]:16125', true], ['localhost:1', true],
  ['flux.example', false], ['flux.example:0', false], ['flux.example:70000', false], ['http://flux.example:80', false], ['a b:1', false], ['', false], ['-a:1', false], ['user@host:1', false],
])('%p names a peer: %p', (text, is) => expect(isPeerAddress(text)).toBe(is));
