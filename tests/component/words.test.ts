/** Both languages have the same keys and the same blanks, and every key that a window uses is in that window's words. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { approvalWindow as approvalDe } from '../../renderer/i18n/de/approval-window';
import { mainWindow as mainDe } from '../../renderer/i18n/de/main-window';
import { secretsWindow as secretsDe } from '../../renderer/i18n/de/secrets-window';
import { approvalWindow } from '../../renderer/i18n/en/approval-window';
import { mainWindow } from '../../renderer/i18n/en/main-window';
import { secretsWindow } from '../../renderer/i18n/en/secrets-window';

interface Tree { readonly [key: string]: string | Tree }

/** Every text by its whole key. */
function texts(tree: Tree, before = ''): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') all.set(before + key, value);
    else for (const [rest, text] of texts(value, `${before}${key}.`)) all.set(rest, text);
  }
  return all;
}

const blanks = (text: string): string[] => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1] ?? '').filter((name) => name !== 'count').sort();
const pairs: readonly [string, Tree, Tree][] = [['main window', mainWindow, mainDe], ['secrets window', secretsWindow, secretsDe], ['approval window', approvalWindow, approvalDe]];

test.each(pairs)('%s: German has the keys of English, each with the same blanks, none empty', (_name, english, german) => {
  const en = texts(english);
  const de = texts(german);
  expect([...de.keys()].sort()).toEqual([...en.keys()].sort());
  for (const [key, text] of en) {
    expect({ key, blanks: blanks(de.get(key) ?? '') }).toEqual({ key, blanks: blanks(text) });
    expect({ key, empty: text.trim() === '' || (de.get(key) ?? '').trim() === '' }).toEqual({ key, empty: false });
  }
});

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? sources(join(folder, entry.name)) : /\.tsx?$/.test(entry.name) ? [readFileSync(join(folder, entry.name), 'utf8')] : []));
}

/** Keys in `t('…')` and the fixed starts of keys in t(`…${`. */
function used(code: string): { whole: string[]; starts: string[] } {
  const quoted = [...code.matchAll(/'([a-z]\w*(?:\.[\w/-]+)+)'/g)].map((match) => match[1] ?? '');
  const roots = new Set(pairs.flatMap(([, tree]) => Object.keys(tree)));
  return {
    whole: quoted.filter((key) => roots.has(key.split('.')[0] ?? '') && !/\.(get|set|changed|list|put|remove|label)$/.test(key)),
    starts: [...code.matchAll(/`([a-zA-Z]\w*(?:\.[\w/-]+)*\.)\$\{/g)].map((match) => match[1] ?? '').filter((key) => roots.has(key.split('.')[0] ?? '')),
  };
}

const root = join(__dirname, '../../renderer');
const windows: readonly [string, Tree, readonly string[]][] = [
  ['main window', mainWindow, ['app', 'features', 'ui']],
  ['secrets window', secretsWindow, ['secrets', 'ui']],
  ['approval window', approvalWindow, ['approval', 'ui']],
];
/** Names of calls and events look like keys; they are no words. */
const CALLS = /^(activity|receive|send|portfolio|settings|contacts|secrets|approval|bridge)\.(fresh|verify|uri|preview|recognise|export|chart|wallets|create|restore|import|unlock|reveal|recheck|removeKey|nodeKey|changePassword|answer|begin|check|finish|service|quote|abandon|look|support)|^staking\.(candidates|preview|begin|restart|startAsDelegate|delegateKey|forget|rename|look|rewards|exportRewards|release|keep|consolidate|evacuate|hardware)$|^links\.(text|signed|give|paid|take|handlers|register|deeplink|arrived|explorer)$|^cloud\.(state|look|login|logout|check|begin|pay|forget)$|^lightNode\.(folder|startAgain|saveProof)$|^usefulWork\.(delegate|result|output)$|^boinc\.(watch|order)$|^governance\.(recount|power|vote|price|check|submit|payment|own|look)$/;

test.each(windows)('%s: every key that its code uses has words', (_name, tree, folders) => {
  const keys = [...texts(tree).keys()];
  const known = new Set(keys.flatMap((key) => [key, key.replace(/_(one|other)$/, '')]));
  for (const code of folders.flatMap((folder) => sources(join(root, folder)))) {
    const { whole, starts } = used(code);
    expect(whole.filter((key) => !known.has(key) && !CALLS.test(key) && !keys.some((other) => other.startsWith(`${key}.`)))).toEqual([]);
    expect(starts.filter((start) => !keys.some((key) => key.startsWith(start)))).toEqual([]);
  }
});
