// The password estimate: what people do to make length cheap counts for little, real length counts.

import fc from 'fast-check';
import { estimatePassword, MIN_PASSWORD_LENGTH } from '../../../../shared/password/estimate';

test.each([
  '', 'a', 'password', 'Password1!', 'P@ssw0rd123', 'qwertyuiop', '1234567890', '1234567890123', 'aaaaaaaaaaaaaaaaaaaa', 'abcabcabcabcabc', 'abcdefghijklmnop',
  'letmein2024', 'bitcoin2021!', 'Summer2023!', 'iloveyou1990', 'asdfghjkl;', 'dragon dragon dragon', 'monkey12345678', '01.02.1985', '1q2w3e4r5t6z7u8i', 'fluxkeep wallet',
])('%j is refused', (password) => expect(estimatePassword(password).acceptable).toBe(false));

test.each([
  'correct horse battery staple', 'vK7$qZ2!mP9x', 'drei kleine Igel tanzen im Regen', 'mauve tractor opinion ladder', 'xk29 fjw8 qpz1 mnv4', 'ничего нового под луной',
])('%j is taken', (password) => expect(estimatePassword(password).acceptable).toBe(true));

test('levels rise with honest length', () => {
  const words = ['otter', 'gravel', 'window', 'seldom', 'yellow', 'cactus', 'branch'];
  const levels = words.map((_, count) => estimatePassword(words.slice(0, count + 1).join(' ')));
  levels.reduce((before, now) => { expect(now.bits).toBeGreaterThan(before.bits); return now; });
  expect(levels.map(({ level }) => level)).toEqual(['very-weak', 'very-weak', 'weak', 'fair', 'strong', 'very-strong', 'very-strong']);
});

test('a password may not be short, whatever it is made of', () => {
  expect(estimatePassword('∂ß©∆˚¬ƒ√').acceptable).toBe(false);
  expect(MIN_PASSWORD_LENGTH).toBe(10);
});

test('any text gets an estimate, quickly, and the same for the same NFKC form', () => {
  fc.assert(fc.property(fc.string({ maxLength: 200, unit: 'binary' }), (text) => {
    const estimate = estimatePassword(text);
    expect(estimate.bits).toBeGreaterThanOrEqual(0);
    expect(estimatePassword(text.normalize('NFKC'))).toEqual(estimate);
  }));
  const started = process.cpuUsage();
  estimatePassword('ab'.repeat(500) + 'x'.repeat(24));
  estimatePassword('aA1!'.repeat(256));
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(1000);
});
