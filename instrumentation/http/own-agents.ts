const ownAgents = new WeakSet<object>();

/** Keeps calls through an HTTP agent of the preload itself out of the gateway's telemetry. */
export function excludeAgent(agent: object): void {
  ownAgents.add(agent);
}

/** True if the agent belongs to the preload. */
export function isOwnAgent(agent: unknown): boolean {
  return typeof agent === 'object' && agent !== null && ownAgents.has(agent);
}
