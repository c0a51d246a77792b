// The preview of a deposit from the EVM account: the chain's built-in FLUX token, gas in the chain's own coin.
import type { EvmChain } from '../../../../shared/chains/ids';
import { AppError } from '../../../../shared/errors/app-error';
import { fluxOn } from '../../../../shared/fusion/flux-on';
import { feeLimitFor } from '../fees/rate';
import { evmCost, evmFacts } from '../make/evm-draft';
import { offerEvm } from '../make/evm-payment';
import type { Making } from '../make/pay';
import type { DepositPreview, DepositRequest } from '../ports';
import { NOTHING, stopped } from './deposit-result';
import { ask } from './readings';

/** @throws AppError what the servers failed with before anything was known */
export async function depositOnEvm(request: DepositRequest, chain: EvmChain, { ports, chosen }: Making): Promise<DepositPreview> {
  const asset = fluxOn(chain);
  if (asset === null) throw new AppError('plan/no-flux-here', 'there is no FLUX on that chain', { context: { chain } });
  const facts = await evmFacts(ports, asset.id);
  const sender = { address: facts.from.address, spendable: facts.available };
  if (facts.available === 0n) return stopped({ sender }, new AppError('plan/nothing-there', 'there is no FLUX on that chain to send', { context: { chain } }));
  const amount = request.amount === 'all' ? facts.available : request.amount;
  if (amount === null) return { ...NOTHING, sender };
  const found = { sender, amount };
  if (amount <= 0n) return stopped(found, new AppError('plan/amount-zero', 'nothing to send'));
  // Nodes refuse to estimate a transfer of more than there is.
  if (amount > facts.available) return stopped(found, new AppError('plan/not-enough', 'the balance does not cover it', { context: { missing: (amount - facts.available).toString() } }));
  const asked = await ask(() => offerEvm(facts, request.deposit, amount, null, ports));
  if (!asked.ok) return stopped(found, asked.error);
  const { fee, gas, price, data } = asked.value;
  const priced = { ...found, fee, feeLimit: feeLimitFor(chain, fee) };
  try {
    evmCost(facts, amount, gas.limit, price, data);
  } catch (thrown) {
    return stopped(priced, thrown);
  }
  chosen.remember({ kind: 'swap', from: chain, sender: sender.address, deposit: request.deposit, amount: amount.toString() }, { kind: 'evm', price });
  return { ...NOTHING, ...priced };
}
