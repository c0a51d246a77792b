import fs from 'node:fs';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SettingsFile, parseSettings } from '../../../../main/settings/settings-file';

const dir = mkdtempSync(join(tmpdir(), 'fluxkeep-settings-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('settings', () => {
  it('start with practice, ten minutes and dollars', () => {
    expect(parseSettings({})).toMatchObject({ network: 'practice', idleMinutes: 10, currency: 'USD', theme: 'system', hideAmounts: false });
  });
  it('keep what is sound when one entry is damaged', () => {
    expect(parseSettings({ currency: 'EUR', idleMinutes: 'never', theme: 'light' })).toMatchObject({ currency: 'EUR', idleMinutes: 10, theme: 'light' });
  });
  it.each([[null], ['x'], [[]], [7]])('survive a file that holds %p', (raw) => expect(parseSettings(raw).network).toBe('practice'));
  it('are read back by the next start, and leave no temporary file', () => {
    const file = join(dir, 'a', 'settings.json');
    new SettingsFile(file).set({ currency: 'CHF', hideAmounts: true });
    expect(new SettingsFile(file).get()).toMatchObject({ currency: 'CHF', hideAmounts: true });
    expect(readdirSync(join(dir, 'a'))).toEqual(['settings.json']);
  });
  it('stay as they were when the disk is full, and say so', () => {
    const file = join(dir, 'full.json');
    const settings = new SettingsFile(file);
    settings.set({ currency: 'CHF' });
    const full = jest.spyOn(fs, 'writeFileSync').mockImplementation(() => {
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    });
    expect(() => settings.set({ currency: 'EUR' })).toThrow(expect.objectContaining({ code: 'settings/disk-full' }));
    full.mockRestore();
    expect(settings.get().currency).toBe('CHF');
    expect(new SettingsFile(file).get().currency).toBe('CHF');
    expect(settings.set({ currency: 'EUR' }).currency).toBe('EUR');
  });
  it('survive a truncated file', () => {
    const file = join(dir, 'truncated.json');
    new SettingsFile(file).set({ currency: 'CHF' });
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, 20));
    expect(new SettingsFile(file).get().currency).toBe('USD');
  });
  it.each(['http://example.org/api', 'ftp://127.0.0.1', 'https://user:secret@example.org', 'javascript:alert(1)', 'nonsense'])('refuse the endpoint %s', (url) => {
    expect(() => new SettingsFile(join(dir, 'e.json')).set({ endpoints: { flux: [url] } })).toThrow();
  });
  it.each(['https://example.org/api', 'http://127.0.0.1:3000/api', 'http://localhost:3000'])('take the endpoint %s', (url) => {
    expect(new SettingsFile(join(dir, 'f.json')).set({ endpoints: { flux: [url] } }).endpoints).toEqual({ flux: [url] });
  });
});
