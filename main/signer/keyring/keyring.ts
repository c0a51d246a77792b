// The unlocked keys: derives scripts and addresses, recognises own ones, hands out private keys for one signature at a time.

import * as ecc from 'tiny-secp256k1';
import { familyOf, type ChainFamily, type ChainId, type NetworkId } from '../../../shared/chains/ids';
import type { Descriptor, Imported, KeyRef, NodeKeyBranch, ScriptType } from '../../../shared/contract/money-path';
import { equalBytes, toHex } from '../../../shared/crypto/bytes';
import { hash160 } from '../../../shared/crypto/hashes';
import { AppError } from '../../../shared/errors/app-error';
import { classifyScript } from '../../../shared/flux/script-templates';
import { childExtendedPublic, childPublicKeys, encodeExtendedPublic, XPUB_VERSION, type ExtendedPublicKey } from '../../../shared/hd/extended-public';
import { formatPath } from '../../../shared/hd/path';
import { scriptOfKey } from '../../../shared/hd/script-of-key';
import type { Keys, OwnScript } from '../review/ports';
import { HdPrivateKey, primitives } from './hd-private';
import { describeImported, publicKeyOf, scriptOfImported, type ImportedKey } from './imported';
import { accountPath, chainFor, identityPath, nodeBranchPath, nodePath, parseAccount, scriptTypeOf } from './paths';

/** How far beyond the highest index asked for an own script is recognised without being told its place (BIP44's gap). */
export const GAP = 20;
/** Receiving addresses of an account among which an own one is looked for that comes without its place. */
const FAR = 500;
/** The window stops here, so that an absurd index in a message costs one derivation and not millions. */
const MAX_WINDOW = 2000;

type Derived = Extract<KeyRef, { kind: 'derived' }>;
interface Account {
  readonly id: string;
  readonly family: ChainFamily;
  readonly scriptType: ScriptType;
  readonly path: number[];
  readonly xpub: ExtendedPublicKey;
  /** The two chains under the account, and how many children of each are known. */
  readonly chains: readonly [Chain, Chain];
}
interface Chain {
  readonly key: ExtendedPublicKey;
  readonly known: Map<number, OwnScript>;
  /** Highest index that was asked for by its place. */
  asked: number;
  /** Indices below this one are all known. */
  window: number;
}
interface Found {
  readonly key: KeyRef;
  readonly scriptType: ScriptType;
  readonly address: string;
}

export class Keyring implements Keys {
  private readonly accounts = new Map<string, Account>();
  /** By family, then script in hex: every own script derived so far. */
  private readonly scripts: Record<ChainFamily, Map<string, Found>> = { flux: new Map(), bitcoin: new Map(), evm: new Map() };
  private imported: ImportedKey[] = [];

  private constructor(readonly network: NetworkId, private readonly master: HdPrivateKey | null) {}

  /** @param seed 64 bytes, wiped by the caller; null for a wallet of imported keys alone */
  static fromSeed(network: NetworkId, seed: Uint8Array | null): Keyring {
    return new Keyring(network, seed && HdPrivateKey.fromSeed(seed));
  }

  get hasSeed(): boolean {
    return this.master !== null;
  }

  /** First 4 bytes of the master key's hash, in hex; of the first imported key where there is no seed. */
  get fingerprint(): string {
    if (this.master) return toHex(this.master.fingerprint());
    const [first] = this.imported;
    return first ? toHex(hash160(publicKeyOf(first.privateKey, first.compressed)).slice(0, 4)) : '00000000';
  }

  /** Takes over an imported key, private bytes included: they are wiped with the keyring. */
  addImported(key: ImportedKey): void {
    const own = scriptOfImported(key, this.network);
    this.imported.push(key);
    // A script that an account of the phrase has, or another share of the same multisig, keeps its key.
    const scripts = this.scripts[key.family];
    if (!scripts.has(toHex(own.script))) scripts.set(toHex(own.script), { key: { kind: 'imported', id: key.id }, scriptType: own.scriptType, address: own.address });
  }

  /** Takes over these keys in place of all that were imported before, which are wiped. */
  replaceImported(keys: readonly ImportedKey[]): void {
    for (const key of [...this.imported]) this.removeImported(key.id);
    for (const key of keys) this.addImported(key);
  }

  /** @throws AppError keys/foreign */
  removeImported(id: string): void {
    const key = this.importedBy(id);
    const script = toHex(scriptOfImported(key, this.network).script);
    const scripts = this.scripts[key.family];
    const found = scripts.get(script);
    this.imported = this.imported.filter((one) => one !== key);
    key.privateKey.fill(0);
    if (found?.key.kind !== 'imported' || found.key.id !== id) return;
    const heir = this.imported.find((one) => one.family === key.family && toHex(scriptOfImported(one, this.network).script) === script);
    if (heir) scripts.set(script, { ...found, key: { kind: 'imported', id: heir.id } });
    else scripts.delete(script);
  }

