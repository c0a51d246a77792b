// Addresses and private keys against fluxd's tables, other wallets' values, and texts that are something else.
import * as tiny from 'tiny-secp256k1';
import { encodeBase58Check } from '../../../../shared/crypto/base58check';
import { concatBytes, fromHex, toHex } from '../../../../shared/crypto/bytes';
import { addressOfPublicKey, addressOfRedeemScript, addressOfScript, decodeAddress, encodeAddress, scriptOfAddress } from '../../../../shared/flux/address';
import { FLUX_MAINNET, FLUX_NETWORKS, FLUX_REGTEST, FLUX_TESTNET, type FluxParams } from '../../../../shared/flux/params';
import { classifyScript, multisigScript } from '../../../../shared/flux/script-templates';
import { decodeWif, encodeWif } from '../../../../shared/flux/wif';
import vectors from '../../../vectors/flux-addresses.json';
import keysValid from '../../../vectors/crypto/fluxd_base58_keys_valid.json';
import hd from '../../../vectors/crypto/flux_hd_and_signed_tx.json';

const code = (text: string, context: Record<string, string> = {}): Error => expect.objectContaining({ code: text, context: expect.objectContaining(context) });
interface KeyMeta { isPrivkey: boolean; isCompressed?: boolean; chain: string }
const paramsOf = (meta: KeyMeta): FluxParams => (meta.chain === 'mainnet' ? FLUX_MAINNET : FLUX_TESTNET);
type Row = readonly [string, string, KeyMeta];
const rowsOf = (json: readonly (readonly (string | KeyMeta)[])[]): Row[] => json.map(([text, hex, meta]) => {
  if (typeof text !== 'string' || typeof hex !== 'string' || typeof meta !== 'object') throw new Error('a row of another shape');
  return [text, hex, meta];
});

describe.each([['flux-addresses.json', rowsOf(vectors.base58_keys_valid)], ['fluxd_base58_keys_valid.json', rowsOf(keysValid)]] as const)('valid in %s', (_, rows) => {
  test.each(rows)('%s', (text, hex, meta) => {
    const params = paramsOf(meta);
    const other = params === FLUX_MAINNET ? FLUX_TESTNET : FLUX_MAINNET;
    if (meta.isPrivkey) {
      const key = decodeWif(text, params);
      expect([toHex(key.privateKey), key.compressed]).toEqual([hex, meta.isCompressed]);
      expect(encodeWif(key, params)).toBe(text);
      expect(() => decodeWif(text, other)).toThrow(code('wif/other-network'));
      return;
    }
    const script = scriptOfAddress(text, params);
    expect(toHex(script)).toBe(hex);
    expect(addressOfScript(script, params)).toBe(text);
    expect(() => decodeAddress(text, other)).toThrow(code('address/other-network', { network: params.name }));
  });
});

test.each(vectors.base58_keys_invalid.map(([text]) => [text ?? '']))('invalid: %s', (text) => {
  for (const params of Object.values(FLUX_NETWORKS)) {
    expect(() => decodeAddress(text, params)).toThrow(expect.objectContaining({ name: 'AppError' }));
    expect(() => decodeWif(text, params)).toThrow(expect.objectContaining({ name: 'AppError' }));
  }
});

