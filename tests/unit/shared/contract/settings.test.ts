// A change names what it changes and nothing else.

import { zSettings, zSettingsPatch } from '../../../../shared/contract/settings';

const mine = zSettings.parse({ network: 'mainnet', currency: 'CHF', theme: 'light', language: 'de', idleMinutes: 5, hideAmounts: true, textScale: 125, endpoints: { flux: ['https://flux.example/api'] }, lastWallet: 'a1' });

test('a change of one setting leaves all others alone', () => {
  for (const name of Object.keys(mine) as (keyof typeof mine)[]) {
    expect(zSettingsPatch.parse({ [name]: mine[name] })).toEqual({ [name]: mine[name] });
    expect(zSettings.parse({ ...mine, ...zSettingsPatch.parse({ currency: 'EUR' }) })).toEqual({ ...mine, currency: 'EUR' });
  }
  expect(zSettingsPatch.parse({})).toEqual({});
});

test('a change to something that is no setting of ours is refused', () => {
  for (const wrong of [{ currency: 'XXX' }, { idleMinutes: 7 }, { endpoints: { flux: [] } }, { theme: null }]) expect(zSettingsPatch.safeParse(wrong).success).toBe(false);
});
