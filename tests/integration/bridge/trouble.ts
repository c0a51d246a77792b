// What goes wrong with the operator in a conservation run, drawn from the run's seed: its own switches, and its service failing.
import type { FusionSwitchRequest } from '../../../shared/practice/fusion-control';
import type { Random } from '../../e2e/harness/random';
import type { PracticeProcess } from '../practice/practice-process';

/** Each for the next swap or call or two. */
const SWITCHES: readonly FusionSwitchRequest[] = [
  { switch: 'hold', value: true, times: 1 }, { switch: 'dust', value: true, times: 1 }, { switch: 'expired', value: true, times: 1 },
  { switch: 'expireAfterMs', value: 1 }, { switch: 'otherAmount', value: 'hold', times: 1 },
  { switch: 'slowConfirmations', value: 5, times: 1 }, { switch: 'statusText', value: 'reticulating', times: 2 }, { switch: 'createFails', value: true, times: 2 },
  { switch: 'createLost', value: true, times: 1 }, { switch: 'errorWithoutData', value: true, times: 2 }, { switch: 'feesAtCreate', value: 2, times: 1 }, { switch: 'feesShown', value: 1.5, times: 1 },
  { switch: 'depositAddress', value: 'other', times: 1 }, { switch: 'maintenance', value: ['avax'], times: 1 },
  { switch: 'payout', value: 'less', times: 1 }, { switch: 'payout', value: 'more', times: 1 }, { switch: 'payout', value: 'none', times: 1 }, { switch: 'payout', value: 'invented', times: 1 },
  { switch: 'payout', value: 'elsewhere', times: 1 }, { switch: 'payout', value: 'otherToken', times: 1 }, { switch: 'payout', value: 'unsent', times: 1 },
];
/** The operator does not count these against their `times`: left on, every later swap would meet the same. */
const LASTING = ['feesAtCreate', 'feesShown', 'depositAddress', 'maintenance', 'slowConfirmations', 'expireAfterMs'] as const;
/** Fault and its value; a slow answer is one that comes in the end. */
const FAULTS = [['down', true], ['http500', true], ['malformedJson', true], ['rateLimit', true], ['slow', 400]] as const;

export class Trouble {
  #failing = false;

  constructor(private readonly network: PracticeProcess, private readonly random: Random) {}

  /** Before a swap is asked for: two swaps in five have an operator that does something wrong. */
  async begins(): Promise<void> {
    if (this.random(0, 1) === 1) for (const name of LASTING) await this.network.do('/control/fusion', { switch: name, value: false });
    const request = this.random(1, 5) <= 2 ? SWITCHES[this.random(0, SWITCHES.length - 1)] : undefined;
    if (request) await this.network.do('/control/fusion', request);
    if (this.#failing && this.random(0, 1) === 1) await this.#serves();
  }

  /** Once a swap has begun: one in four finds the service failing. */
  async begun(): Promise<void> {
    const fault = this.random(1, 4) === 1 ? FAULTS[this.random(0, FAULTS.length - 1)] : undefined;
    if (!fault) return;
    this.#failing = true;
    await this.network.do('/control/fault', { chain: 'fusion', endpoint: 'a', fault: fault[0], value: fault[1] });
  }

  /** No swap can begin as it stands: the service answers again, and what keeps new swaps away is over. */
  async calm(): Promise<void> {
    await this.#serves();
    for (const name of ['maintenance', 'feesShown', 'errorWithoutData'] as const) await this.network.do('/control/fusion', { switch: name, value: false });
  }

  /** Everything off, and what is held goes on. */
  async ends(): Promise<void> {
    await this.#serves();
    await this.network.do('/control/fusion', { switch: 'none' });
    await this.release();
  }

  async release(): Promise<void> {
    await this.network.do('/control/fusion/release', {});
  }

  async #serves(): Promise<void> {
    this.#failing = false;
    await this.network.do('/control/fault', { chain: 'fusion', endpoint: 'a', fault: 'none' });
  }
}
