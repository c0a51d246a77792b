// Bitcoin addresses: the vectors of BIP173, BIP350 and BIP341, bitcoinjs-lib as the second opinion, and what wrong ones are called.

import { address as oracle, networks } from 'bitcoinjs-lib';
import { initEccLib } from 'bitcoinjs-lib';
import * as ecc from 'tiny-secp256k1';
import * as fc from 'fast-check';
import bip341 from '../../../vectors/crypto/bip341_wallet_vectors.json';
import { addressOfScript, decodeAddress, encodeAddress, scriptOfAddress } from '../../../../shared/bitcoin/address';
import { BITCOIN_MAINNET, BITCOIN_REGTEST, BITCOIN_TESTNET } from '../../../../shared/bitcoin/params';
import { classifyBitcoinScript, scriptOfDestination } from '../../../../shared/bitcoin/script';
import { fromHex, toHex } from '../../../../shared/crypto/bytes';
import { FLUX_MAINNET } from '../../../../shared/flux/params';
import { encodeAddress as fluxAddress } from '../../../../shared/flux/address';
import { AppError } from '../../../../shared/errors/app-error';

initEccLib(ecc);

const codeOf = (text: string, params = BITCOIN_MAINNET): string => {
  try {
    decodeAddress(text, params);
    return 'ok';
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return `${thrown.code}${thrown.context.network === undefined ? '' : ` ${thrown.context.network}`}${thrown.context.chain === undefined ? '' : ` ${thrown.context.chain}`}`;
  }
};

it.each([
  ['BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4', '0014751e76e8199196d454941c45d1b3a323f1433bd6', BITCOIN_MAINNET],
  ['tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7', '00201863143c14c5166804bd19203356da136c985678cd4d27a1b8c6329604903262', BITCOIN_TESTNET],
  ['bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y', '5128751e76e8199196d454941c45d1b3a323f1433bd6751e76e8199196d454941c45d1b3a323f1433bd6', BITCOIN_MAINNET],
  ['BC1SW50QGDZ25J', '6002751e', BITCOIN_MAINNET],
  ['bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs', '5210751e76e8199196d454941c45d1b3a323', BITCOIN_MAINNET],
  ['tb1qqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesrxh6hy', '0020000000c4a5cad46221b2a187905e5266362b99d5e91c6ce24d165dab93e86433', BITCOIN_TESTNET],
  ['bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0', '512079be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798', BITCOIN_MAINNET],
])('%s is the script that BIP350 names', (text, script, params) => {
  expect(toHex(scriptOfAddress(text, params))).toBe(script);
  expect(addressOfScript(fromHex(script), params)).toBe(text.toLowerCase());
});

it('encodes the taproot addresses of BIP341', () => {
  for (const { expected } of bip341.scriptPubKey) expect(addressOfScript(fromHex(expected.scriptPubKey), BITCOIN_MAINNET)).toBe(expected.bip350Address);
});

it.each([
  ['tc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq5zuyut', 'address/bad-character'],
  ['bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd', 'address/bad-checksum'],
  ['BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL', 'address/bad-checksum'],
  ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh', 'address/bad-checksum'],
  ['bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4', 'address/bad-character'],
  ['BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R', 'address/malformed'],
  ['bc1pw5dgrnzv', 'address/malformed'],
  ['bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav', 'address/malformed'],
  ['BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P', 'address/malformed'],
  ['bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf', 'address/malformed'],
  ['bc1gmk9yu', 'address/malformed'],
  ['bc1qW508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'address/malformed'],
  ['bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080', 'address/other-network regtest'],
  ['tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx', 'address/other-network testnet'],
  ['mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn', 'address/other-network testnet'],
  ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb', 'address/bad-checksum'],
  ['1A1zP1eP5QGefi2DMPTfTL5SLmv7Divf0a', 'address/bad-character'],
  ['0x52908400098527886E0F7030069857D2E4169EE7', 'address/other-chain evm'],
  [fluxAddress({ kind: 'p2pkh', hash: new Uint8Array(20) }, FLUX_MAINNET), 'address/other-chain flux'],
  ['', 'address/empty'],
  ['1'.repeat(200), 'address/malformed'],
])('%s is refused as %s', (text, code) => {
  expect(codeOf(text)).toBe(code);
});

it.each([[BITCOIN_MAINNET, networks.bitcoin], [BITCOIN_REGTEST, networks.regtest]] as const)('agrees with bitcoinjs-lib on %#', (params, network) => {
  const hash = fc.uint8Array({ minLength: 20, maxLength: 20 });
  fc.assert(fc.property(hash, fc.constantFrom('p2pkh', 'p2sh', 'p2wpkh'), (bytes, kind) => {
    const destination = kind === 'p2wpkh' ? { kind: 'witness', version: 0, program: bytes } as const : { kind, hash: bytes } as const;
    const script = scriptOfDestination(destination);
    const text = encodeAddress(destination, params);
    expect(oracle.fromOutputScript(script, network)).toBe(text);
    expect(toHex(oracle.toOutputScript(text, network))).toBe(toHex(script));
    expect(decodeAddress(text, params)).toEqual(destination);
    expect(classifyBitcoinScript(script)).toBe(kind);
  }), { numRuns: 60, seed: 3 });
});

it('finds every single wrong character', () => {
  for (const good of ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa']) {
    expect(codeOf(good)).toBe('ok');
    for (let place = 0; place < good.length; place += 1) {
      for (const other of ['q', '2', 'z']) {
        if (good[place] === other) continue;
        expect(codeOf(good.slice(0, place) + other + good.slice(place + 1))).not.toBe('ok');
      }
    }
  }
});
