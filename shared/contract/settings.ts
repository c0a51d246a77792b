// Settings: one small file, parsed by this schema; what is missing or damaged falls back to its default, entry by entry.

import { z } from 'zod';
import { isEndpointUrl } from '../net/endpoint-url';
import { isPeerAddress } from '../net/peer-address';
import { zChain, zNetwork } from './base';

export const CURRENCIES = ['USD', 'EUR', 'GBP', 'CHF', 'JPY', 'CAD', 'AUD', 'PLN', 'CZK'] as const;
const LANGUAGES = ['en', 'de'] as const;
const IDLE_MINUTES = [1, 2, 5, 10, 15, 30, 60] as const;

export const zEndpointUrl = z.string().max(300).refine(isEndpointUrl);

/** What a person sets of the light node of one network, without defaults, as below. */
const lightNodeFields = {
  enabled: z.boolean(),
  paused: z.boolean(),
  diskMegabytes: z.number().int().min(50).max(100_000),
  /** Null: as fast as it goes. */
  kilobytesPerSecond: z.number().int().min(16).max(1_000_000).nullable(),
  /** host:port of peers to speak to besides those that are found. */
  peers: z.array(z.string().max(300).refine(isPeerAddress)).max(8),
};
export const zLightNodePatch = z.object(lightNodeFields).partial();

/** The light node of one network: off until the person switches it on. */
export const zLightNodeSettings = z.object({
  enabled: lightNodeFields.enabled.default(false),
  paused: lightNodeFields.paused.default(false),
  /** Folder that the person chose; null: in the profile. */
  folder: z.string().min(1).max(4000).nullable().default(null),
  diskMegabytes: lightNodeFields.diskMegabytes.default(500),
  kilobytesPerSecond: lightNodeFields.kilobytesPerSecond.default(null),
  peers: lightNodeFields.peers.default([]),
});
export type LightNodeSettings = z.infer<typeof zLightNodeSettings>;

/** A signed word that a worker acts for a Flux ID (docs/pouw-protocol.md). Nothing in it is secret. */
export const zDelegation = z.object({ fluxId: z.string().max(60), payout: z.string().max(60), until: z.number().int().nonnegative(), signature: z.string().max(100) });

/** What a person sets of useful work on one network, without defaults, as below. */
const usefulWorkFields = {
  enabled: z.boolean(),
  paused: z.boolean(),
  /** Jobs at once. */
  slots: z.number().int().min(1).max(256),
  diskMegabytes: z.number().int().min(50).max(100_000),
  onlyWhenAway: z.boolean(),
  pauseOnBattery: z.boolean(),
  /** Hours of the day, by this computer's clock, in which it works: from the first to before the second; null: always. */
  hours: z.object({ from: z.number().int().min(0).max(23), to: z.number().int().min(0).max(23) }).nullable(),
  maxTemperatureC: z.number().int().min(40).max(110).nullable(),
  /** Steps aside while other programs use most of the processor; its jobs have the lowest priority all the same. */
  pauseWhenBusy: z.boolean(),
  /** Runs modules, too, that did not come with Fluxkeep; each is still admitted byte by byte. */
  unlistedModules: z.boolean(),
  /** Base addresses of coordinators besides the network's own. */
  coordinators: z.array(zEndpointUrl).max(8),
};
export const zUsefulWorkPatch = z.object(usefulWorkFields).partial();

/** Useful work on one network: off until the person switches it on. */
export const zUsefulWorkSettings = z.object({
  enabled: usefulWorkFields.enabled.default(false),
  paused: usefulWorkFields.paused.default(false),
  slots: usefulWorkFields.slots.default(1),
  diskMegabytes: usefulWorkFields.diskMegabytes.default(2000),
  onlyWhenAway: usefulWorkFields.onlyWhenAway.default(false),
  pauseOnBattery: usefulWorkFields.pauseOnBattery.default(true),
  hours: usefulWorkFields.hours.default(null),
  maxTemperatureC: usefulWorkFields.maxTemperatureC.default(90),
  pauseWhenBusy: usefulWorkFields.pauseWhenBusy.default(false),
  unlistedModules: usefulWorkFields.unlistedModules.default(false),
  coordinators: usefulWorkFields.coordinators.default([]),
  /** The last delegation that was signed, and for which worker. It stands here so that a worker earns for its owner while the wallet is locked. */
  delegation: z.object({ node: z.string().regex(/^[0-9a-f]{64}$/), signed: zDelegation }).nullable().default(null),
});
export type UsefulWorkSettings = z.infer<typeof zUsefulWorkSettings>;

/** Every setting without its default: a change must not bring back what it does not name. */
const fields = {
  network: zNetwork,
  currency: z.enum(CURRENCIES),
  theme: z.enum(['system', 'dark', 'light']),
  language: z.enum(['system', ...LANGUAGES]),
  idleMinutes: z.union(IDLE_MINUTES.map((minutes) => z.literal(minutes))),
  hideAmounts: z.boolean(),
  textScale: z.union([z.literal(100), z.literal(110), z.literal(125), z.literal(150)]),
  /** Own endpoints per chain on mainnet; an absent chain uses the registry's. */
  endpoints: z.partialRecord(zChain, z.array(zEndpointUrl).min(1).max(6)),
  lastWallet: z.string().nullable(),
  lightNode: z.partialRecord(zNetwork, zLightNodeSettings),
  usefulWork: z.partialRecord(zNetwork, zUsefulWorkSettings),
  /** Looks at the BOINC client of this computer while its card is on the screen. */
  watchBoinc: z.boolean(),
};
export const zSettings = z.object({
  network: fields.network.default('practice'),
  currency: fields.currency.default('USD'),
  theme: fields.theme.default('system'),
  language: fields.language.default('system'),
  idleMinutes: fields.idleMinutes.default(10),
  hideAmounts: fields.hideAmounts.default(false),
  textScale: fields.textScale.default(100),
  endpoints: fields.endpoints.default({}),
  lastWallet: fields.lastWallet.default(null),
  lightNode: fields.lightNode.default({}),
  usefulWork: fields.usefulWork.default({}),
  watchBoinc: fields.watchBoinc.default(false),
});
export type Settings = z.infer<typeof zSettings>;
/** Any of the settings, as main stores them. */
export const zSettingsPart = z.object(fields).partial();
/** What a window may change: the light node, useful work and BOINC have calls of their own, and no window names a folder. */
export const zSettingsPatch = zSettingsPart.omit({ lightNode: true, usefulWork: true, watchBoinc: true });
