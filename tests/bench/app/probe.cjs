// Loaded into a measured app's main process with `electron -r`: looks at its windows and types into them as a keyboard does.
// The bare window and Fluxkeep carry the same probe, so that its own cost is in both sides of every ratio.
const { app, webContents, BrowserWindow } = require('electron');

/** Addresses of all script that any window fetched, preloads included. @type {Set<string>} */
const scripts = new Set();

app.on('session-created', (session) => {
  session.webRequest.onCompleted(({ url }) => {
    if (url.split('?')[0]?.endsWith('.js')) scripts.add(url);
  });
});

/**
 * The page at an address that begins so, once its window is visible.
 * @param {string} address
 * @returns {Promise<Electron.WebContents>}
 */
function page(address) {
  return new Promise((resolve) => {
    const look = () => {
      const found = webContents.getAllWebContents().find((contents) => contents.getURL().startsWith(address));
      if (!found || !BrowserWindow.fromWebContents(found)?.isVisible()) return false;
      resolve(found);
      clearInterval(timer);
      return true;
    };
    const timer = setInterval(look, 4);
    look();
  });
}

/** A page's promise for the first moment at which `condition` (an expression) is true. @param {string} condition */
const once = (condition) => `new Promise((resolve) => {
  const look = () => { if (${condition}) { observer.disconnect(); clearInterval(timer); resolve(true); } };
  const observer = new MutationObserver(look);
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const timer = setInterval(look, 4);
  look();
})`;

/** @param {Electron.WebContents} contents @param {string} text */
function type(contents, text) {
  for (const keyCode of text) contents.sendInputEvent({ type: 'char', keyCode });
}

/** @type {Record<string, (input: Record<string, string>) => Promise<unknown>>} */
const acts = {
  /** Types one letter as soon as a field has the focus; answers with the moment at which the field holds it. */
  async takesLetter({ address = '' }) {
    const contents = await page(address);
    await contents.executeJavaScript(once("document.activeElement?.tagName === 'INPUT' && !document.activeElement.disabled"));
    type(contents, 'x');
    await contents.executeJavaScript(once("document.activeElement.value === 'x'"));
    return Date.now();
  },
  async type({ address = '', text = '', field = '' }) {
    const contents = await page(address);
    await contents.executeJavaScript(once(`document.activeElement?.tagName === 'INPUT'`));
    contents.selectAll();
    type(contents, text);
    await contents.executeJavaScript(once(`document.activeElement.value === ${JSON.stringify(field || text)}`));
    return null;
  },
  /** Presses Enter in one page; answers with the milliseconds until the condition holds in a visible other one and a frame was drawn. */
  async enter({ address = '', target = '', condition = '' }) {
    const contents = await page(address);
    const start = performance.now();
    contents.sendInputEvent({ type: 'keyDown', keyCode: 'Return' });
    contents.sendInputEvent({ type: 'char', keyCode: '\u000d' });
    contents.sendInputEvent({ type: 'keyUp', keyCode: 'Return' });
    const shown = await page(target);
    await shown.executeJavaScript(`${once(condition)}.then(() => new Promise((drawn) => requestAnimationFrame(() => drawn(true))))`);
    return performance.now() - start;
  },
  async evaluate({ address = '', script = '' }) {
    return (await page(address)).executeJavaScript(script);
  },
  scripts: () => Promise.resolve([...scripts]),
  quit: () => {
    app.quit();
    return Promise.resolve(null);
  },
};

process.on('message', (/** @type {{ id: number, act: string, input: Record<string, string> }} */ { id, act, input }) => {
  Promise.resolve(acts[act]?.(input)).then(
    (value) => process.send?.({ id, value }),
    (/** @type {unknown} */ error) => process.send?.({ id, error: String(error) }),
  );
});
