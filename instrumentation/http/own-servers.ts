const ownServers = new WeakSet<object>();

/** Keeps a server of the preload itself out of the gateway's telemetry. */
export function excludeServer(server: object): void {
  ownServers.add(server);
}

/** True if the server belongs to the preload. */
export function isOwnServer(server: object): boolean {
  return ownServers.has(server);
}
