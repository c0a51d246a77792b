// The networks that a light node follows, as data: consensus parameters, a trusted block to begin above, pinned blocks, keys of the benchmark program.
import { MAINNET_BENCHMARK_KEYS, PRACTICE_BENCHMARK_KEYS, REGTEST_BENCHMARK_KEYS, type BenchmarkKey } from '../../shared/flux/benchmark-keys';
import { FLUX_MAINNET, FLUX_PRACTICE, FLUX_REGTEST, FLUX_TESTNET, type FluxParams } from '../../shared/flux/params';

export interface LightNetwork {
  readonly name: 'mainnet' | 'testnet' | 'regtest' | 'practice';
  readonly params: FluxParams;
  /** Headers are fetched from here on; nothing below is asked for. */
  readonly base: { readonly height: number; readonly hash: string };
  /** Hashes that blocks at some heights must have (fluxd chainparams.cpp, upgrades and checkpoints; the last one read from the live chain, header and signature checked). */
  readonly pins: ReadonlyMap<number, string>;
  readonly benchmarkKeys: readonly BenchmarkKey[];
  /** Without any source of a table it is followed from its first block on, where the table is empty: a network of one's own. */
  readonly fromFirst: boolean;
  /** Sources of the starting table that have to agree. */
  readonly agreeing: number;
}

const MAINNET_PINS: readonly (readonly [number, string])[] = [
  [250_000, '0000001d65fa78f2f6c172a51b5aca59ee1927e51f728647fca21b180becfe59'],
  [372_500, '00000052e2ac144c2872ff641c646e41dac166ac577bc9b0837f501aba19de4a'],
  [558_000, '000000a33d38f37f586b843a9c8cf6d1ff1269e6114b34604cabcd14c44268d4'],
  [835_554, '000000ce99aa6765bdaae673cdf41f661ff20a116eb6f2fe0843488d8061f193'],
  [1_076_532, '000000111f8643ce24d9753dbc324220877299075a8a6102da61ef4460296325'],
  [1_549_500, '00000009f9178347f3dea495a089400050c3388e07f9c871fb1ebddcab1f8044'],
  [2_020_000, 'd09e1b336b3c5988ec984e39b81036f00d5468946cfa3f0bb1af8afe6d2defbb'],
  [2_020_500, 'af2a1bd59c61f64860b4b45bd65358743fda40d8420564b58c39df45be7da97c'],
  [2_021_000, 'd2dcec473e809575e30ec2c0f400758120f5121b8268f90cdb8a7dbefe285b0d'],
  [2_021_500, 'fa98471f31ffc1366330bababc090ad5cb6bd23c25bb3b61d1e1ed07a77d6126'],
  [2_022_000, '40a060546a56eb7fab0fd33ab3e6de834ff0d5273847d4f231a9addecfc44f61'],
  [2_029_000, '4856dc788a973db4cc537465c9ef80288e1eb065898993d72371b1ee48c248b4'],
  [2_996_914, '2c9937766668220f96d0349da244f54ff641a0d12910fcfb5bc2f90a41af7b6b'],
];

/** fluxd asks whether a height is at least that of Proof of Node, and -1 stands for "not scheduled": in regtest every block is one, unless a height is set. */
const REGTEST: FluxParams = { ...FLUX_REGTEST, upgrades: { ...FLUX_REGTEST.upgrades, pon: 0 } };

const first = (params: FluxParams): LightNetwork['base'] => ({ height: 0, hash: params.genesisHash });

export const LIGHT_NETWORKS: Readonly<Record<LightNetwork['name'], LightNetwork>> = {
  mainnet: { name: 'mainnet', params: FLUX_MAINNET, base: { height: 2_996_914, hash: MAINNET_PINS.at(-1)?.[1] ?? '' }, pins: new Map(MAINNET_PINS), benchmarkKeys: MAINNET_BENCHMARK_KEYS, fromFirst: false, agreeing: 2 },
  testnet: { name: 'testnet', params: FLUX_TESTNET, base: first(FLUX_TESTNET), pins: new Map(), benchmarkKeys: MAINNET_BENCHMARK_KEYS, fromFirst: false, agreeing: 1 },
  regtest: { name: 'regtest', params: REGTEST, base: first(REGTEST), pins: new Map(), benchmarkKeys: REGTEST_BENCHMARK_KEYS, fromFirst: true, agreeing: 1 },
  practice: { name: 'practice', params: FLUX_PRACTICE, base: first(FLUX_PRACTICE), pins: new Map(), benchmarkKeys: PRACTICE_BENCHMARK_KEYS, fromFirst: false, agreeing: 2 },
};
