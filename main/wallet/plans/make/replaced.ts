// The transaction that is to be replaced: found in the outbox, still waiting, and read from its own bytes.
import { isEvmChain, type ChainId } from '../../../../shared/chains/ids';
import { AppError } from '../../../../shared/errors/app-error';
import { replaceability } from '../outbox/abilities';
import { outboxId, type OutboxEntry, type PlanPorts } from '../ports';

export type ReplaceMode = 'speed-up' | 'cancel';

/**
 * @throws AppError replace/unknown | replace/not-here (Flux: transactions expire instead) | replace/too-late | replace/has-children
 *   | replace/already-replaced | replace/is-cancellation | replace/swap-told
 */
export async function entryToReplace(ports: PlanPorts, chain: ChainId, txid: string, mode: ReplaceMode): Promise<OutboxEntry> {
  if (chain === 'flux') throw new AppError('replace/not-here', 'Flux has no replacement: a payment that is not mined expires', { context: { chain } });
  const entry = await ports.outbox.get(outboxId(chain, txid));
  if (entry === null) throw new AppError('replace/unknown', 'this wallet did not send that transaction');
  const obstacle = replaceability(entry, await ports.outbox.live(), await ports.deposit(entry))[mode];
  if (obstacle !== null) throw new AppError(obstacle, 'the transaction cannot be replaced', { context: { chain, evm: isEvmChain(chain) } });
  return entry;
}
