// The coordinator's log in a file of this machine.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileEventLog } from '../../../node-core/pouw/coordinator/event-log';
import { keeperSuite } from '../../pouw/keepers/suite';

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), 'fluxkeep-keeper-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
keeperSuite('a file', async () => {
  const path = join(folder, `events-${(files += 1)}.log`);
  return { open: () => FileEventLog.open(path) };
}, 1);
