import { setTimeout as delay } from 'node:timers/promises';
import type { Rig } from '../fault';

/** What is rolled out. */
export interface Wish {
  readonly connector: string;
  readonly devices: number;
  readonly app_name?: string;
  readonly elevates?: boolean;
  readonly unsigned?: boolean;
}

interface Deployment {
  readonly id: string;
  readonly status: string;
}

/** Longest that a deployment takes while its connector is well. */
const PATIENCE_MS = 15_000;
const POLL_MS = 100;

/** Somebody who rolls software out. Every call throws an Error where the control plane refuses it. */
export function rollOuts({ stack, signal }: Rig) {
  const call = async (method: string, path: string, body?: object): Promise<Deployment> => {
    const response = await fetch(`${stack.endpoints.gateway}/api/v1/deployments${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Deployment;
  };
  const settled = async (id: string): Promise<void> => {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      if ((await call('GET', `/${id}`)).status === 'deployed') return;
      if (Date.now() > deadline) throw new Error(`deployment ${id} is not deployed yet`);
      await delay(POLL_MS, undefined, { signal });
    }
  };
  return {
    create: (wish: Wish) => call('POST', '', { app_name: 'notes', version: '3.0.0', ...wish }),
    approve: (id: string) => call('POST', `/${id}/approve`),
    reject: (id: string) => call('POST', `/${id}/reject`),
    promote: (id: string) => call('POST', `/${id}/promote`),
    /** Resolves when it is deployed in its ring. */
    settled,
  };
}
