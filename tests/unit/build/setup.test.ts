// The set-up's own parts: where the cache stands, and that a stopped program takes along what it started.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { command, reason } from '../../../build/setup/command.mjs';
import { cacheFolder } from '../../../build/setup/paths.mjs';

describe('the cache folder', () => {
  it('follows XDG_CACHE_HOME', () => expect(cacheFolder({ XDG_CACHE_HOME: '/somewhere' })).toBe('/somewhere/fluxkeep'));
  it('is below ~/.cache without it', () => expect(cacheFolder({})).toBe(join(homedir(), '.cache/fluxkeep')));
  it('ignores a relative one, as the specification says', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: 'here' })).toBe(join(homedir(), '.cache/fluxkeep'));
  });
});

describe('command', () => {
  it('gives output and exit code', async () => {
    expect(await command('sh', ['-c', 'echo out; echo err >&2; exit 3'], { seconds: 10 })).toEqual({ code: 3, timedOut: false, output: 'out\n', errors: 'err\n' });
  });
  it('says why a program could not be started', async () => {
    const result = await command('/no/such/program', [], { seconds: 10 });
    expect(result.code).not.toBe(0);
    expect(reason(result)).toContain('ENOENT');
  });
  it('ends the program and its children when the time is over', async () => {
    const result = await command('sh', ['-c', 'tail -f /dev/null & echo $!; wait'], { seconds: 0.5 });
    expect(result.timedOut).toBe(true);
    expect(reason(result)).toContain('too long');
    // The close event comes when the last holder of the pipe is gone, so the grandchild has ended by now.
    expect(existsSync(`/proc/${result.output.trim()}/fd/1`)).toBe(false);
  });
});
