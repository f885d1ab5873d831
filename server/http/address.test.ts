import { describe, expect, it } from 'vitest';
import { callerAddress } from './address.ts';

describe('[E5] the address that attempts are counted by', () => {
  it.each([
    [0, '203.0.113.9', '10.0.0.1', '10.0.0.1'],
    [0, undefined, undefined, 'inconnue'],
    [1, '203.0.113.9', '10.0.0.1', '203.0.113.9'],
    [1, '198.51.100.1, 203.0.113.9', '10.0.0.1', '203.0.113.9'],
    [2, '198.51.100.1, 203.0.113.9, 10.0.0.2', '10.0.0.1', '203.0.113.9'],
    [2, '203.0.113.9', '10.0.0.1', '203.0.113.9'],
    [1, '', '10.0.0.1', '10.0.0.1'],
    [1, undefined, '10.0.0.1', '10.0.0.1'],
    [0, undefined, '::ffff:192.0.2.7', '192.0.2.7'],
    [0, undefined, '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    [0, undefined, '2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
    [0, undefined, '2001:db8::9', '2001:db8:0:0::/64'],
    [0, undefined, '::1', '0:0:0:0::/64'],
    [1, '[2001:db8:1:2::7]:443', '10.0.0.1', '2001:db8:1:2::/64'],
    [0, undefined, 'fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('behind %i proxies, told %j, from %j: %s', (proxies, forwarded, remote, expected) => {
    expect(callerAddress(proxies, forwarded, remote)).toBe(expected);
  });
});
