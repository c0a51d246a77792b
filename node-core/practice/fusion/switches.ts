// Which faults of the operator are on, and for how many more swaps or calls. They end with the process, as the endpoints' faults do.
import type { FusionSwitch, FusionSwitchRequest, FusionSwitchState, FusionSwitchValue } from '../../../shared/practice/fusion-control';

type On = { readonly [Name in FusionSwitch]?: { readonly value: FusionSwitchValue<Name>; readonly times: number | null } };

export class OperatorSwitches {
  #on: On = {};

  set(request: FusionSwitchRequest): void {
    if (request.switch === 'none') this.#on = {};
    else if (request.value === false) this.#off(request.switch);
    else this.#on = { ...this.#on, [request.switch]: { value: request.value, times: request.times ?? null } };
  }

  /** What a switch is set to, or null when it is off. */
  get<Name extends FusionSwitch>(name: Name): FusionSwitchValue<Name> | null {
    return this.#on[name]?.value ?? null;
  }

  /** The same, and counts one swap or call against its `times`. */
  take<Name extends FusionSwitch>(name: Name): FusionSwitchValue<Name> | null {
    const found = this.#on[name];
    if (found === undefined) return null;
    if (found.times === 1) this.#off(name);
    else if (found.times !== null) this.#on = { ...this.#on, [name]: { ...found, times: found.times - 1 } };
    return found.value;
  }

  entries(): FusionSwitchState[] {
    return Object.entries(this.#on).map(([name, { value, times }]) => ({ switch: name, value, times }));
  }

  #off(name: FusionSwitch): void {
    const { [name]: gone, ...rest } = this.#on;
    void gone;
    this.#on = rest;
  }
}
