import { profileArgument, profilePaths } from '../../../../main/settings/paths';

describe('the profile folder', () => {
  it.each([
    [['electron', '.', '--profile', '/tmp/a'], '/tmp/a'], [['fluxkeep', '--profile=/tmp/b'], '/tmp/b'], [['fluxkeep'], null], [['fluxkeep', '--profile='], null], [['fluxkeep', '--profile'], null],
  ])('is read from %j', (argv, folder) => expect(profileArgument(argv)).toBe(folder));
  it('keeps the networks apart', () => {
    const paths = profilePaths('/p');
    expect(paths.database('mainnet', 'x')).not.toBe(paths.database('practice', 'x'));
  });
});
