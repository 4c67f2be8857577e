import { BlockList, isIPv6 } from 'node:net';

/** Whether a range such as `10.0.0.0/8` holds an address. */
export function holds(cidr: string, address: string): boolean {
  const [network = '', prefix = ''] = cidr.split('/');
  const family = isIPv6(network) ? 'ipv6' : 'ipv4';
  if (isIPv6(address) !== isIPv6(network)) return false;
  const list = new BlockList();
  try {
    list.addSubnet(network, Number(prefix), family);
  } catch {
    return false;
  }
  return list.check(address, family);
}

/** First address of a range. */
export function firstAddress(cidr: string): string {
  return cidr.split('/')[0] ?? cidr;
}
