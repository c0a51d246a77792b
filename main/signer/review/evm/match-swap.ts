// Holds a swap's deposit on an EVM chain against what was read: a plain transfer of the built-in FLUX token from the wallet's account.

import { equalBytes } from '../../../../shared/crypto/bytes';
import { decodeAddress, encodeAddress } from '../../../../shared/evm/address';
import { fluxOn } from '../../../../shared/fusion/flux-on';
import { unitsFromText } from '../../../../shared/money/units';
import { insist, insistMatch } from '../refusal';
import type { SwapIntent } from '../swap';
import { checkFeeLimit, recipientBytes } from './match';
import type { EvmReading } from './reading';

/** @throws AppError `review/...` */
export function matchEvmSwap(intent: SwapIntent, reading: EvmReading): void {
  insistMatch(intent.from === reading.chain, 'chain');
  checkFeeLimit(reading, intent.feeLimit);
  const amount = unitsFromText(intent.amount);
  insistMatch(amount > 0n, 'amount');
  const { effect, own } = reading;
  insistMatch(equalBytes(recipientBytes(intent.sender), decodeAddress(own.address)), 'sender');
  const to = recipientBytes(intent.deposit);
  insist(to.some((byte) => byte !== 0), 'zero-address', 'what is sent to the zero address is lost');
  insist(encodeAddress(to) !== own.address, 'own-deposit', 'the deposit would go to this wallet and to no operator', { address: intent.deposit });
  insist(effect.kind !== 'call', 'unknown-call', 'the transaction calls a contract in a way that cannot be read');
  const contract = fluxOn(reading.chain)?.contract ?? null;
  insistMatch(contract !== null && effect.kind === 'token' && effect.contract.toLowerCase() === contract.toLowerCase(), 'asset');
  insistMatch(effect.call.method === 'transfer', 'call');
  insistMatch(equalBytes(effect.call.to, to), 'recipient');
  insistMatch(effect.call.amount === amount, 'amount');
}
