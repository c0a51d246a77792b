// The key core in whatever runtime runs this file: vectors, seals, argon2, derivation, a wallet file on the real disk. Prints JSON.
// Electron's BoringSSL lacks what Node's OpenSSL has, so a suite that is green in Node proves nothing about it.

import { randomFillSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ecc from 'tiny-secp256k1';
import { Keyring } from '../../main/signer/keyring/keyring';
import { seedFromEntropy } from '../../main/signer/keyring/seed';
import { entropyFromWords, wordsOf } from '../../main/signer/keyring/words';
import { useNativeHashes } from '../../main/signer/native-hashes';
import { chooseArgon2id, wasmArgon2id } from '../../main/signer/vault/argon2';
import { PRODUCTION_KDF } from '../../main/signer/vault/kdf';
import { WalletLibrary } from '../../main/signer/vault/library';
import { nodeDisk } from '../../main/signer/vault/node-disk';
import { nodeProcesses } from '../../main/signer/vault/node-processes';

const PHRASE = 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about'.split(' ');
const PASSWORD = 'seven quiet otters rowing';
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function keys(): Record<string, unknown> {
  useNativeHashes();
  const entropy = entropyFromWords(PHRASE);
  const seed = seedFromEntropy(entropy, 'TREZOR');
  const ring = Keyring.fromSeed('mainnet', seedFromEntropy(entropy, ''));
  const at = (account: string, scriptType: 'p2pkh' | 'p2wpkh' | 'p2tr' | 'evm', chain: 'flux' | 'bitcoin' | 'ethereum') =>
    ring.scriptOf({ kind: 'derived', account, change: 0, index: 0 }, scriptType, chain).address;
  const [key] = ring.privateKeysOf({ kind: 'flux-id' });
  const digest = new Uint8Array(32).fill(7);
  const signature = ecc.sign(digest, key ?? digest);
  return {
    words: wordsOf(entropy).join(' ') === PHRASE.join(' '),
    seed: hex(seed).slice(0, 32),
    flux: at('flux:44:0', 'p2pkh', 'flux'),
    bip84: at('bitcoin:84:0', 'p2wpkh', 'bitcoin'),
    bip86: at('bitcoin:86:0', 'p2tr', 'bitcoin'),
    evm: at('evm:44:0', 'evm', 'ethereum'),
    signature: ecc.verify(digest, ring.identity().publicKey, signature, true),
  };
}

async function argon(): Promise<Record<string, unknown>> {
  const { kind, hash } = chooseArgon2id();
  const params = { m: 1024, t: 2, p: 1 };
  const [password, salt] = [new Uint8Array(12).fill(3), new Uint8Array(16).fill(4)];
  return { argon2: kind, argonEqual: hex(await hash(password, salt, params)) === hex(await wasmArgon2id(password, salt, params)) };
}

async function walletFile(): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'fluxkeep-smoke-'));
  try {
    const tools = { disk: nodeDisk(), processes: nodeProcesses, random: (length: number) => randomFillSync(new Uint8Array(length)), hash: chooseArgon2id().hash, kdf: PRODUCTION_KDF, now: Date.now };
    const first = new WalletLibrary(tools, join(folder, 'practice'), 'practice');
    const { vault } = await first.create(PASSWORD, 'Smoke', false, (made) => {
      made.add('seed', { meta: { language: 'english', passphrase: false, fingerprint: '73c5da0a' }, secret: entropyFromWords(PHRASE) });
    });
    await first.close();
    const second = new WalletLibrary(tools, join(folder, 'practice'), 'practice');
    const wrong = await second.unlock(vault.id, `${PASSWORD}!`, false, () => undefined).then(() => 'opened', (error: unknown) => (error instanceof Error && 'code' in error ? error.code : 'other'));
    const opened = await second.unlock(vault.id, PASSWORD, false, () => undefined);
    const words = wordsOf(opened.vault.readSingle('seed')?.secret ?? new Uint8Array(16)).join(' ');
    await second.close();
    return { wrong, reopened: words === PHRASE.join(' ') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function smoke(): Promise<void> {
  console.log(JSON.stringify({ ...keys(), ...(await argon()), ...(await walletFile()) }));
}

void smoke();
