// The two tokens: kept bytecode is what the compiler makes, addresses and calls are encoded by the standards.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Interface, getAddress } from 'ethers';
import { compileTokens, renderTokens } from '../../../../build/compile-flux-token';
import compiled from '../../../../node-core/practice/evm/flux-token.json';
import { checksumAddress, fluxContract, isAddress, transferData } from '../../../../node-core/practice/evm/tokens';
import { EVM_CHAINS } from '../../../../shared/chains/ids';

const root = resolve(__dirname, '../../../..');

test('compiling again gives the kept file', () => {
  expect(renderTokens(compileTokens(root))).toBe(readFileSync(resolve(root, 'node-core/practice/evm/flux-token.json'), 'utf8'));
}, 60_000);
test.each(Object.entries(compiled.tokens))('the checksum of %s is that of its bytecode', (_, token) => {
  expect(createHash('sha256').update(Buffer.from(token.bytecode, 'hex')).digest('hex')).toBe(token.sha256);
});
test('neither token can mint, burn or be owned', () => {
  for (const token of Object.values(compiled.tokens)) {
    const names = token.abi.flatMap((item) => ('name' in item ? [item.name] : []));
    expect(names.filter((name) => name !== undefined && /mint|burn|owner|pause|permit/i.test(name))).toEqual([]);
  }
});
test('addresses: EIP-55 as ethers has it', () => {
  for (const chain of EVM_CHAINS) {
    const address = fluxContract(chain);
    expect(checksumAddress(address.toLowerCase())).toBe(getAddress(address.toLowerCase()));
    expect(isAddress(address)).toBe(true);
  }
  expect(isAddress('0x720cd16b011b987da3518fbf38c3071d4f0d1495')).toBe(true);
  expect(isAddress('0x720Cd16b011b987Da3518fbf38c3071d4F0D1495')).toBe(false);
  expect(isAddress('0x720CD16b')).toBe(false);
});
test('transfer is encoded as ethers has it', () => {
  const to = fluxContract('base');
  expect(transferData(to, 123_456_789n)).toBe(new Interface(['function transfer(address,uint256)']).encodeFunctionData('transfer', [to, 123_456_789n]));
});
