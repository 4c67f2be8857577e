import { type Addresses, type Example } from '../../examples/frame';
import { LOOPBACK } from '../ports';

/** Port of the traffic generator, which every example has. */
export const TRAFFIC_PORT = 'traffic';

const SERVICE_ABOUT = {
  redis: 'Redis',
  postgres: 'PostgreSQL',
  'redis-exporter': 'metrics of Redis',
  'remote-write-receiver': 'a receiver of remote writes in place of Mimir',
} as const;

/** Name of the admin port of a process under the preload. */
export function adminPort(process: string): string {
  return `${process}-admin`;
}

/** Every port of an example by name, and what listens on it. */
export function examplePorts(example: Example): Readonly<Record<string, string>> {
  const ofProcesses = example.processes.flatMap(({ name, about, preload }) => [
    [name, about],
    ...(preload === undefined ? [] : [[adminPort(name), `metrics and health of ${name}`]]),
  ]);
  const ofServices = (example.services ?? []).map((name) => [name, SERVICE_ABOUT[name]]);
  return Object.fromEntries([
    ...ofProcesses,
    ...ofServices,
    [TRAFFIC_PORT, 'the ledger and the rate of the traffic generator'],
  ]) as Record<string, string>;
}

/** The addresses of a run. */
export function addressesOf(ports: Readonly<Record<string, number>>): Addresses {
  const port = (name: string): number => {
    const found = ports[name];
    if (found === undefined)
      throw new Error(`the example has no port "${name}"; it has: ${Object.keys(ports).join(', ')}`);
    return found;
  };
  return {
    port,
    url: (name) => `http://${LOOPBACK}:${port(name)}`,
    serviceUrl: (name) =>
      name === 'redis'
        ? `redis://${LOOPBACK}:${port(name)}`
        : `postgres://${POSTGRES_USER}@${LOOPBACK}:${port(name)}/postgres`,
  };
}

/** Superuser of the run's own PostgreSQL; connections from this machine need no password. */
export const POSTGRES_USER = 'gateway';
