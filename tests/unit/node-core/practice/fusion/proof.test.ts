// Proofs of ownership: published signatures under Flux's magic, P2SH with its script, and what proves nothing.
import { createECDH, createHash } from 'node:crypto';
import * as tiny from 'tiny-secp256k1';
import { z } from 'zod';
import { provesOwnership } from '../../../../../node-core/practice/fusion/proof';
import { fromHex, toHex } from '../../../../../shared/crypto/bytes';
import { addressOfRedeemScript, decodeAddress, encodeAddress } from '../../../../../shared/flux/address';
import { signMessage } from '../../../../../shared/flux/message';
import { FLUX_MAINNET, FLUX_REGTEST } from '../../../../../shared/flux/params';
import { multisigScript } from '../../../../../shared/flux/script-templates';
import vectors from '../../../../vectors/signed-messages.json';

const published = z.array(z.looseObject({ scheme: z.string(), address: z.string().optional(), message: z.string(), signature: z.string(), verified: z.boolean() }))
  .parse(vectors.found).filter((entry) => entry.scheme === 'flux-magic' && entry.address?.startsWith('t1'));
const onPractice = (address: string): string => encodeAddress(decodeAddress(address, FLUX_MAINNET), FLUX_REGTEST);

test('there are published ones', () => expect(published.length).toBeGreaterThan(3));

test.each(published.map((entry) => [entry.message, entry] as const))('%s', (_, { address = '', message, signature, verified }) => {
  expect(provesOwnership({ address: onPractice(address), message, signature })).toBe(verified);
  expect(provesOwnership({ address: onPractice(address), message: `${message}0`, signature })).toBe(false);
  expect(provesOwnership({ address: onPractice('t1abAp9oZenibGLFuZKyUjmL6FiATTaCYaj'), message, signature })).toBe(false);
});

describe('P2SH', () => {
  const secret = (name: string): Uint8Array => Uint8Array.from(createHash('sha256').update(name).digest());
  const publicKey = (name: string): Uint8Array => {
    const curve = createECDH('secp256k1');
    curve.setPrivateKey(secret(name));
    return Uint8Array.from(curve.getPublicKey(null, 'compressed'));
  };
  const keys = ['one', 'two'].map(publicKey);
  const script = multisigScript(2, keys);
  const address = addressOfRedeemScript(script, FLUX_REGTEST);
  const signature = (name: string, magic: 'flux' | 'bitcoin' = 'flux'): string => Buffer.from(signMessage('phrase', magic, { privateKey: secret(name), compressed: true }, tiny)).toString('base64');
  const proof = { address, message: 'phrase', signature: signature('two'), redeemScript: toHex(script), publicKey: toHex(keys[1] ?? fromHex('')) };

  test('one key of the script proves it', () => expect(provesOwnership(proof)).toBe(true));
  test.each([
    ['without the script', { redeemScript: undefined }],
    ['without the key', { publicKey: undefined }],
    ['another script', { redeemScript: toHex(multisigScript(1, keys)) }],
    ['a key outside the script', { publicKey: toHex(publicKey('three')), signature: signature('three') }],
    ['another key than the one that signed', { publicKey: toHex(keys[0] ?? fromHex('')) }],
    ['the magic of Bitcoin', { signature: signature('two', 'bitcoin') }],
    ['no signature', { signature: '' }],
    ['no hex', { redeemScript: 'zz' }],
    ['an address that is none', { address: 't2nothing' }],
  ])('%s proves nothing', (_, change) => {
    expect(provesOwnership({ ...proof, ...change })).toBe(false);
  });
});
