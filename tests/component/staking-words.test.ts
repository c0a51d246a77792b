/** Every code of staking that a person can meet has words of its own in both languages, and none has words that nothing says. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errors as german } from '../../renderer/i18n/de/errors';
import { stakingErrors as germanStaking } from '../../renderer/i18n/de/errors-staking';
import { errors as english } from '../../renderer/i18n/en/errors';
import { stakingErrors } from '../../renderer/i18n/en/errors-staking';
import { readStartRefusal } from '../../main/wallet/staking/start/refusals';

const root = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? sources(`${folder}/${entry.name}`) : /\.tsx?$/.test(entry.name) ? [read(`${folder}/${entry.name}`)] : []));
}
const found = (text: string, pattern: RegExp): string[] => [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))].sort();
const CODE = /'((?:staking|plan|outbox)\/[a-z-]+)'/g;

/** Codes that the wallet process says of nodes, of starting them and of what goes with them. */
const ofStaking = found(sources('main/wallet/staking').join('\n'), CODE);
const ofPlans = found(sources('main/wallet/plans').join('\n'), /'(staking\/[a-z-]+)'/g);
const ofStarts = found(read('main/wallet/plans/make/start-nodes.ts'), CODE);
const ofSigner = found(read('main/signer/review/refusal.ts'), /'((?:collateral|start)-[a-z-]+)'/g).map((code) => `review/${code}`);
const codes = [...new Set([...ofStaking, ...ofPlans, ...ofStarts, ...ofSigner])].sort();

test('the codes are found where they are said', () => {
  for (const [list, sample] of [[ofStaking, 'staking/in-dos-list'], [ofPlans, 'staking/nothing-to-gather'], [ofStarts, 'plan/not-collateral'], [ofSigner, 'review/start-version']] as const) expect(list).toContain(sample);
  expect(codes.length).toBeGreaterThan(55);
});

test.each(codes)('%s', (code) => {
  for (const language of [english, german]) {
    const words = (language.codes as Readonly<Record<string, { what: string; coins: string; todo: string }>>)[code];
    expect({ code, words }).toEqual({ code, words: { what: expect.stringMatching(/\S/), coins: expect.stringMatching(/\S/), todo: expect.stringMatching(/\S/) } });
  }
});

test('whatever a server answers to a START has words', () => {
  const said = ['', 'something new', ...found(read('main/wallet/staking/start/refusals.ts'), /\[\/(.+)\/i, /g).flatMap((pattern) => pattern.split('|'))];
  const facts = [{ asDelegate: false, place: null }, { asDelegate: true, place: null }, { asDelegate: false, place: { kind: 'dos', added: 1 } }] as const;
  const refused = said.flatMap((message) => facts.flatMap((fact) => {
    const refusal = readStartRefusal({ kind: 'refused', message, code: null }, fact, 'https://a');
    return refusal.kind === 'known' ? [] : [refusal.reason.code];
  }));
  expect([...new Set(refused)].filter((code) => !Object.hasOwn(stakingErrors, code) || !Object.hasOwn(germanStaking, code))).toEqual([]);
  expect(new Set(refused).size).toBe(15);
});

test('no words are left of a code that nothing says', () => {
  const said = [...sources('main'), ...sources('renderer/features')].join('\n');
  const unsaid = Object.keys(stakingErrors).filter((code) => !said.includes(`'${code}'`) && !ofSigner.includes(code));
  expect(unsaid).toEqual([]);
});
