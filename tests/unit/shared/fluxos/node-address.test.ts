// The gateway's header in all its forms, and which nodes may be spoken to.
import { isPublicNode, nodeOfHeader, nodeText, nodeUrl } from '../../../../shared/fluxos/node-address';

test.each([
  ['server01_5.9.10.11', { ip: '5.9.10.11', port: 16_127 }],
  ['server12_5.9.10.11:16137', { ip: '5.9.10.11', port: 16_137 }],
  ['server12_5.9.10.11_16147', { ip: '5.9.10.11', port: 16_147 }],
  ['5.9.10.11', { ip: '5.9.10.11', port: 16_127 }],
  ['', null],
  ['server01_', null],
  ['server01_5.9.10', null],
  ['server01_5.9.10.256', null],
  ['server01_5.9.10.11:0', null],
  ['server01_5.9.10.11:70000', null],
  ['server01_evil.example', null],
  ['server01_5.9.10.11:16127/path', null],
  ['server01_5.9.10.11@evil.example', null],
])('%s', (header, node) => expect(nodeOfHeader(header)).toEqual(node));

test.each([
  ['5.9.10.11', 16_127, true], ['5.9.10.11', 16_197, true], ['5.9.10.11', 16_128, false], ['5.9.10.11', 80, false], ['5.9.10.11', 16_207, false],
  ['127.0.0.1', 16_127, false], ['10.0.0.8', 16_127, false], ['192.168.1.1', 16_127, false], ['172.20.0.1', 16_127, false], ['172.32.0.1', 16_127, true], ['169.254.169.254', 16_127, false], ['100.64.0.1', 16_127, false], ['0.0.0.0', 16_127, false], ['224.0.0.1', 16_127, false],
] as const)('%s:%s', (ip, port, ok) => expect(isPublicNode({ ip, port })).toBe(ok));

test('a node has a door with a certificate', () => {
  expect(nodeUrl({ ip: '5.9.10.11', port: 16_137 })).toBe('https://5-9-10-11-16137.node.api.runonflux.io');
  expect([nodeText({ ip: '5.9.10.11', port: 16_127 }), nodeText({ ip: '5.9.10.11', port: 16_137 })]).toEqual(['5.9.10.11', '5.9.10.11:16137']);
});
