// What a deposit to a bridge's operator would take: the one address it comes from, its fee, and what stands in the way.
import { isEvmChain } from '../../../../shared/chains/ids';
import { AppError } from '../../../../shared/errors/app-error';
import type { Making } from '../make/pay';
import type { DepositPreview, DepositRequest } from '../ports';
import { depositOnEvm } from './deposit-evm';
import { depositOnFlux } from './deposit-flux';
import { stopped } from './deposit-result';

/** Asked while the person types. What cannot be done is a problem with its field; only programming errors throw. */
export async function previewDeposit(request: DepositRequest, making: Making): Promise<DepositPreview> {
  const { chain } = request;
  try {
    if (isEvmChain(chain)) return await depositOnEvm(request, chain, making);
    if (chain === 'flux') return await depositOnFlux(request, making);
    throw new AppError('plan/no-flux-here', 'there is no FLUX on that chain', { context: { chain } });
  } catch (thrown) {
    return stopped({}, thrown);
  }
}
