// What FluxOS takes in a specification of version 8. Each breach names its field and a code that the window has words for.

import { isBannedPort } from './ports';
import { MOST_BLOCKS, specificationText, type AppComponent, type AppSpecification } from './specification';

export const APP_FIELDS = ['name', 'description', 'instances', 'expire', 'contacts', 'geolocation', 'compose', 'component', 'repotag', 'ports', 'domains', 'environment', 'commands', 'data', 'cpu', 'ram', 'hdd', 'size'] as const;
export type AppField = (typeof APP_FIELDS)[number];
export interface AppProblem {
  readonly field: AppField;
  /** `app/…` */
  readonly code: string;
  /** Place of the component, from 0; null: of the app as a whole. */
  readonly component: number | null;
  readonly context: Readonly<Record<string, string | number>>;
}

export const MOST_INSTANCES = 100;
const MOST_COMPONENTS = 10;
const MOST_PORTS = 5;
const MOST_LINES = 20;
/** Hardware of the largest tier, less what a node keeps for itself. */
const MOST_CPU = 15;
const MOST_RAM = 59_000;
const MOST_HDD = 820;
/** Blocks: about 50 minutes. Fewer would be over before every instance runs. */
const LEAST_BLOCKS = 100;
/** What the approval can show whole. */
const MOST_TEXT = 4_000;

const NAME = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$/;
const COMPONENT_NAME = /^[a-zA-Z0-9]+$/;
/** An image of a registry with its tag or digest. */
const IMAGE = /^[a-zA-Z0-9][a-zA-Z0-9._\-/:]*(?::[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}|@sha256:[0-9a-f]{64})$/;

type Found = (field: AppField, code: string, context?: AppProblem['context']) => void;

/** Everything that FluxOS would refuse, in the order of the form. Enterprise apps are not made here. */
export function problemsOf(spec: AppSpecification): AppProblem[] {
  const problems: AppProblem[] = [];
  const finder = (component: number | null): Found => (field, code, context = {}) => problems.push({ field, code: `app/${code}`, component, context });
  ofApp(spec, finder(null));
  spec.compose.forEach((component, place) => ofComponent(component, spec.compose, place, finder(place)));
  const length = specificationText(spec).length;
  if (length > MOST_TEXT) finder(null)('size', 'too-large', { length, most: MOST_TEXT });
  return problems;
}

function ofApp({ name, description, instances, expire, contacts, geolocation, compose }: AppSpecification, found: Found): void {
  if (name === '') found('name', 'name-missing');
  else if (name.length > 63) found('name', 'name-long', { most: 63 });
  else if (!NAME.test(name)) found('name', 'name-characters');
  else if (isReserved(name)) found('name', 'name-reserved');
  if (description.trim() === '') found('description', 'description-missing');
  else if (description.length > 256) found('description', 'description-long', { most: 256 });
  if (instances < 1 || instances > MOST_INSTANCES) found('instances', 'instances', { least: 1, most: MOST_INSTANCES });
  if (expire < LEAST_BLOCKS || expire > MOST_BLOCKS) found('expire', 'expire', { least: LEAST_BLOCKS, most: MOST_BLOCKS });
  if (contacts.length > 5) found('contacts', 'contacts-many', { most: 5 });
  if (contacts.some((contact) => contact.length > 75)) found('contacts', 'contact-long', { most: 75 });
  if (geolocation.length > 10) found('geolocation', 'geolocation-many', { most: 10 });
  if (geolocation.some((place) => place.length > 50)) found('geolocation', 'geolocation', {});
  if (compose.length < 1) found('compose', 'components-none');
  if (compose.length > MOST_COMPONENTS) found('compose', 'components-many', { most: MOST_COMPONENTS });
}

const isReserved = (name: string): boolean => /^(zel|flux)/i.test(name);

function ofComponent(component: AppComponent, all: readonly AppComponent[], place: number, found: Found): void {
  const { name, description, repotag, containerData, environmentParameters, commands, cpu, ram, hdd } = component;
  if (name === '') found('component', 'component-missing');
  else if (name.length > 63) found('component', 'name-long', { most: 63 });
  else if (!COMPONENT_NAME.test(name)) found('component', 'component-characters');
  else if (isReserved(name)) found('component', 'name-reserved');
  else if (all.findIndex((other) => other.name === name) !== place) found('component', 'component-twice', { name: name.slice(0, 63) });
  if (description.length > 256) found('component', 'description-long', { most: 256 });
  if (repotag === '') found('repotag', 'image-missing');
  else if (repotag.length > 200) found('repotag', 'image-long', { most: 200 });
  else if (!IMAGE.test(repotag)) found('repotag', 'image');
  ofPorts(component, all, place, found);
  if (environmentParameters.length > MOST_LINES) found('environment', 'environment-many', { most: MOST_LINES });
  if (environmentParameters.some((line) => line.length > 400)) found('environment', 'line-long', { most: 400 });
  if (commands.length > MOST_LINES) found('commands', 'commands-many', { most: MOST_LINES });
  if (commands.some((line) => line.length > 400)) found('commands', 'line-long', { most: 400 });
  if (containerData.length < 2) found('data', 'data-missing');
  else if (containerData.length > 200) found('data', 'data-long', { most: 200 });
  if (cpu < 0.1 || cpu > MOST_CPU || !isTenths(cpu)) found('cpu', 'cpu', { least: 0.1, most: MOST_CPU });
  if (ram < 100 || ram > MOST_RAM || ram % 100 !== 0) found('ram', 'ram', { least: 100, most: MOST_RAM });
  if (hdd < 1 || hdd > MOST_HDD) found('hdd', 'hdd', { least: 1, most: MOST_HDD });
}

function isTenths(cpu: number): boolean {
  // The same test that FluxOS does, without its trouble with 0.3 * 10.
  return Number(cpu.toFixed(1)) === cpu;
}

function ofPorts({ ports, containerPorts, domains }: AppComponent, all: readonly AppComponent[], place: number, found: Found): void {
  if (ports.length > MOST_PORTS) found('ports', 'ports-many', { most: MOST_PORTS });
  if (ports.length !== containerPorts.length || ports.length !== domains.length) found('ports', 'ports-uneven');
  const wrong = [...ports, ...containerPorts].find((port) => port < 1 || port > 65_535);
  const banned = ports.find(isBannedPort);
  const others = all.flatMap((other, at) => (at < place ? other.ports : []));
  const twice = ports.find((port, at) => ports.indexOf(port) !== at || others.includes(port));
  if (wrong !== undefined) found('ports', 'port-range', { port: wrong });
  else if (banned !== undefined) found('ports', 'port-banned', { port: banned });
  else if (twice !== undefined) found('ports', 'port-twice', { port: twice });
  if (domains.some((domain) => domain.length > 253)) found('domains', 'domain-long', { most: 253 });
}
