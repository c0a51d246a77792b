// The operator's controls below /control/fusion: switches, release of held swaps, books.
import { fusionReleaseSchema, fusionSwitchSchema } from '../../../shared/practice/fusion-control';
import type { FusionOperator } from '../fusion/operator';
import { json, notFound, type ServiceReply } from './server';

/** GET /control/fusion and below. */
export async function fusionStatus(path: string, operator: FusionOperator): Promise<ServiceReply> {
  switch (path) {
    case '/control/fusion': return json(await operator.status());
    case '/control/fusion/swaps': return json(await operator.progress());
    default: return notFound();
  }
}

/** POST /control/fusion and below. @throws ZodError, FusionRefusal */
export function fusionControl(path: string, input: unknown, operator: FusionOperator): ServiceReply {
  switch (path) {
    case '/control/fusion':
      operator.switches.set(fusionSwitchSchema.parse(input));
      operator.wake();
      return json({ switches: operator.switches.entries() });
    case '/control/fusion/release': {
      const released = operator.desk.release(fusionReleaseSchema.parse(input).swap ?? null);
      operator.wake();
      return json({ released });
    }
    default: return notFound();
  }
}
