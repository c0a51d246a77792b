// Nothing is packaged for users with a wrong runtime or from a tree that no commit describes.
import { pinnedElectron, releaseObstacles } from '../../../build/packaging/release-checks.mjs';

const fit = { electron: '45.4.1', changes: '' };

it('lets the pinned runtime and a clean tree pass', () => {
  expect(releaseObstacles({ kind: 'official', version: '45.4.1' }, fit)).toEqual([]);
});
it('refuses the development runtime', () => {
  expect(releaseObstacles({ kind: 'fallback', version: '25.1.1' }, fit)).toEqual([expect.stringContaining('never packaged for users')]);
});
it('refuses the development runtime even when package.json pins its version', () => {
  expect(releaseObstacles({ kind: 'fallback', version: '25.1.1' }, { ...fit, electron: '25.1.1' })).toHaveLength(1);
});
it('refuses another version than the pinned one', () => {
  expect(releaseObstacles({ kind: 'official', version: '45.4.0' }, fit)).toEqual([expect.stringContaining('45.4.0')]);
});
it('refuses a range', () => {
  expect(releaseObstacles({ kind: 'official', version: '^45.4.1' }, { ...fit, electron: '^45.4.1' })).toEqual([expect.stringContaining('exact')]);
});
it('refuses changes that are not committed', () => {
  expect(releaseObstacles({ kind: 'official', version: '45.4.1' }, { ...fit, changes: ' M main/index.ts\n' })).toEqual([expect.stringContaining('not committed')]);
});
it('finds one exact pinned version in package.json', () => {
  expect(pinnedElectron()).toMatch(/^\d+\.\d+\.\d+$/);
});
