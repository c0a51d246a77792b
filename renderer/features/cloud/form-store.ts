// What is typed of an app: it survives moving between screens, and goes with the window at a lock.

import { create } from 'zustand';
import type { AppWish } from '../../../shared/contract/cloud';
import { MONTH_BLOCKS } from '../../../shared/fluxos/specification';

export interface PortForm { port: string; inner: string; domain: string }
export interface ComponentForm {
  name: string;
  description: string;
  image: string;
  cpu: string;
  ram: string;
  hdd: string;
  data: string;
  ports: readonly PortForm[];
  /** One a line. */
  environment: string;
  commands: string;
}
export const TERMS = ['1', '3', '6', '12', 'own'] as const;
export type Term = (typeof TERMS)[number];
export interface AppForm {
  name: string;
  description: string;
  instances: string;
  term: Term;
  /** Typed, when `term` is `own`. */
  blocks: string;
  contacts: string;
  places: string;
  staticip: boolean;
  components: readonly ComponentForm[];
}

export const EMPTY_COMPONENT: ComponentForm = { name: '', description: '', image: '', cpu: '0.5', ram: '500', hdd: '5', data: '/tmp', ports: [{ port: '', inner: '', domain: '' }], environment: '', commands: '' };
export const EMPTY_APP: AppForm = { name: '', description: '', instances: '3', term: '1', blocks: String(MONTH_BLOCKS), contacts: '', places: '', staticip: false, components: [{ ...EMPTY_COMPONENT, name: 'main' }] };

interface CloudView {
  view: 'apps' | 'form';
  /** The app that is changed; null: a new one. */
  changes: string | null;
  form: AppForm;
  openNew(): void;
  openChange(wish: AppWish): void;
  close(): void;
  /** What was typed is done with. */
  finish(): void;
  edit(patch: Partial<AppForm>): void;
  editComponent(place: number, patch: Partial<ComponentForm>): void;
}

export const useCloudForm = create<CloudView>()((set) => ({
  view: 'apps', changes: null, form: EMPTY_APP,
  openNew: () => set((old) => ({ view: 'form', changes: null, form: old.changes === null ? old.form : EMPTY_APP })),
  openChange: (wish) => set({ view: 'form', changes: wish.name, form: formOf(wish) }),
  close: () => set({ view: 'apps' }),
  finish: () => set({ view: 'apps', changes: null, form: EMPTY_APP }),
  edit: (patch) => set((old) => ({ form: { ...old.form, ...patch } })),
  editComponent: (place, patch) => set((old) => ({ form: { ...old.form, components: old.form.components.map((each, at) => (at === place ? { ...each, ...patch } : each)) } })),
}));

const lines = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
/** Whole numbers, and nothing else; what is none becomes 0, which every limit refuses. */
const whole = (text: string): number => (/^\d{1,7}$/.test(text.trim()) ? Number(text.trim()) : 0);
const decimal = (text: string): number => (/^\d{1,3}([.,]\d{1,3})?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : 0);
const filled = ({ port, inner, domain }: PortForm): boolean => `${port}${inner}${domain}`.trim() !== '';

/** Blocks that the app is to last. */
function blocksOf({ term, blocks }: Pick<AppForm, 'term' | 'blocks'>): number {
  return term === 'own' ? whole(blocks) : Number(term) * MONTH_BLOCKS;
}

export function wishOfForm(form: AppForm): AppWish {
  return {
    name: form.name.trim(), description: form.description.trim(), instances: Math.min(whole(form.instances), 10_000), contacts: lines(form.contacts), geolocation: lines(form.places), expire: blocksOf(form), staticip: form.staticip,
    compose: form.components.map((component) => {
      const ports = component.ports.filter(filled);
      return {
        name: component.name.trim(), description: component.description.trim(), repotag: component.image.trim(), ports: ports.map(({ port }) => whole(port)), domains: ports.map(({ domain }) => domain.trim()),
        environmentParameters: lines(component.environment).slice(0, 40), commands: lines(component.commands).slice(0, 40), containerPorts: ports.map(({ inner }) => whole(inner)), containerData: component.data.trim(),
        cpu: decimal(component.cpu), ram: whole(component.ram), hdd: whole(component.hdd), repoauth: '',
      };
    }),
  };
}

function formOf(wish: AppWish): AppForm {
  const months = wish.expire / MONTH_BLOCKS;
  const term = TERMS.find((each) => each === String(months)) ?? 'own';
  return {
    name: wish.name, description: wish.description, instances: String(wish.instances), term, blocks: String(wish.expire), contacts: wish.contacts.join('\n'), places: wish.geolocation.join('\n'), staticip: wish.staticip,
    components: wish.compose.map((component) => ({
      name: component.name, description: component.description, image: component.repotag, cpu: String(component.cpu), ram: String(component.ram), hdd: String(component.hdd), data: component.containerData,
      ports: component.ports.map((port, at) => ({ port: String(port), inner: String(component.containerPorts[at] ?? ''), domain: component.domains[at] ?? '' })), environment: component.environmentParameters.join('\n'), commands: component.commands.join('\n'),
    })),
  };
}
