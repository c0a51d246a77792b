// Draws an SVG at each size that is asked for: electron build/icons/render FILE.svg FOLDER SIZE...
const { app, BrowserWindow } = require('electron');
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const [file = '', folder = '', ...sizes] = process.argv.slice(2);

/**
 * Runs in the page; a canvas keeps the transparent corners that a picture of the window would lose.
 * @param {string} address
 * @param {number} size
 */
async function draw(address, size) {
  const image = new Image(size, size);
  image.src = address;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  canvas.getContext('2d')?.drawImage(image, 0, 0, size, size);
  return canvas.toDataURL('image/png');
}

void app.whenReady().then(async () => {
  const page = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
  await page.loadURL('about:blank');
  // Without a size of its own in the file, an SVG image has none to draw at.
  const svg = readFileSync(file, 'utf8').replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ');
  const address = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  for (const size of sizes) {
    const png = await page.webContents.executeJavaScript(`(${draw})(${JSON.stringify(address)}, ${Number(size)})`);
    writeFileSync(join(folder, `${size}x${size}.png`), Buffer.from(png.split(',')[1], 'base64'));
  }
  app.quit();
});
