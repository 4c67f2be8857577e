import { BlockList, isIP } from 'node:net';

/** Where the admin port listens: an address, or a Unix socket in its place. */
export interface AdminAddress {
  readonly host: string;
  /** 0: a free port, announced in the log. */
  readonly port: number;
  /** Path of a Unix socket. */
  readonly socket: string | undefined;
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** True if only this machine can reach the address. A name that is not `localhost` may mean anything. */
export function isLocal({ host, socket }: Pick<AdminAddress, 'host' | 'socket'>): boolean {
  if (socket !== undefined || host === 'localhost') return true;
  const version = isIP(host);
  return version !== 0 && loopback.check(host, version === 6 ? 'ipv6' : 'ipv4');
}

/** The address for people, e.g. `http://127.0.0.1:9464`, `https://[::1]:9464` or `unix:/run/gateway.sock`. */
export function describeAddress({ host, port, socket }: AdminAddress, scheme = 'http'): string {
  if (socket !== undefined) return `unix:${socket}`;
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
