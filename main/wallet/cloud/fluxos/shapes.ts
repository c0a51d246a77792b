// Answers of FluxOS, as far as the wallet reads them (flux-services 3.3, 3.5).

import { z } from 'zod';
import { zAppSpecification } from '../../../../shared/fluxos/specification';
import { parseAmount } from '../../../../shared/money/units';
import { plainDecimal, zHeight } from '../../chains/exact-json';

/** A decimal as 10⁻⁸; what has more decimals loses them upwards, so that never too little is paid. */
const zUnits8 = z.union([z.number(), z.string().max(60)]).transform((value, context): bigint => {
  try {
    const parsed = parseAmount(plainDecimal(String(value)), 12);
    if (parsed.ok) return (parsed.units + 9_999n) / 10_000n;
  } catch {
    // Said below.
  }
  context.addIssue({ code: 'custom', message: 'not an amount' });
  return z.NEVER;
});

export const zPhrase = z.string().max(200);
export const zLogin = z.object({ zelid: z.string().max(128), loginPhrase: z.string().max(200), privilage: z.enum(['user', 'admin', 'fluxteam']).catch('user') });
export const zPrice = z.object({ usd: zUnits8, flux: zUnits8 });
export const zHash64 = z.string().regex(/^[0-9a-f]{64}$/);
/** A specification exactly as the node writes it: its keys' order is what is signed. */
export const zFormatted = z.record(z.string(), z.unknown());

const zRow = z.object({ height: z.union([zHeight, z.literal(-1)]), cpu: zUnits8, ram: zUnits8, hdd: zUnits8, minPrice: zUnits8, port: zUnits8.optional(), scope: zUnits8.optional(), staticip: zUnits8.optional() });
export const zDeployment = z.object({ address: z.string().min(20).max(60), price: z.array(zRow).min(1).max(100) });
export type Deployment = z.output<typeof zDeployment>;

/** Any app of an owner: those of older versions are shown by what all have in common. */
export const zGlobalApp = z.object({
  name: z.string().max(100), version: z.number().int(), hash: zHash64, height: zHeight,
  instances: z.number().int().min(1).max(1_000).catch(3), expire: z.number().int().positive().max(10_000_000).optional(), description: z.string().catch('').transform((text) => text.slice(0, 300)),
}).loose();
export type GlobalApp = z.output<typeof zGlobalApp>;

/** The specification of an app, without what the network added; null for versions that this wallet does not change. */
export function specificationOf(app: GlobalApp): z.output<typeof zAppSpecification> | null {
  const { hash: _hash, height: _height, ...rest } = app;
  const parsed = zAppSpecification.safeParse(rest);
  return parsed.success ? parsed.data : null;
}

export const zLocation = z.object({ ip: z.string().transform((text) => text.slice(0, 80)), runningSince: z.union([z.string(), z.number()]).optional() });
export const zTemporary = z.object({ hash: zHash64 });
