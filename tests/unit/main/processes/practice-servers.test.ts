// The practice servers of nodes: the controls that carry out what the window wishes, and the rows that it gets back.

import { serverControl, serverRows } from '../../../../main/processes/practice-servers';
import { nodeHostNameSchema, nodeHostRequestSchema } from '../../../../shared/practice/node-hosts';

const txid = '9c41'.padEnd(64, 'e0');
const run = { act: 'run' as const, identityKey: 'cQ6DjzcDNhfE24FCcqhzMX243A7mQzqzrbkrHDsmV2eiQQQEPhwK', collateral: { txid, vout: 3 }, fluxId: '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', ip: '203.0.113.9' };

test('settings are pasted in the form that the practice network takes', () => {
  const { method, path, body } = serverControl(run);
  expect([method, path]).toEqual(['POST', '/control/nodes']);
  expect(nodeHostRequestSchema.parse(body)).toEqual({ identityKey: run.identityKey, collateral: { txid, index: 3 }, fluxId: run.fluxId, ip: run.ip, hardware: 'stratus' });
});

test.each(['stop', 'start'] as const)('%s names the server by its collateral', (act) => {
  const { method, path, body } = serverControl({ act, collateral: { txid, vout: 3 } });
  expect([method, path]).toEqual(['POST', `/control/nodes/${act}`]);
  expect(nodeHostNameSchema.parse(body)).toEqual({ collateral: { txid, index: 3 } });
});

test('listing asks for nothing more', () => {
  expect(serverControl({ act: 'list' })).toEqual({ method: 'GET', path: '/control/nodes' });
});

test('rows carry what the window shows, and no more of a refusal than fits', () => {
  const host = { collateral: { txid, index: 3 }, ip: '203.0.113.9', fluxId: run.fluxId, hardware: 'stratus', publicKey: '02', running: true, status: 'STARTED', keyMatches: true, lastConfirm: null, lastRefusal: 'x'.repeat(300) };
  expect(serverRows({ benchmarkKey: '04', hosts: [host, { ...host, running: false, lastRefusal: null }] })).toEqual([
    { collateral: { txid, vout: 3 }, ip: '203.0.113.9', running: true, status: 'STARTED', refusal: 'x'.repeat(200) },
    { collateral: { txid, vout: 3 }, ip: '203.0.113.9', running: false, status: 'STARTED', refusal: null },
  ]);
  expect(() => serverRows({ hosts: [] })).toThrow();
});
