// Which links the system hands to this program: asked of the system, which is the only record of it, and changed when the person says so.

import { resolve } from 'node:path';
import { AppError } from '../../shared/errors/app-error';
import { LINK_SCHEMES, type LinkScheme } from '../../shared/links/schemes';

/** What of Electron's app is used. */
export interface SystemHandlers {
  isDefaultProtocolClient(scheme: string, path?: string, args?: string[]): boolean;
  setAsDefaultProtocolClient(scheme: string, path?: string, args?: string[]): boolean;
  removeAsDefaultProtocolClient(scheme: string, path?: string, args?: string[]): boolean;
}
/** What of the process is used. */
export interface Started {
  readonly execPath: string;
  readonly argv: readonly string[];
  /** Started as `electron FOLDER`. */
  readonly defaultApp?: boolean;
}

export class LinkHandlers {
  constructor(private readonly system: SystemHandlers, private readonly started: Started) {}

  state(): Record<LinkScheme, boolean> {
    const [path, args] = this.command();
    const of = (scheme: LinkScheme) => this.system.isDefaultProtocolClient(scheme, path, args);
    const [flux, fluxkeep, zel] = LINK_SCHEMES;
    return { flux: of(flux), fluxkeep: of(fluxkeep), zel: of(zel) };
  }

  /** @throws AppError links/not-registered (scheme): the system did not take it */
  set(scheme: LinkScheme, on: boolean): Record<LinkScheme, boolean> {
    const [path, args] = this.command();
    const done = on ? this.system.setAsDefaultProtocolClient(scheme, path, args) : this.system.removeAsDefaultProtocolClient(scheme, path, args);
    const state = this.state();
    if (!done || state[scheme] !== on) throw new AppError('links/not-registered', 'the system did not take the change', { context: { scheme } });
    return state;
  }

  /** What the system starts. After `--` a link is an argument and never a switch. */
  private command(): [string, string[]] {
    const folder = this.started.defaultApp === true ? this.started.argv[1] : undefined;
    return [this.started.execPath, folder === undefined ? ['--'] : [resolve(folder), '--']];
  }
}
