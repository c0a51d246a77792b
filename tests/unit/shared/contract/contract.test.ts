import { approvalCalls, appCalls, secretsWindowCalls } from '../../../../shared/contract/app';
import type { CallSpec } from '../../../../shared/contract/base';
import { secretsCalls } from '../../../../shared/contract/secrets';
import { signerCalls } from '../../../../shared/contract/signer';
import { walletCalls, walletMainCalls, walletWindowCalls } from '../../../../shared/contract/wallet';

const entries = (map: Record<string, CallSpec>) => Object.entries(map);

describe('who may call what', () => {
  it('gives the main window no call of the signer and none that only main makes', () => {
    for (const [name, spec] of entries(appCalls)) {
      expect(spec.callers).toEqual(['main-window']);
      expect(spec.owner).not.toBe('signer');
      expect(Object.keys(walletMainCalls)).not.toContain(name);
    }
  });
  it('lets nothing but the approval window answer an approval', () => {
    const answering = [appCalls, secretsWindowCalls, approvalCalls, secretsCalls, signerCalls, walletCalls].flatMap((map) => entries(map)).filter(([name]) => name.startsWith('approval.'));
    expect(answering.map(([name]) => name).sort()).toEqual(['approval.answer', 'approval.get']);
    for (const [, spec] of answering) expect(spec.callers).toEqual(['approval']);
  });
  it('lets only main speak to the signer, and only the secrets window use its port', () => {
    for (const [, spec] of entries(signerCalls)) expect(spec).toMatchObject({ owner: 'signer', callers: ['main'] });
    for (const [, spec] of entries(secretsCalls)) expect(spec).toMatchObject({ owner: 'signer', callers: ['secrets'] });
  });
  it('has no field for a password, a phrase or a key outside the secrets port', () => {
    const secret = /password|passphrase|mnemonic|phrase|"words"|private/i;
    expect(shapeOf(secretsCalls['secrets.unlock'].in)).toContain('password');
    for (const map of [appCalls, approvalCalls, secretsWindowCalls, signerCalls, walletCalls]) {
      for (const [name, spec] of entries(map)) expect({ name, found: secret.test(shapeOf(spec.in).join()) }).toEqual({ name, found: false });
    }
  });
  it('keeps the two halves of the wallet map apart', () => {
    expect(Object.keys(walletWindowCalls).filter((name) => name in walletMainCalls)).toEqual([]);
  });
});

/** Field names of a schema, at any depth. */
function shapeOf(schema: unknown, seen = new Set<unknown>()): string[] {
  if (typeof schema !== 'object' || schema === null || seen.has(schema)) return [];
  seen.add(schema);
  const def = (schema as { def?: Record<string, unknown> }).def;
  if (!def) return [];
  const shape = def['shape'];
  const own = typeof shape === 'object' && shape !== null ? Object.entries(shape) : [];
  const inner = ['innerType', 'element', 'valueType', 'left', 'right', 'in', 'out'].map((key) => def[key]);
  const options = Array.isArray(def['options']) ? (def['options'] as unknown[]) : [];
  return [...own.flatMap(([name, field]) => [name, ...shapeOf(field, seen)]), ...[...inner, ...options].flatMap((part) => shapeOf(part, seen))];
}
