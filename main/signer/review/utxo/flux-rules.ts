// Review rules of Flux: transparent version 4 only, fluxd's dust, size and absurd-fee limits, no replacement.

import type { NetworkId } from '../../../../shared/chains/ids';
import { addressOfScript, scriptOfAddress } from '../../../../shared/flux/address';
import { FLUX_MAINNET, FLUX_REGTEST, MAX_MONEY } from '../../../../shared/flux/params';
import { dustThreshold, isAbsurdFee } from '../../../../shared/flux/policy';
import { classifyScript, opReturnData } from '../../../../shared/flux/script-templates';
import { P2PKH_INPUT_SIZE, P2PKH_UNCOMPRESSED_INPUT_SIZE, p2shMultisigInputSize, transactionSizeBound } from '../../../../shared/flux/size';
import { parseTransaction, type FluxTransaction } from '../../../../shared/flux/transaction';
import type { SpendableInput } from '../../sign/signable';
import { insist } from '../refusal';
import type { UtxoRules } from './rules';

/** fluxd takes transactions up to this size; above about half of it nothing this wallet makes makes sense. */
const MAX_SIZE = 999_000;

function parseUnsigned(bytes: Uint8Array): FluxTransaction {
  const tx = parseTransaction(bytes);
  const { spends, outputs, joinSplits } = tx.shielded;
  const transparent = spends.length + outputs.length + joinSplits.length === 0 && tx.valueBalance === 0n;
  insist(tx.overwintered && tx.version === 4 && transparent, 'unsupported-format', 'only transparent version 4 transactions are signed', { version: tx.version });
  return tx;
}

function inputSize(input: SpendableInput): number {
  const { redeemScript, publicKey } = input.own;
  if (redeemScript === null) return publicKey.length === 33 ? P2PKH_INPUT_SIZE : P2PKH_UNCOMPRESSED_INPUT_SIZE;
  const template = classifyScript(redeemScript);
  return p2shMultisigInputSize(template.kind === 'multisig' ? template.required : 1, redeemScript.length);
}

/** The rules of Flux on a network. */
export function fluxRules(network: NetworkId): UtxoRules<FluxTransaction> {
  const params = network === 'mainnet' ? FLUX_MAINNET : FLUX_REGTEST;
  return {
    chain: 'flux',
    network,
    maxMoney: MAX_MONEY,
    scriptTypes: ['p2pkh', 'p2sh-multisig'],
    sequences: [0xffffffff, 0xfffffffe],
    rateUnit: 'zat/B',
    maxSize: MAX_SIZE,
    parseUnsigned,
    expiryOf: (tx) => tx.expiryHeight,
    parseReplaced: () => null,
    scriptOfAddress: (address) => scriptOfAddress(address, params),
    addressOfScript: (script) => addressOfScript(script, params),
    noteOf: (script) => (classifyScript(script).kind === 'op-return' ? opReturnData(script) : null),
    isStandard: (script) => classifyScript(script).kind !== 'nonstandard',
    dustLimit: dustThreshold,
    signedSize: (inputs, outputs) => transactionSizeBound(inputs.map(inputSize), outputs.map((output) => output.script)),
    isAbsurdFee,
    signable: (tx, inputs) => ({ kind: 'flux', tx, inputs }),
  };
}
