// EVM addresses, RLP, transactions and ERC-20 calls against ethers' own vectors and ethers itself.

import { Interface, decodeRlp as ethersDecode, encodeRlp as ethersEncode, getAddress } from 'ethers';
import * as ecc from 'tiny-secp256k1';
import * as fc from 'fast-check';
import accounts from '../../../vectors/crypto/evm_accounts_ethers.json';
import transactions from '../../../vectors/crypto/evm_transactions_ethers.json';
import { fromHex, toHex } from '../../../../shared/crypto/bytes';
import { AppError } from '../../../../shared/errors/app-error';
import { addressOfPublicKey, decodeAddress, encodeAddress, hasChecksumCase } from '../../../../shared/evm/address';
import { UNLIMITED, decodeErc20, encodeErc20 } from '../../../../shared/evm/erc20';
import { decodeRlp, encodeRlp, type RlpItem } from '../../../../shared/evm/rlp';
import { parseTransaction, senderOf, serializeSigned, serializeUnsigned, signingHash, transactionId } from '../../../../shared/evm/transaction';
import { signEvmTransaction } from '../../../../main/signer/sign/evm';

const bytesOf = (hex: string): Uint8Array => fromHex(hex.slice(2));
const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'ok';
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return `${thrown.code}${thrown.context.chain === undefined ? '' : ` ${thrown.context.chain}`}`;
  }
};

describe('addresses', () => {
  it('of all accounts of the vectors', () => {
    for (const { privateKey, address } of accounts) {
      if (privateKey === undefined) continue;
      const point = ecc.pointFromScalar(bytesOf(privateKey), false);
      if (point === null) throw new Error('not a key');
      expect(addressOfPublicKey(point)).toBe(address);
    }
    for (const { address } of accounts) {
      expect(encodeAddress(decodeAddress(address))).toBe(address);
      expect(encodeAddress(decodeAddress(address.toLowerCase()))).toBe(address);
    }
    expect(accounts.length).toBe(120);
  });

  it('agree with ethers', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (bytes) => {
      expect(encodeAddress(bytes)).toBe(getAddress(`0x${toHex(bytes)}`));
    }), { numRuns: 200, seed: 6 });
  });

  it.each([
    ['0x52908400098527886E0F7030069857D2E4169EE7', 'ok'],
    ['0x8617E340B3D01FA5F11F306F4090FD50E238070D', 'ok'],
    ['0xde709f2102306220921060314715629080e2fb77', 'ok'],
    ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', 'ok'],
    ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD', 'address/bad-checksum'],
    ['0X5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', 'address/malformed'],
    ['5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', 'address/malformed'],
    ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe', 'address/malformed'],
    ['', 'address/empty'],
    ['t1TMXGY73dYbdrr2gYB7e8gU3TWm85SoAac', 'address/other-chain flux'],
    ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'address/other-chain bitcoin'],
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'address/other-chain bitcoin'],
  ])('%s is %s', (text, code) => {
    expect(codeOf(() => decodeAddress(text))).toBe(code);
  });

  it('tell whether their case says anything', () => {
    expect(hasChecksumCase('0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed')).toBe(true);
    expect(hasChecksumCase('0xde709f2102306220921060314715629080e2fb77')).toBe(false);
  });
});

describe('RLP', () => {
  const item: fc.Arbitrary<RlpItem> = fc.letrec<{ item: RlpItem }>((tie) => ({
    item: fc.oneof({ depthSize: 'small' }, fc.uint8Array({ maxLength: 70 }), fc.array(tie('item'), { maxLength: 4 })),
  })).item.filter((one) => JSON.stringify(one).split('[').length < 7);
  const toEthers = (one: RlpItem): string | object[] => (one instanceof Uint8Array ? `0x${toHex(one)}` : one.map(toEthers) as object[]);

  it('agrees with ethers both ways', () => {
    fc.assert(fc.property(item, (one) => {
      const encoded = encodeRlp(one);
      expect(`0x${toHex(encoded)}`).toBe(ethersEncode(toEthers(one) as string));
      expect(decodeRlp(encoded)).toEqual(one);
      expect(ethersDecode(encoded)).toEqual(toEthers(one));
    }), { numRuns: 200, seed: 7 });
  });

  it.each(['8100', '817f', 'b800', 'b80100', 'b90001', '83aabb', 'c2c0', 'c0c0', '', 'bf', 'f800', 'fbffffffff', 'c1'.repeat(12) + 'c0'])('%s is refused', (hex) => {
    expect(codeOf(() => decodeRlp(fromHex(hex)))).toBe('rlp/malformed');
  });
});