  describeImported(): Imported[] {
    return this.imported.map((key) => describeImported(key, this.network));
  }

  /** The account's public description. @throws AppError hd/bad-account, keys/no-seed */
  describe(accountId: string): Descriptor {
    const { id, family, scriptType, path, xpub } = this.account(accountId);
    return { account: id, family, scriptType, path: formatPath(path), xpub: encodeExtendedPublic(xpub, XPUB_VERSION[this.network]) };
  }

  private account(id: string): Account {
    const known = this.accounts.get(id);
    if (known) return known;
    if (!this.master) throw new AppError('keys/no-seed', 'this wallet has imported keys only');
    const kind = parseAccount(id);
    const path = accountPath(kind, this.network);
    const key = this.master.derive(path);
    const xpub = key.neutered();
    key.wipe();
    const chain = (index: 0 | 1): Chain => ({ key: childExtendedPublic(xpub, index, primitives), known: new Map(), asked: -1, window: 0 });
    const account: Account = { id, family: kind.family, scriptType: scriptTypeOf(kind), path, xpub, chains: [chain(0), chain(1)] };
    this.accounts.set(id, account);
    return account;
  }

  scriptOf(key: KeyRef, scriptType: ScriptType, chain: ChainId): OwnScript {
    switch (key.kind) {
      case 'derived': return this.derivedScript(key, scriptType, chain);
      case 'imported': return this.importedScript(this.importedBy(key.id), scriptType, chain);
      case 'flux-id': {
        if (scriptType !== 'p2pkh' || chain !== 'bitcoin') throw new AppError('keys/script-type', 'a Flux ID is a Bitcoin-style P2PKH address');
        return this.identity();
      }
    }
  }

  private derivedScript(key: Derived, scriptType: ScriptType, chain: ChainId): OwnScript {
    const account = this.account(key.account);
    if (account.family !== familyOf(chain) || account.scriptType !== scriptType) throw new AppError('keys/script-type', 'this account has another script on another chain', { context: { account: account.id, chain, scriptType } });
    const branch = account.chains[key.change];
    branch.asked = Math.max(branch.asked, key.index);
    const script = branch.known.get(key.index) ?? this.learn(account, key.change, key.index, 1)[0];
    if (!script) throw new AppError('hd/bad-index', 'nothing to derive');
    return script;
  }

  /** Derives `count` scripts from `start` on and remembers them. */
  private learn(account: Account, change: 0 | 1, start: number, count: number): OwnScript[] {
    const chain = account.chains[change];
    return childPublicKeys(chain.key, start, count, primitives).map((publicKey, offset) => {
      const index = start + offset;
      const { script, address } = scriptOfKey(publicKey, account.scriptType, chainFor(account.family), this.network, ecc);
      const own: OwnScript = { script, address, path: formatPath([...account.path, change, index]), publicKey, redeemScript: null };
      chain.known.set(index, own);
      this.scripts[account.family].set(toHex(script), { key: { kind: 'derived', account: account.id, change, index }, scriptType: account.scriptType, address });
      return own;
    });
  }

  private importedScript(key: ImportedKey, scriptType: ScriptType, chain: ChainId): OwnScript {
    const own = scriptOfImported(key, this.network);
    if (own.scriptType !== scriptType || key.family !== chain) throw new AppError('keys/script-type', 'this key has another script on another chain', { context: { chain, scriptType } });
    return { script: own.script, address: own.address, path: 'imported', publicKey: own.publicKey, redeemScript: key.redeemScript };
  }

  /**
   * The Flux ID: an imported key that was chosen for it, else the derived one, else the first imported key. It is always
   * written in mainnet's form ("1…"): that is what the services that know it take, and it is no place for coins.
   */
  identity(): OwnScript {
    const chosen = this.identityKey();
    const publicKey = chosen ? publicKeyOf(chosen.privateKey, chosen.compressed) : this.withKeyAt(identityPath(this.network), (key) => key.publicKey());
    return { ...scriptOfKey(publicKey, 'p2pkh', 'bitcoin', 'mainnet', ecc), path: chosen ? 'imported' : formatPath(identityPath(this.network)), publicKey, redeemScript: null };
  }

  /** Id of the imported key that is the Flux ID; null when the phrase gives it. */
  get importedFluxId(): string | null {
    return this.identityKey()?.id ?? null;
  }

  private identityKey(): ImportedKey | null {
    return this.imported.find(({ use }) => use === 'flux-id') ?? (this.master ? null : this.imported[0] ?? null);
  }

