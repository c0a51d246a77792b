// The specification of a Flux app, version 8 (flux-services 3.5): its shape, and the one order of keys in which its JSON text is signed.

import { z } from 'zod';

const zWord = z.string().max(2_000);
const zCount = z.number().int().min(0).max(10_000_000);

export const zAppComponent = z.strictObject({
  name: zWord,
  description: zWord,
  /** Image with its tag, as a registry names it. */
  repotag: zWord,
  /** Ports of the node, and beside each the container's port and the domain. */
  ports: z.array(zCount).max(20),
  domains: z.array(zWord).max(20),
  environmentParameters: z.array(zWord).max(40),
  commands: z.array(zWord).max(40),
  containerPorts: z.array(zCount).max(20),
  /** Folder in the container that is kept. */
  containerData: zWord,
  /** Cores, in steps of a tenth. */
  cpu: z.number().min(0).max(1_000),
  /** Megabytes, in steps of a hundred. */
  ram: zCount,
  /** Gigabytes. */
  hdd: zCount,
  /** Encrypted access to a private image; enterprise apps only. */
  repoauth: z.string().max(20_000),
});
export type AppComponent = z.infer<typeof zAppComponent>;

export const zAppSpecification = z.strictObject({
  version: z.literal(8),
  name: zWord,
  description: zWord,
  /** Flux ID. */
  owner: z.string().max(128),
  compose: z.array(zAppComponent).max(20),
  instances: zCount,
  contacts: z.array(zWord).max(20),
  geolocation: z.array(zWord).max(20),
  /** Blocks that the app lasts. */
  expire: zCount,
  nodes: z.array(zWord).max(200),
  staticip: z.boolean(),
  datacenter: z.boolean().optional(),
  /** Encrypted part of an enterprise app; empty for every other. */
  enterprise: z.string().max(100_000),
});
export type AppSpecification = z.infer<typeof zAppSpecification>;

/** Blocks of a month; an app that says nothing lasts so long. */
export const MONTH_BLOCKS = 88_000;
export const MOST_BLOCKS = 1_056_000;

/** The same specification with its keys in the order in which FluxOS writes them. */
export function canonicalSpecification(spec: AppSpecification): AppSpecification {
  const { version, name, description, owner, compose, instances, contacts, geolocation, expire, nodes, staticip, datacenter, enterprise } = spec;
  return {
    version, name, description, owner, compose: compose.map(canonicalComponent), instances, contacts, geolocation, expire, nodes, staticip,
    // A key without a value vanishes from JSON.
    ...(datacenter === undefined ? {} : { datacenter }),
    enterprise,
  };
}

function canonicalComponent({ name, description, repotag, ports, domains, environmentParameters, commands, containerPorts, containerData, cpu, ram, hdd, repoauth }: AppComponent): AppComponent {
  return { name, description, repotag, ports, domains, environmentParameters, commands, containerPorts, containerData, cpu, ram, hdd, repoauth };
}

/** The JSON text that is signed. */
export function specificationText(spec: AppSpecification): string {
  return JSON.stringify(canonicalSpecification(spec));
}

/**
 * Last block of an app. Apps of before the change to 30-second blocks have what was left of their term after it four times over.
 * @param height block of the registration or the last update
 */
export function expiryHeight(height: number, expire: number, fork: number): number {
  const end = height + expire;
  return height < fork && end > fork ? fork + (end - fork) * 4 : end;
}
