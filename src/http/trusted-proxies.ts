/** Which addresses are proxies of ours, whose word on the address that a client sees counts. */
import { BlockList, isIP } from 'node:net';

/** Networks that a setting may name. */
const namedSubnets: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.1/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

export const namedNetworks = Object.keys(namedSubnets);

/** Whether a text is an address, a subnet or a named network. */
export function isProxy(text: string): boolean {
  if (namedNetworks.includes(text)) return true;
  const [address = '', length, ...rest] = text.split('/');
  const bits = isIP(address) === 4 ? 32 : 128;
  const isLength = length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= bits);
  return isIP(address) !== 0 && isLength && rest.length === 0;
}

/** Whether an address of a peer is that of a trusted proxy. */
export type IsTrusted = (address: string | undefined) => boolean;

/** Knows these addresses, subnets and named networks; IPv4 in IPv6's clothes counts as IPv4. */
export function createIsTrusted(proxies: readonly string[] | undefined): IsTrusted {
  if (proxies === undefined || proxies.length === 0) return () => false;
  const list = new BlockList();
  for (const subnet of proxies.flatMap(proxy => namedSubnets[proxy] ?? [proxy])) addSubnet(list, subnet);
  return address => {
    const family = isIP(address ?? '');
    return family !== 0 && list.check(address ?? '', family === 4 ? 'ipv4' : 'ipv6');
  };
}

function addSubnet(list: BlockList, subnet: string): void {
  const [address = '', length] = subnet.split('/');
  const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
  if (length === undefined) list.addAddress(address, family);
  else list.addSubnet(address, Number(length), family);
}
