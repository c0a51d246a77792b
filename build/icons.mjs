// `npm run icons`: build/icons/logo.svg as PNGs, a Windows icon and a macOS icon. The results are kept in the project.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { command, reason } from './setup/command.mjs';
import { hasDisplay, startDisplay } from './setup/display.mjs';
import { inProject } from './setup/paths.mjs';
import { runScript, SetupError } from './setup/report.mjs';
import { runtime, sandboxFlags } from './setup/runtime.mjs';

const folder = inProject('build/icons');
const linux = [16, 24, 32, 48, 64, 128, 256, 512];
/** Apple's type codes of the sizes that hold a PNG. */
const apple = [[16, 'icp4'], [32, 'icp5'], [64, 'icp6'], [128, 'ic07'], [256, 'ic08'], [512, 'ic09'], [1024, 'ic10']];

await runScript(async () => {
  const chosen = await runtime();
  const display = hasDisplay() ? undefined : await startDisplay();
  const env = { ...process.env, ...(display ? { DISPLAY: display.name } : {}) };
  const args = [...sandboxFlags(), inProject('build/icons/render'), `${folder}/logo.svg`, folder, ...[...linux, 1024].map(String)];
  const result = await command(chosen.program, args, { seconds: 60, env });
  await display?.stop();
  if (result.code !== 0) throw new SetupError(`The icons could not be drawn:\n${reason(result)}`);
  writeFileSync(`${folder}/icon.ico`, windowsIcon([16, 24, 32, 48, 64, 128, 256]));
  writeFileSync(`${folder}/icon.icns`, macIcon());
  rmSync(`${folder}/1024x1024.png`);
});

/** @param {number | string} size */
function png(size) {
  return readFileSync(`${folder}/${size}x${size}.png`);
}

/**
 * An ICO file: a directory of PNGs.
 * @param {number[]} sizes
 */
function windowsIcon(sizes) {
  const images = sizes.map(png);
  const header = Buffer.alloc(6 + 16 * sizes.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(sizes.length, 4);
  let offset = header.length;
  sizes.forEach((size, index) => {
    const at = 6 + 16 * index;
    const length = images[index]?.length ?? 0;
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += length;
  });
  return Buffer.concat([header, ...images]);
}

/** An ICNS file: a list of typed blocks, each with its length. */
function macIcon() {
  const blocks = apple.map(([size = 0, type]) => block(String(type), png(size)));
  return block('icns', Buffer.concat(blocks));
}

/**
 * @param {string} type four letters
 * @param {Buffer} content
 */
function block(type, content) {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32BE(8 + content.length, 4);
  return Buffer.concat([head, content]);
}
