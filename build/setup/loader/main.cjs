// Stands where Electron's own default app would: `electron [-r module] [flags] folder [arguments]` loads the app there.
const electron = require('electron');
const { readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

// Electron's default app uses these two calls, which its types leave out.
const app = /** @type {Electron.App & { setVersion(version: string): void, setAppPath(path: string): void }} */ (electron.app);

/** @param {string} folder */
function load(folder) {
  const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  app.setVersion(description.version);
  app.name = description.productName || description.name;
  app.setDesktopName(`${description.name}.desktop`);
  app.setAppPath(folder);
  require(join(folder, description.main));
}

const args = process.argv.slice(1);
if (args.includes('--version')) {
  console.log(`v${process.versions.electron}`);
  process.exit(0);
}
let position = 0;
for (let arg = args[position]; arg !== undefined && arg.startsWith('-'); arg = args[position]) {
  const module = args[position + 1];
  const takesModule = arg === '-r' || arg === '--require';
  if (takesModule && module !== undefined) require(resolve(module));
  position += takesModule ? 2 : 1;
}
const folder = args[position];
if (folder === undefined) {
  console.error('Give the folder of an app: electron [-r module] [flags] folder [arguments]');
  process.exit(1);
}
Object.defineProperty(process, 'defaultApp', { value: true });
// The app sees what any development run sees: its folder first, then its own arguments.
process.argv.splice(1, process.argv.length - 1, ...args.slice(position));
load(resolve(folder));
