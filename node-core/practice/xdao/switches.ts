// Which faults of the vote service are on, and for how many more calls. They end with the process, as the endpoints' faults do.
import type { XdaoState, XdaoSwitch, XdaoSwitchRequest, XdaoSwitchValue } from '../../../shared/practice/xdao-control';

type On = { readonly [Name in XdaoSwitch]?: { readonly value: XdaoSwitchValue<Name>; readonly times: number | null } };

export class XdaoSwitches {
  #on: On = {};

  set(request: XdaoSwitchRequest): void {
    if (request.switch === 'none') this.#on = {};
    else if (request.value === false) this.#off(request.switch);
    else this.#on = { ...this.#on, [request.switch]: { value: request.value, times: request.times ?? null } };
  }

  /** What a switch is set to, or null when it is off. Counts one call against its `times`. */
  take<Name extends XdaoSwitch>(name: Name): XdaoSwitchValue<Name> | null {
    const found = this.#on[name];
    if (found === undefined) return null;
    if (found.times === 1) this.#off(name);
    else if (found.times !== null) this.#on = { ...this.#on, [name]: { ...found, times: found.times - 1 } };
    return found.value;
  }

  entries(): XdaoState['switches'] {
    return Object.entries(this.#on).map(([name, { times }]) => ({ switch: name, times }));
  }

  #off(name: XdaoSwitch): void {
    const { [name]: gone, ...rest } = this.#on;
    void gone;
    this.#on = rest;
  }
}
