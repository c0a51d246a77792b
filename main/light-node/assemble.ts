// Puts the light node together: its supervised process, its settings, and its line to the wallet.

import { join } from 'node:path';
import { lightNodeCalls } from '../../shared/contract/light-node';
import type { Client } from '../../shared/contract/base';
import type { walletCalls } from '../../shared/contract/wallet';
import type { PracticeNetwork } from '../processes/practice';
import { TypedChild } from '../processes/typed-child';
import type { SettingsFile } from '../settings/settings-file';
import { LightNode } from './light-node';
import { NodeFeed } from './node-feed';

export interface LightNodeParts {
  readonly node: LightNode;
  readonly feed: NodeFeed;
  readonly child: TypedChild<typeof lightNodeCalls>;
}

export function assembleLightNode(deps: {
  readonly outDir: string;
  readonly folder: string;
  readonly settings: SettingsFile;
  readonly practice: PracticeNetwork;
  wallet(): Client<typeof walletCalls>;
  walletOpen(): Promise<boolean>;
  /** A process came or went. */
  listed(): void;
  onChange(): void;
  log(line: string): void;
}): LightNodeParts {
  const { settings, practice, folder, log } = deps;
  const child: TypedChild<typeof lightNodeCalls> = new TypedChild({
    name: 'node', file: join(deps.outDir, 'node', 'light-node.cjs'), calls: lightNodeCalls, log,
    startMessage: () => node.startMessage(),
    onFresh: () => {
      deps.listed();
      node.fresh();
    },
    onEvent: (event) => node.event(event),
    onGone: () => {
      deps.listed();
      node.gone();
    },
    onState: () => deps.onChange(),
  });
  const feed = new NodeFeed({ isOn: () => node.isOn, node: () => child.calls, wallet: deps.wallet, walletOpen: deps.walletOpen, pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)), log });
  const node: LightNode = new LightNode({
    settings, practice, folder, log, now: Date.now,
    child: {
      get calls() { return child.calls; },
      get state() { return child.supervisor.state; },
      start: () => child.supervisor.start(),
      end: () => child.supervisor.end(),
    },
    onFresh: () => {
      feed.forget();
      void feed.giveScripts();
    },
    onSeen: () => void feed.pass(),
    onOff: () => void feed.off(),
    onChange: deps.onChange,
  });
  return { node, feed, child };
}