test('hierarchical keys of two seeds, multisig and known scripts', () => {
  for (const key of vectors.hd.keys) {
    const { private_key: hex, wif, public_key: publicKey } = key;
    expect(encodeWif({ privateKey: fromHex(hex), compressed: true }, FLUX_MAINNET)).toBe(wif);
    expect(toHex(tiny.pointFromScalar(fromHex(hex)) ?? new Uint8Array(0))).toBe(publicKey);
    if (key.address_p2pkh !== undefined) expect(addressOfPublicKey(fromHex(publicKey), FLUX_MAINNET)).toBe(key.address_p2pkh);
    if (key.script_pub_key !== undefined) expect(toHex(scriptOfAddress(key.address_p2pkh, FLUX_MAINNET))).toBe(key.script_pub_key);
  }
  for (const { address, pubkey, wif } of hd.addresses) {
    expect(addressOfPublicKey(fromHex(pubkey), FLUX_MAINNET)).toBe(address);
    expect(toHex(tiny.pointFromScalar(decodeWif(wif, FLUX_MAINNET).privateKey) ?? new Uint8Array(0))).toBe(pubkey);
  }
  const single = vectors.trust_wallet_core.single_key;
  expect(addressOfPublicKey(tiny.pointFromScalar(fromHex(single.private_key)) ?? new Uint8Array(0), FLUX_MAINNET)).toBe(single.address);
  for (const { redeem_script: script, address } of [vectors.multisig_2of2_sorted, ...vectors.p2sh_known]) {
    expect(addressOfRedeemScript(fromHex(script), FLUX_MAINNET)).toBe(address);
    const template = classifyScript(fromHex(script));
    if (template.kind !== 'multisig') throw new Error('a multisig was expected');
    expect(toHex(multisigScript(template.required, template.publicKeys))).toBe(script);
  }
  expect(toHex(scriptOfAddress(FLUX_MAINNET.devFundAddress, FLUX_MAINNET))).toBe(vectors.dev_fund.script_pub_key);
  expect(addressOfScript(scriptOfAddress(FLUX_REGTEST.devFundAddress, FLUX_REGTEST), FLUX_REGTEST)).toBe(FLUX_REGTEST.devFundAddress);
});

test('prefixes as data', () => {
  for (const [name, params] of [['mainnet', FLUX_MAINNET], ['testnet', FLUX_TESTNET]] as const) {
    const known = vectors.prefixes[name];
    expect([toHex(params.p2pkhPrefix), toHex(params.p2shPrefix), params.wifPrefix.toString(16)]).toEqual([known.p2pkh, known.p2sh, known.wif]);
    expect([params.extendedPublicVersion, params.extendedPrivateVersion].map((version) => version.toString(16).padStart(8, '0'))).toEqual([known.xpub, known.xprv]);
  }
});

describe('says what a wrong address is', () => {
  const good = 't1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo';
  test.each([
    ['', 'address/empty', {}],
    [`${good.slice(0, -1)}p`, 'address/bad-checksum', {}],
    [good.slice(0, -1), 'address/bad-checksum', {}],
    [`${good.slice(0, 5)}0${good.slice(6)}`, 'address/bad-character', {}],
    [` ${good}`, 'address/bad-character', {}],
    ['t'.repeat(200), 'address/malformed', {}],
    ['1HZVNxhrWs4NgGf3votk9shxFDZXffMXoZ', 'address/other-chain', { chain: 'bitcoin' }],
    ['bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu', 'address/other-chain', { chain: 'bitcoin' }],
    ['bcrt1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu', 'address/other-chain', { chain: 'bitcoin' }],
    ['0xfFfa1673381D20E155910B61a1C7A880D1314Ba0', 'address/other-chain', { chain: 'evm' }],
    ['za1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu', 'address/other-chain', { chain: 'zcash-shielded' }],
    ['zs1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu', 'address/other-chain', { chain: 'zcash-shielded' }],
    [encodeBase58Check(concatBytes(fromHex('169a'), new Uint8Array(64))), 'address/other-chain', { chain: 'zcash-shielded' }],
    [encodeBase58Check(new Uint8Array(30)), 'address/malformed', {}],
    [vectors.hd.account_xpub_m44_19167_0, 'address/malformed', {}],
  ])('%s', (text, expected, context) => {
    expect(() => decodeAddress(text, FLUX_MAINNET)).toThrow(code(expected, context));
  });

  test('hashes of another size and keys of another size', () => {
    expect(() => encodeAddress({ kind: 'p2pkh', hash: new Uint8Array(19) }, FLUX_MAINNET)).toThrow(code('address/bad-hash'));
    expect(() => encodeWif({ privateKey: new Uint8Array(31), compressed: true }, FLUX_MAINNET)).toThrow(code('wif/bad-key'));
  });

  test('the text of a wrong key is in no error', () => {
    const wif = 'L53UYXdCGUnFxNJEcFBvi6CY57BehdMXB4zyK9DSoLrz4smfmGf4';
    for (const wrong of [`${wif.slice(0, -1)}5`, wif.slice(0, -2), `${wif}0`]) {
      let thrown: unknown;
      try {
        decodeWif(wrong, FLUX_MAINNET);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toEqual(expect.objectContaining({ name: 'AppError' }));
      expect(String(thrown) + JSON.stringify(thrown)).not.toContain(wif.slice(2, 20));
    }
  });
});
