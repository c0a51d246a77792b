// Schemes that the system may hand over, each only when the person wants it.

export const LINK_SCHEMES = ['flux', 'fluxkeep', 'zel'] as const;
export type LinkScheme = (typeof LINK_SCHEMES)[number];
