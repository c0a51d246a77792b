// Makes a node's CONFIRM: signed by the node's key, then by the benchmark program that measured the server (fluxd activefluxnode.cpp).
import * as ecc from 'tiny-secp256k1';
import { benchmarkMessage, fluxNodeMessage, serializeFluxNodeTransaction, type FluxNodeConfirm, type Outpoint } from '../../../../shared/flux/fluxnode-transaction';
import { signMessage } from '../../../../shared/flux/message';
import type { FluxTier } from '../../../../shared/flux/subsidy';
import { tierNumber } from '../../../../shared/flux/tiers';
import type { WifKey } from '../../../../shared/flux/wif';

export interface ConfirmRequest {
  readonly collateral: Outpoint;
  readonly kind: 'initial' | 'update';
  readonly identity: WifKey;
  readonly benchmark: WifKey;
  /** Tier that the benchmark found the hardware good for. */
  readonly hardware: FluxTier;
  readonly ip: string;
  /** Unix seconds. */
  readonly now: number;
}

/** The signed bytes; nothing is broadcast. */
export function makeConfirm({ collateral, kind, identity, benchmark, hardware, ip, now }: ConfirmRequest): Uint8Array {
  const unsigned: FluxNodeConfirm = {
    kind: 'confirm', version: 5, collateral, sigTime: now, benchmarkTier: tierNumber(hardware), benchmarkSigTime: now, updateType: kind === 'initial' ? 0 : 1, ip,
    signature: new Uint8Array(0), benchmarkSignature: new Uint8Array(0),
  };
  const signed = { ...unsigned, signature: signMessage(fluxNodeMessage(unsigned), 'flux', identity, ecc) };
  return serializeFluxNodeTransaction({ ...signed, benchmarkSignature: signMessage(benchmarkMessage(signed), 'flux', benchmark, ecc) });
}
