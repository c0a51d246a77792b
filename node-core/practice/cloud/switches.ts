// Which faults of the practice cloud are on, and for how many more calls. They end with the process, as the endpoints' faults do.
import type { CloudStatus, CloudSwitch, CloudSwitchRequest, CloudSwitchValue } from '../../../shared/practice/cloud-control';

type On = { readonly [Name in CloudSwitch]?: { readonly value: CloudSwitchValue<Name>; readonly times: number | null } };

export class CloudSwitches {
  #on: On = {};

  set(request: CloudSwitchRequest): void {
    if (request.switch === 'none') this.#on = {};
    else if (request.value === false) this.#off(request.switch);
    else this.#on = { ...this.#on, [request.switch]: { value: request.value, times: request.times ?? null } };
  }

  /** What a switch is set to, or null when it is off; counts one call against its `times`. */
  take<Name extends CloudSwitch>(name: Name): CloudSwitchValue<Name> | null {
    const found = this.#on[name];
    if (found === undefined) return null;
    if (found.times === 1) this.#off(name);
    else if (found.times !== null) this.#on = { ...this.#on, [name]: { ...found, times: found.times - 1 } };
    return found.value;
  }

  entries(): CloudStatus['switches'] {
    return Object.entries(this.#on).map(([name, { value, times }]) => ({ switch: name, value, times }));
  }

  #off(name: CloudSwitch): void {
    const { [name]: gone, ...rest } = this.#on;
    void gone;
    this.#on = rest;
  }
}
