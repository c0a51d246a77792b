// Keys of the benchmark program that CONFIRM transactions must carry a signature of, per network (fluxd chainparams.cpp).
import { fromHex } from '../crypto/bytes';

/** A key and the Unix second of the signature from which it counts. Uncompressed, hex. */
export interface BenchmarkKey {
  readonly publicKey: string;
  readonly since: number;
}

/** Oldest first. */
export const MAINNET_BENCHMARK_KEYS: readonly BenchmarkKey[] = [
  { since: 0, publicKey: '042e79d7dd1483996157df6b16c831be2b14b31c69944ea2a585c63b5101af1f9517ba392cee5b1f45a62e9d936488429374535a2f76870bfa8eea6667b13eb39e' },
  { since: 1_618_113_600, publicKey: '04517413e51fa9b2e94f200b254cca69beb86f2d74bf66ca53854ba66bc376dde9b52e9b4403731d9a4f3e8edd9687f1e1824b688fe26454bd9fb823a3307b4682' },
  { since: 1_647_262_800, publicKey: '0480dff65aa9d4b4c4234e4723a5e7c5bf527ca683b53aa26a7225cc5eb16e6e79f9629eb5f96c12b173de7a20e9823b2d36575759f3490864922f7ed04e171fad' },
  { since: 1_706_209_200, publicKey: '0437d58236a849ebe0e6558c1517e1f5c56749e04a2f7a7daedd4ef7c9fb6a773f32a33fe5ddad88b9af3ff496ee5ce79ce245c258bafa4e8d287baa3d54c6c65f' },
  { since: 1_743_534_000, publicKey: '04e54965119e89861f80135b13f56c3b5cc55ad2b916d9705052fc91d2894f9cb19151a8d61c6e9ea4812075dd32f06fde5965589ffa1517ab1bd2ddbc66a39f42' },
];

/** The one that a real fluxd in regtest took CONFIRMs of (tests/vectors/fluxd-regtest-main.json, key `bench`). */
export const REGTEST_BENCHMARK_KEYS: readonly BenchmarkKey[] = [{ since: 0, publicKey: '0474170c3fc56952f6afc57ae00066572910a79c3545590a04a9f4c96c73729b8a3a6b05186a55d91f365129555df068a2b877634b7c505e47b73bc142cdbd6958' }];

/** The practice network's own; the secret that belongs to it protects nothing. */
export const PRACTICE_BENCHMARK_KEYS: readonly BenchmarkKey[] = [{ since: 0, publicKey: '04f3568117d5e82735484abafad914e075e2b4dbbae3f7a7ca1ea9084b8cd3f668ad16707849dbde4aefd9336a6032f6bda3eb617d550c2e14b198d801978e67f5' }];

/** The key that counts for a benchmark signature made at `time` (Unix seconds): the last one that had begun. */
export function benchmarkKeyAt(keys: readonly BenchmarkKey[], time: number): Uint8Array {
  const current = [...keys].reverse().find((key) => time >= key.since) ?? keys[0];
  return fromHex(current?.publicKey ?? '');
}
