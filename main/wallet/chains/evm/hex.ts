// JSON-RPC value encodings (execution-apis): quantities without leading zeros, data of even length; answers parsed strictly.

import { z } from 'zod';

export const zQuantity = z.string().regex(/^0x[0-9a-fA-F]{1,64}$/).transform((text) => BigInt(text));
/** A quantity that is a height, a count or a time. */
export const zCount = zQuantity.refine((value) => value <= 0xffffffffffffn).transform(Number);
export const zData = z.string().regex(/^0x([0-9a-fA-F]{2})*$/).transform((text) => text.toLowerCase());
export const zHash32 = z.string().regex(/^0x[0-9a-fA-F]{64}$/).transform((text) => text.toLowerCase());
export const zAccount = z.string().regex(/^0x[0-9a-fA-F]{40}$/).transform((text) => text.toLowerCase());

export const quantity = (value: bigint | number): string => `0x${value.toString(16)}`;
/** A 20-byte address as a 32-byte topic or argument, without 0x. */
export const padAddress = (address: string): string => address.slice(2).toLowerCase().padStart(64, '0');
/** The address in the last 20 bytes of a topic. */
export const addressOfTopic = (topic: string): string => `0x${topic.slice(-40)}`;
