// A supervised child that answers typed calls: calls wait for a child that is starting and fail in words when it is gone.

import type { MessagePortMain, UtilityProcess } from 'electron';
import type { Calls, Client } from '../../shared/contract/base';
import { connect, type RpcClient } from '../../shared/contract/rpc';
import type { WireEvent } from '../../shared/contract/wire';
import { AppError } from '../../shared/errors/app-error';
import { Supervisor, type ProcessState } from './supervisor';
import { utilityPort } from './utility-port';

export interface TypedChildSpec<M extends Calls> {
  readonly name: 'signer' | 'wallet' | 'node' | 'work' | 'boinc';
  readonly file: string;
  readonly calls: M;
  /** First message to a fresh child, or null when it needs none. */
  startMessage(): unknown;
  /** Called for every fresh child once it can be spoken to. */
  onFresh(): void;
  onEvent(event: WireEvent): void;
  onGone(wanted: boolean): void;
  onState(state: ProcessState): void;
  log(line: string): void;
}

const GONE = (name: string) => new AppError('process/gone', `the ${name} process stopped`, { context: { process: name } });

export class TypedChild<M extends Calls> {
  readonly supervisor: Supervisor;
  private rpc: RpcClient<M> | null = null;
  private child: UtilityProcess | null = null;

  constructor(private readonly spec: TypedChildSpec<M>) {
    this.supervisor = new Supervisor({
      name: spec.name,
      file: spec.file,
      onStart: (child) => this.attach(child),
      onExit: (wanted) => this.detach(wanted),
      onState: (state) => spec.onState(state),
      log: (line) => spec.log(line),
    });
  }

  /** @throws AppError process/gone while there is no child */
  get calls(): Client<M> {
    if (!this.rpc) throw GONE(this.spec.name);
    return this.rpc.calls;
  }

  /** Hands a port over; main keeps no end of it. */
  handPort(message: unknown, port: MessagePortMain): void {
    if (!this.child) throw GONE(this.spec.name);
    this.child.postMessage(message, [port]);
  }

  private attach(child: UtilityProcess): void {
    this.child = child;
    this.rpc = connect(utilityPort(child), this.spec.calls, (event) => this.spec.onEvent(event));
    const start = this.spec.startMessage();
    if (start !== null) child.postMessage(start);
    child.once('spawn', () => {
      if (this.child !== child) return;
      this.supervisor.ready();
      this.spec.onFresh();
    });
  }

  private detach(wanted: boolean): void {
    this.rpc?.close(GONE(this.spec.name));
    this.rpc = null;
    this.child = null;
    this.spec.onGone(wanted);
  }
}
