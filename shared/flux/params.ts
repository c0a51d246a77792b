// Flux network parameters as data (fluxd chainparams.cpp, chainparamsbase.cpp, version.h).

export type FluxNetworkName = 'mainnet' | 'testnet' | 'regtest';

/** Network upgrades in the order of their activation. */
export type FluxUpgrade = 'lwma' | 'equihash144' | 'acadia' | 'kamiooka' | 'kamata' | 'flux' | 'halving' | 'p2shNodes' | 'pon';

/** Proof of Node: slots, difficulty window and target limits (256-bit numbers). */
export interface PonParams {
  /** Seconds per slot and aimed at per block. */
  readonly spacing: number;
  /** Number of blocks that the difficulty looks back over. */
  readonly window: number;
  readonly limit: bigint;
  /** Limit for the first `window` blocks. */
  readonly startLimit: bigint;
}

export interface FluxParams {
  readonly name: FluxNetworkName;
  /** First four bytes of each P2P message. */
  readonly magic: Uint8Array;
  readonly p2pPort: number;
  readonly rpcPort: number;
  readonly dnsSeeds: readonly string[];
  readonly p2pkhPrefix: Uint8Array;
  readonly p2shPrefix: Uint8Array;
  readonly wifPrefix: number;
  readonly extendedPublicVersion: number;
  readonly extendedPrivateVersion: number;
  /** SLIP-44 coin type of hierarchical keys. */
  readonly coinType: number;
  readonly genesisHash: string;
  /** Unix seconds of the genesis block; PON slots count from here. */
  readonly genesisTime: number;
  /** Consensus branch id that every signature since the first upgrade commits to. */
  readonly branchId: number;
  /** Activation heights; null = not scheduled (regtest sets what it needs). */
  readonly upgrades: Readonly<Record<FluxUpgrade, number | null>>;
  readonly powSpacing: number;
  /** Proof of work: blocks over which the subsidy grows, and between two halvings. */
  readonly powSubsidy: { readonly slowStart: number; readonly halvingInterval: number };
  readonly pon: PonParams;
  readonly devFundAddress: string;
}

/** The one consensus branch id of Flux, unchanged from LWMA to PON. */
export const FLUX_BRANCH_ID = 0x76b809bb;
/** Satoshi in one FLUX. */
export const COIN = 100_000_000n;
/** Bound of every single value and sum in a transaction: a sanity limit, not a supply cap. */
export const MAX_MONEY = 440_000_000n * COIN;
export const COINBASE_MATURITY = 100;
export const MAX_BLOCK_SIZE = 2_000_000;

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
/** A 256-bit number that starts with the given hex digits and is filled up with f. */
const filled = (digits: string): bigint => BigInt(`0x${digits.padEnd(64, 'f')}`);

const testPrefixes = {
  p2pkhPrefix: bytes(0x1d, 0x25),
  p2shPrefix: bytes(0x1c, 0xba),
  wifPrefix: 0xef,
  extendedPublicVersion: 0x043587cf,
  extendedPrivateVersion: 0x04358394,
  coinType: 1,
  branchId: FLUX_BRANCH_ID,
  devFundAddress: 't2GoxS2SRmLQDnTyWePHjKD3izvFsKUAjrH',
} as const;

const MAIN_POW_SUBSIDY = { slowStart: 5_000, halvingInterval: 655_350 };

export const FLUX_MAINNET: FluxParams = {
  name: 'mainnet',
  magic: bytes(0x24, 0xe9, 0x27, 0x64),
  p2pPort: 16125,
  rpcPort: 16124,
  dnsSeeds: ['dnsseed.asoftwaresolution.com', 'dnsseed.zel.network', 'dnsseed.runonflux.io'],
  p2pkhPrefix: bytes(0x1c, 0xb8),
  p2shPrefix: bytes(0x1c, 0xbd),
  wifPrefix: 0x80,
  extendedPublicVersion: 0x0488b21e,
  extendedPrivateVersion: 0x0488ade4,
  coinType: 19167,
  genesisHash: '00052461a5006c2e3b74ce48992a08695607912d5604c3eb8da25749b0900444',
  genesisTime: 1516980000,
  branchId: FLUX_BRANCH_ID,
  upgrades: { lwma: 125000, equihash144: 125100, acadia: 250000, kamiooka: 372500, kamata: 558000, flux: 835554, halving: 1076532, p2shNodes: 1549500, pon: 2020000 },
  powSpacing: 120,
  powSubsidy: MAIN_POW_SUBSIDY,
  pon: { spacing: 30, window: 30, limit: filled('0'), startLimit: filled('000b') },
  devFundAddress: 't3hPu1YDeGUCp8m7BQCnnNUmRMJBa5RadyA',
};

export const FLUX_TESTNET: FluxParams = {
  ...testPrefixes,
  name: 'testnet',
  magic: bytes(0xfa, 0x1a, 0xf9, 0xbf),
  p2pPort: 26125,
  rpcPort: 26124,
  dnsSeeds: ['flux-testnet-seed.asoftwaresolution.com', 'test.dnsseed.zel.network', 'test.dnsseed.runonflux.io'],
  genesisHash: '0042202a64a929fc25cc10e68615ddbe38007b1b40da08acd3f530f83c79b9d1',
  genesisTime: 1582228940,
  upgrades: { lwma: 70, equihash144: 140, acadia: 210, kamiooka: 280, kamata: 350, flux: 420, halving: 520, p2shNodes: 600, pon: 800 },
  powSpacing: 60,
  powSubsidy: MAIN_POW_SUBSIDY,
  pon: { spacing: 30, window: 60, limit: filled('0'), startLimit: filled('7') },
};

export const FLUX_REGTEST: FluxParams = {
  ...testPrefixes,
  name: 'regtest',
  magic: bytes(0xaa, 0xe8, 0x3f, 0x5f),
  p2pPort: 26126,
  rpcPort: 26124,
  dnsSeeds: [],
  genesisHash: '01998760a88dc2b5715f69d2f18c1d90e0b604612242d9099eaff3048dd1e0ce',
  genesisTime: 1296688602,
  upgrades: { lwma: null, equihash144: null, acadia: null, kamiooka: null, kamata: null, flux: null, halving: null, p2shNodes: null, pon: null },
  powSpacing: 120,
  // As a real fluxd paid in regtest: 150 at height 106, 75 at 208 to 299 (tests/vectors/fluxd-regtest-main.json).
  powSubsidy: { slowStart: 0, halvingInterval: 150 },
  pon: { spacing: 30, window: 60, limit: BigInt(`0x${'0f'.repeat(32)}`), startLimit: filled('7') },
};

/** The practice network's chain: regtest's parameters with every upgrade active from the first block. */
export const FLUX_PRACTICE: FluxParams = {
  ...FLUX_REGTEST,
  upgrades: { lwma: 1, equihash144: 1, acadia: 1, kamiooka: 1, kamata: 1, flux: 1, halving: 1, p2shNodes: 1, pon: 1 },
};

/** The parameters of every Flux network by name. */
export const FLUX_NETWORKS: Readonly<Record<FluxNetworkName, FluxParams>> = { mainnet: FLUX_MAINNET, testnet: FLUX_TESTNET, regtest: FLUX_REGTEST };
