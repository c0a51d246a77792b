// What main answers of BOINC to the main window.

import type { Handlers } from '../../shared/contract/base';
import type { boincCalls } from '../../shared/contract/boinc';
import type { BoincParts } from './assemble';

export function boincHandlers({ boinc }: BoincParts): Handlers<typeof boincCalls> {
  return {
    'boinc.get': () => boinc.view(),
    'boinc.watch': ({ on }) => boinc.watch(on),
    'boinc.order': (order) => boinc.order(order),
  };
}
