// After the files of a package are in place: Electron's own default app goes, and in a release the fuses are set.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { flipFuses, FuseVersion, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

/**
 * What a release can no longer be talked into (electronjs.org/docs/latest/tutorial/fuses).
 * Packages for tests keep the stock fuses: the test driver needs the inspect arguments.
 * @type {import('@electron/fuses').FuseConfig}
 */
const releaseFuses = {
  version: FuseVersion.V1,
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
};

/** @param {import('electron-builder').AfterPackContext} context */
export default async function afterPack(context) {
  const { appOutDir, electronPlatformName, packager } = context;
  const mac = electronPlatformName === 'darwin' || electronPlatformName === 'mas';
  const name = packager.appInfo.productFilename;
  const resources = mac ? join(appOutDir, `${name}.app/Contents/Resources`) : join(appOutDir, 'resources');
  // A custom Electron folder brings its default app along, which a package must not be able to load.
  rmSync(join(resources, 'default_app.asar'), { force: true });
  rmSync(join(resources, '.loader'), { force: true });
  if (process.env.FLUXKEEP_RELEASE !== '1') return;
  const executable = electronPlatformName === 'win32' ? `${name}.exe` : 'fluxkeep';
  const target = mac ? join(appOutDir, `${name}.app`) : join(appOutDir, executable);
  if (!existsSync(target)) throw new Error(`there is no ${target} to set fuses in`);
  await flipFuses(target, { ...releaseFuses, ...(await laterFuses(target)), ...(mac ? { resetAdHocDarwinSignature: true } : {}) });
}

/**
 * Electron 29 made file:// privileges a fuse; a binary before that has no place for it. All other fuses must be there.
 * @param {string} target
 */
async function laterFuses(target) {
  const wire = await getCurrentFuseWire(target);
  const fuse = FuseV1Options.GrantFileProtocolExtraPrivileges;
  return wire[fuse] === undefined ? {} : { [fuse]: false };
}
