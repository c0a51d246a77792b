// What every part of the form for a new swap gets.

import type { BridgeService, SwapQuote } from '../../../../shared/contract/bridge';
import type { BridgeForm } from '../../../app/navigation';
import type { ProblemField } from './problems';

export interface SwapField {
  form: BridgeForm;
  edit(patch: Partial<BridgeForm>): void;
  quote: SwapQuote | undefined;
  /** Fusion's offer when it is known. */
  service: BridgeService | null;
  /** Whether the quote belongs to what stands in the form. */
  current: boolean;
  /** The person has tried to go on: then also empty fields are named. */
  tried: boolean;
  locked: boolean;
  problem(field: ProblemField): string | null;
}
