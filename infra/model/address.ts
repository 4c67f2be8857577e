/**
 * A host with its port, e.g. `127.0.0.1:4317`. The host may hold text that the reading binary expands, such as
 * `${env:POD_IP}` in a collector configuration.
 */
export type HostPort = `${string}:${number}`;

/** Joins a host and a port. */
export function hostPort(host: string, port: number): HostPort {
  return `${host}:${port}`;
}

/** Takes a {@link HostPort} apart; the port is what follows the last colon. */
export function splitHostPort(address: HostPort): { readonly host: string; readonly port: number } {
  const colon = address.lastIndexOf(':');
  return { host: address.slice(0, colon), port: Number(address.slice(colon + 1)) };
}