  nodeKey(index: number): { publicKey: Uint8Array; path: string } {
    const path = nodePath(index, this.network);
    return { publicKey: this.withKeyAt(path, (key) => key.publicKey()), path: formatPath(path) };
  }

  /** What the public keys of all own servers follow from; null without a phrase. */
  nodeKeys(): NodeKeyBranch | null {
    if (!this.master) return null;
    const path = nodeBranchPath(this.network);
    return { xpub: encodeExtendedPublic(this.withKeyAt(path, (key) => key.neutered()), XPUB_VERSION[this.network]), path: formatPath(path) };
  }

  /** A fresh copy of the private key of a FluxNode's server (32 bytes); the caller wipes it. @throws AppError keys/no-seed */
  nodePrivateKey(index: number): Uint8Array {
    return this.withKeyAt(nodePath(index, this.network), (key) => key.privateKey());
  }

  /** Derives one key from the seed and wipes it after use. @throws AppError keys/no-seed */
  private withKeyAt<T>(path: readonly number[], use: (key: HdPrivateKey) => T): T {
    if (!this.master) throw new AppError('keys/no-seed', 'this wallet has imported keys only');
    const key = this.master.derive(path);
    try {
      return use(key);
    } finally {
      key.wipe();
    }
  }

  isOwn(script: Uint8Array, chain: ChainId): { key: KeyRef; scriptType: ScriptType } | null {
    const family = familyOf(chain);
    const hex = toHex(script);
    const found = this.scripts[family].get(hex) ?? (this.widen(family) ? this.scripts[family].get(hex) : undefined);
    return found ? { key: found.key, scriptType: found.scriptType } : null;
  }

  /** Makes sure that GAP scripts beyond the highest asked for are known on each chain. @returns whether any was new */
  private widen(family: ChainFamily): boolean {
    let learnt = false;
    for (const account of this.accounts.values()) {
      if (account.family !== family) continue;
      // EVM accounts have no change chain.
      for (const change of family === 'evm' ? ([0] as const) : ([0, 1] as const)) {
        const chain = account.chains[change];
        const end = Math.min(chain.asked + 1 + GAP, MAX_WINDOW);
        if (end <= chain.window) continue;
        this.learn(account, change, chain.window, end - chain.window);
        chain.window = end;
        learnt = true;
      }
    }
    return learnt;
  }

  findOwn(script: Uint8Array, chain: ChainId): { key: KeyRef; scriptType: ScriptType } | null {
    return this.isOwn(script, chain) ?? (this.reachFar(familyOf(chain)) ? this.isOwn(script, chain) : null);
  }

  /** Makes the first FAR receiving addresses of every account known; once while unlocked. @returns whether any was new */
  private reachFar(family: ChainFamily): boolean {
    const short = [...this.accounts.values()].filter((account) => account.family === family && family !== 'evm' && account.chains[0].window < FAR);
    for (const account of short) {
      const [receiving] = account.chains;
      this.learn(account, 0, receiving.window, FAR - receiving.window);
      receiving.window = FAR;
    }
    return short.length > 0;
  }

  ownAddresses(chain: ChainId): readonly string[] {
    const family = familyOf(chain);
    this.widen(family);
    return [...this.scripts[family].values()].map(({ address }) => address);
  }

  privateKeysOf(key: KeyRef): Uint8Array[] {
    switch (key.kind) {
      case 'derived': return [this.withKeyAt([...this.account(key.account).path, key.change, key.index], (found) => found.privateKey())];
      case 'imported': return this.importedPrivateKeys(this.importedBy(key.id));
      case 'flux-id': {
        const chosen = this.identityKey();
        return [chosen ? Uint8Array.from(chosen.privateKey) : this.withKeyAt(identityPath(this.network), (key) => key.privateKey())];
      }
    }
  }

  /** For multisig: every imported key that stands in the script. */
  private importedPrivateKeys(key: ImportedKey): Uint8Array[] {
    if (!key.redeemScript) return [Uint8Array.from(key.privateKey)];
    const template = classifyScript(key.redeemScript);
    if (template.kind !== 'multisig') throw new AppError('ssp/bad-script', 'not a standard multisig script');
    return template.publicKeys.flatMap((publicKey) => {
      const holder = this.imported.find((one) => one.compressed && equalBytes(publicKeyOf(one.privateKey, true), publicKey));
      return holder ? [Uint8Array.from(holder.privateKey)] : [];
    });
  }

  private importedBy(id: string): ImportedKey {
    const key = this.imported.find((one) => one.id === id);
    if (!key) throw new AppError('keys/foreign', 'no such key in this wallet');
    return key;
  }

  wipe(): void {
    this.master?.wipe();
    for (const key of this.imported) key.privateKey.fill(0);
    this.imported = [];
    this.accounts.clear();
  }
}
