// Every limit of a specification: what is taken at its edge, and the code beyond it.
import { problemsOf } from '../../../../shared/fluxos/limits';
import type { AppComponent, AppSpecification } from '../../../../shared/fluxos/specification';
import { component, spec } from './samples';

const codes = (patch: Partial<AppSpecification>): string[] => problemsOf({ ...spec, ...patch }).map(({ code }) => code);
const ofComponent = (patch: Partial<AppComponent>): string[] => codes({ compose: [{ ...component, ...patch }] });

test('the sample is taken', () => expect(problemsOf(spec)).toEqual([]));

test.each<[string, Partial<AppSpecification>, string[]]>([
  ['no name', { name: '' }, ['app/name-missing']],
  ['63 letters', { name: 'a'.repeat(63) }, []],
  ['64 letters', { name: 'a'.repeat(64) }, ['app/name-long']],
  ['a hyphen within', { name: 'my-shop' }, []],
  ['a hyphen at the end', { name: 'shop-' }, ['app/name-characters']],
  ['a space', { name: 'my shop' }, ['app/name-characters']],
  ['a reserved start', { name: 'fluxshop' }, ['app/name-reserved']],
  ['another reserved start', { name: 'Zelshop' }, ['app/name-reserved']],
  ['no description', { description: ' ' }, ['app/description-missing']],
  ['a long description', { description: 'x'.repeat(257) }, ['app/description-long']],
  ['no instance', { instances: 0 }, ['app/instances']],
  ['one instance', { instances: 1 }, []],
  ['101 instances', { instances: 101 }, ['app/instances']],
  ['too short a term', { expire: 99 }, ['app/expire']],
  ['a year', { expire: 1_056_000 }, []],
  ['more than a year', { expire: 1_056_001 }, ['app/expire']],
  ['six contacts', { contacts: ['a', 'b', 'c', 'd', 'e', 'f'] }, ['app/contacts-many']],
  ['a long contact', { contacts: ['a'.repeat(76)] }, ['app/contact-long']],
  ['no component', { compose: [] }, ['app/components-none']],
  ['two of one name', { compose: [component, { ...component, ports: [31_001] }] }, ['app/component-twice']],
  ['a port for two', { compose: [component, { ...component, name: 'db' }] }, ['app/port-twice']],
  ['more than can be shown', { compose: Array.from({ length: 3 }, (_, at) => ({ ...component, name: `c${at}`, ports: [31_000 + at], commands: Array.from({ length: 5 }, () => 'x'.repeat(390)) })) }, ['app/too-large']],
])('%s', (_, patch, expected) => expect(codes(patch)).toEqual(expected));

test.each<[string, Partial<AppComponent>, string[]]>([
  ['no image', { repotag: '' }, ['app/image-missing']],
  ['no tag', { repotag: 'library/nginx' }, ['app/image']],
  ['a registry with a port', { repotag: 'registry.example:5000/shop/web:1.0' }, []],
  ['a digest', { repotag: `library/nginx@sha256:${'a'.repeat(64)}` }, []],
  ['a space in the image', { repotag: 'nginx :1' }, ['app/image']],
  ['a hyphen in the component', { name: 'my-web' }, ['app/component-characters']],
  ['six ports', { ports: [1100, 1101, 1102, 1103, 1104, 1105], containerPorts: [1, 2, 3, 4, 5, 6], domains: ['', '', '', '', '', ''] }, ['app/ports-many']],
  ['uneven ports', { domains: [] }, ['app/ports-uneven']],
  ['a banned port', { ports: [16_127] }, ['app/port-banned']],
  ['port 0', { ports: [0] }, ['app/port-range']],
  ['a port beyond', { ports: [65_536] }, ['app/port-range']],
  ['a port twice', { ports: [31_000, 31_000], containerPorts: [80, 81], domains: ['', ''] }, ['app/port-twice']],
  ['21 lines', { environmentParameters: Array.from({ length: 21 }, () => 'A=1') }, ['app/environment-many']],
  ['a long line', { commands: ['x'.repeat(401)] }, ['app/line-long']],
  ['no folder', { containerData: '' }, ['app/data-missing']],
  ['a third of a core', { cpu: 0.33 }, ['app/cpu']],
  ['three tenths of a core', { cpu: 0.3 }, []],
  ['no core', { cpu: 0 }, ['app/cpu']],
  ['16 cores', { cpu: 16 }, ['app/cpu']],
  ['150 MB', { ram: 150 }, ['app/ram']],
  ['no disk', { hdd: 0 }, ['app/hdd']],
])('%s', (_, patch, expected) => expect(ofComponent(patch)).toEqual(expected));

test('a breach names its field and its component', () => {
  expect(problemsOf({ ...spec, compose: [component, { ...component, name: 'db', ports: [22] }] })).toEqual([{ field: 'ports', code: 'app/port-banned', component: 1, context: { port: 22 } }]);
});
