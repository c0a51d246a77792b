// What is typed after `fluxkeep-node`: read, checked, and refused in plain words.
import { parseArgs } from 'node:util';
import { AppError } from '../../shared/errors/app-error';
import type { FluxUpgrade } from '../../shared/flux/params';
import { splitAddress } from '../../shared/flux/p2p/net-address';
import { LIGHT_NETWORKS, type LightNetwork } from '../light/networks';
import { withUpgrades } from '../light/assemble';
import type { Source } from '../light/table-source';

export interface Options {
  readonly command: string;
  /** What follows the command without a dash. */
  readonly rest: readonly string[];
  readonly network: LightNetwork;
  readonly peers: readonly string[];
  readonly sources: readonly Source[];
  /** A file that an empty folder begins with. */
  readonly tableFile: string | null;
  readonly folder: string | null;
  readonly watch: readonly string[];
  readonly until: number | null;
  readonly from: number | null;
  readonly help: boolean;
}

const UPGRADES: readonly FluxUpgrade[] = ['lwma', 'equihash144', 'acadia', 'kamiooka', 'kamata', 'flux', 'halving', 'p2shNodes', 'pon'];
const bad = (message: string): AppError => new AppError('cli/bad-option', message);

/** `pon=300,kamata=200`, or `all=1`. */
function upgradesOf(text: string): Partial<Record<FluxUpgrade, number>> {
  return Object.assign({}, ...text.split(',').map((part) => {
    const [name = '', height = ''] = part.split('=');
    if (!/^\d{1,9}$/.test(height)) throw bad(`--upgrades takes NAME=HEIGHT, not "${part.slice(0, 40)}"`);
    const names = name === 'all' ? UPGRADES : UPGRADES.filter((known) => known === name);
    if (names.length === 0) throw bad(`"${name.slice(0, 40)}" is no upgrade; there are ${UPGRADES.join(', ')} and all`);
    return Object.fromEntries(names.map((known) => [known, Number(height)]));
  }));
}

function networkOf(name: string, upgrades: string | undefined, benchmarkKey: string | undefined): LightNetwork {
  const network = Object.hasOwn(LIGHT_NETWORKS, name) ? LIGHT_NETWORKS[name as LightNetwork['name']] : undefined;
  if (network === undefined) throw bad(`there is no network "${name.slice(0, 40)}"; there are ${Object.keys(LIGHT_NETWORKS).join(', ')}`);
  if (network.name !== 'regtest' && upgrades !== undefined) throw bad('--upgrades is for regtest: elsewhere the heights are what they are');
  if (network.name !== 'regtest' && benchmarkKey !== undefined) throw bad('--benchmark-key is for regtest: elsewhere the keys are what they are');
  if (benchmarkKey !== undefined && !/^04[0-9a-f]{128}$/.test(benchmarkKey)) throw bad('--benchmark-key takes an uncompressed public key: 130 hexadecimal digits that begin with 04');
  const keyed = benchmarkKey === undefined ? network : { ...network, benchmarkKeys: [{ since: 0, publicKey: benchmarkKey }] };
  return upgrades === undefined ? keyed : withUpgrades(keyed, upgradesOf(upgrades));
}

function sourceOf(text: string): Source {
  const [, kind, url] = /^(insight|fluxos)=(https?:\/\/\S{1,400})$/.exec(text) ?? [];
  if (kind === undefined || url === undefined) throw bad(`--table takes insight=URL, fluxos=URL or file=PATH, not "${text.slice(0, 60)}"`);
  return { kind: kind === 'insight' ? 'insight' : 'fluxos', url: url.replace(/\/$/, '') };
}

const FILE = 'file=';

function tableFileOf(tables: readonly string[]): string | null {
  const [file, ...others] = tables.filter((text) => text.startsWith(FILE));
  if (others.length > 0) throw bad('--table file=PATH can be given once');
  return file?.slice(FILE.length) ?? null;
}

/** @throws AppError `cli/bad-option` */
export function readOptions(args: readonly string[]): Options {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args], allowPositionals: true,
      options: {
        network: { type: 'string', default: 'mainnet' }, peer: { type: 'string', multiple: true, default: [] }, table: { type: 'string', multiple: true, default: [] }, upgrades: { type: 'string' },
        'benchmark-key': { type: 'string' }, folder: { type: 'string' }, watch: { type: 'string', multiple: true, default: [] }, until: { type: 'string' }, from: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (thrown) {
    throw bad(thrown instanceof Error ? thrown.message : 'the options cannot be read');
  }
  const { values, positionals } = parsed;
  for (const peer of values.peer) splitAddress(peer);
  if (values.from !== undefined && !/^\d{1,9}$/.test(values.from)) throw bad('--from takes a height');
  if (values.until !== undefined && !/^\d{1,9}$/.test(values.until)) throw bad('--until takes a height');
  const [command = '', ...rest] = positionals;
  return {
    command, rest, network: networkOf(values.network, values.upgrades, values['benchmark-key']), peers: values.peer, sources: values.table.filter((text) => !text.startsWith(FILE)).map(sourceOf), tableFile: tableFileOf(values.table), folder: values.folder ?? null, watch: values.watch,
    until: values.until === undefined ? null : Number(values.until), from: values.from === undefined ? null : Number(values.from), help: values.help,
  };
}