describe('transactions', () => {
  const kinds = ['Legacy', 'Eip155', 'Berlin', 'London'] as const;
  const rows = transactions.flatMap((row) => kinds.flatMap((kind) => {
    const [unsigned, signed] = [row[`unsigned${kind}`], row[`signed${kind}`]];
    return unsigned === '' || signed === '' ? [] : [{ name: `${row.name} ${kind}`, unsigned, signed, privateKey: row.privateKey }];
  }));

  it('of the vectors decode, encode and sign to the same bytes', () => {
    expect(rows.length).toBeGreaterThan(300);
    for (const { name, unsigned, signed, privateKey } of rows) {
      const { tx, signature } = parseTransaction(bytesOf(unsigned));
      expect([name, signature]).toEqual([name, null]);
      expect(`0x${toHex(serializeUnsigned(tx))}`).toBe(unsigned);
      const point = ecc.pointFromScalar(bytesOf(privateKey), false);
      if (point === null) throw new Error('not a key');
      const from = addressOfPublicKey(point);
      const made = signEvmTransaction({ tx, privateKey: bytesOf(privateKey), from, ecc });
      expect(`0x${toHex(made.raw)}`).toBe(signed);
      expect(made.txid).toBe(transactionId(bytesOf(signed)));
      const read = parseTransaction(bytesOf(signed));
      expect(read.tx).toEqual(tx);
      if (read.signature === null) throw new Error('no signature');
      expect(senderOf(read.tx, read.signature, ecc)).toBe(from);
      expect(toHex(serializeSigned(read.tx, read.signature))).toBe(signed.slice(2));
      expect(signingHash(tx)).toHaveLength(32);
    }
  });

  it('of other kinds are named, and broken ones refused', () => {
    const cancun = transactions.find((row) => row.unsignedCancun !== '');
    expect(codeOf(() => parseTransaction(bytesOf(cancun?.unsignedCancun ?? '0x03c0')))).toBe('evm/unknown-type');
    for (const hex of ['', '02c0', 'c0', '02c9808080808080808080', 'c98080808080808080', '01']) expect(codeOf(() => parseTransaction(fromHex(hex)))).not.toBe('ok');
    const [row] = rows;
    const raw = bytesOf(row?.signed ?? '0x');
    for (let length = 0; length < raw.length; length += 1) expect(codeOf(() => parseTransaction(raw.subarray(0, length)))).not.toBe('ok');
  });
});

describe('ERC-20 calls', () => {
  const abi = new Interface(['function transfer(address,uint256)', 'function approve(address,uint256)', 'function transferFrom(address,address,uint256)']);
  const address = fc.uint8Array({ minLength: 20, maxLength: 20 });

  it('agree with the ABI as ethers writes it', () => {
    fc.assert(fc.property(address, address, fc.bigInt({ min: 0n, max: UNLIMITED }), (one, other, amount) => {
      const [a, b] = [encodeAddress(one), encodeAddress(other)];
      const calls = [
        [encodeErc20({ method: 'transfer', to: one, amount }), abi.encodeFunctionData('transfer', [a, amount])],
        [encodeErc20({ method: 'approve', spender: one, amount }), abi.encodeFunctionData('approve', [a, amount])],
        [encodeErc20({ method: 'transferFrom', from: one, to: other, amount }), abi.encodeFunctionData('transferFrom', [a, b, amount])],
      ] as const;
      for (const [mine, theirs] of calls) {
        expect(`0x${toHex(mine)}`).toBe(theirs);
        const decoded = decodeErc20(mine);
        expect(decoded?.amount).toBe(amount);
        expect(decoded === null ? null : toHex(encodeErc20(decoded))).toBe(toHex(mine));
        expect(decodeErc20(Uint8Array.of(...mine, 0))).toBeNull();
        expect(decodeErc20(mine.subarray(0, -1))).toBeNull();
        expect(decodeErc20(mine.map((byte, place) => (place === 10 ? byte + 1 : byte)))).toBeNull();
      }
    }), { numRuns: 100, seed: 8 });
  });

  it('do not fit what is no amount or no address', () => {
    expect(codeOf(() => encodeErc20({ method: 'transfer', to: new Uint8Array(20), amount: UNLIMITED + 1n }))).toBe('evm/out-of-range');
    expect(codeOf(() => encodeErc20({ method: 'transfer', to: new Uint8Array(20), amount: -1n }))).toBe('evm/out-of-range');
    expect(codeOf(() => encodeErc20({ method: 'transfer', to: new Uint8Array(19), amount: 1n }))).toBe('evm/bad-address');
    expect(decodeErc20(new Uint8Array(0))).toBeNull();
    expect(decodeErc20(new Uint8Array(68))).toBeNull();
  });
});
