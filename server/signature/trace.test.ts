import { expect, test } from 'vitest';
import { networkOf, traceOf } from './trace.ts';

test.each([
  ['192.0.2.77', '192.0.2.0/24'],
  ['::ffff:192.0.2.77', '192.0.2.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
  ['2001:db8::6', '2001:db8:0::/48'],
  ['::1', '0:0:0::/48'],
  ['inconnue', 'inconnu'],
])('of the address %s, only its network is kept: %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605 Version/18.0 Mobile/15E148 Safari/604.1',
    'Safari (mobile)',
  ],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/140.0 Safari/537 Edg/140.0', 'Edge'],
  ['curl/8', 'autre'],
  [undefined, 'inconnu'],
])('of the browser %s, only its family is kept: %s', (agent, family) => {
  expect(traceOf('192.0.2.1', agent).agent).toBe(family);
});
