// Bundles the windows' pages (vite); each page that exists is an entry of its own.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { pages } from './entries.mjs';

/** Name of what several windows or screens have in common. */
const SHARED = 'shared';

/**
 * @param {{ root: string, out: string, development: boolean }} options absolute folders
 * @returns {Promise<string[]>} pages that do not exist
 */
export async function bundlePages({ root, out, development }) {
  const present = pages.filter((page) => existsSync(join(root, 'renderer', page)));
  if (present.length > 0) {
    await build({
      configFile: join(root, 'build/vite.config.mts'),
      mode: 'production',
      logLevel: 'warn',
      build: {
        outDir: join(out, 'renderer'),
        sourcemap: development,
        rolldownOptions: {
          input: present.map((page) => join(root, 'renderer', page)),
          // Tailwind writes its own file anew and has no map for it, which says nothing new at every build.
          onwarn: (warning, say) => (warning.code === 'SOURCEMAP_BROKEN' ? undefined : say(warning)),
          // Few files instead of one for each icon that two windows share: every request is one more turn of main before the first window stands.
          output: {
            // Files that are put together may need each other: modules run in the order of the source all the same.
            strictExecutionOrder: true,
            chunkFileNames: ({ name }) => `assets/${name.startsWith(SHARED) ? SHARED : '[name]'}-[hash].js`,
            codeSplitting: { groups: [{ name: SHARED, minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 30_000 }] },
          },
        },
      },
    });
  }
  return pages.filter((page) => !present.includes(page)).map((page) => `renderer/${page}`);
}
