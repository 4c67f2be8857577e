import type { Recorder } from '../metrics/recorder';
import { errorLabel } from './error-label';
import { Level } from './level';
import type { Source } from './source';

/** Counts of a pool or client of undici. A client has no `free`. */
export interface UndiciStats {
  readonly connected: number | boolean;
  readonly running: number;
  readonly free?: number;
}

type Listener = (...args: unknown[]) => void;
interface UndiciDispatcher {
  on(event: 'connectionError', listener: Listener): unknown;
  off(event: 'connectionError', listener: Listener): unknown;
}

/** A pool of undici, as far as it is read here. */
export interface UndiciPool extends UndiciDispatcher {
  readonly stats: UndiciStats;
}

/** An agent of undici, as far as it is read here: its pools by origin. */
export interface UndiciAgent extends UndiciDispatcher {
  readonly stats: Readonly<Record<string, UndiciStats>>;
}

/** Most connections to one origin, as the pool or agent was made with; undici does not tell. */
export interface UndiciOptions {
  readonly connections?: number;
}

/** Makes the source of a pool: connections that are open and in use, and attempts to connect that failed. */
export function undiciPoolSource(
  recorder: Recorder,
  service: string,
  { connections }: UndiciOptions,
): Source<UndiciPool> {
  const levels = levelsOf(recorder, service, connections);
  const failed: Listener = (_origin: unknown, _targets: unknown, error: unknown) =>
    countFailure(recorder, service, error);
  return {
    name: `undici pool ${service}`,
    begin: (pool) => void pool.on('connectionError', failed),
    read: ({ stats }) => levels.set(stats),
    end(pool) {
      pool?.off('connectionError', failed);
      levels.end();
    },
  };
}

/** Makes the source of an agent: the same by origin, e.g. `api.example.com:443`. */
export function undiciAgentSource(recorder: Recorder, { connections }: UndiciOptions): Source<UndiciAgent> {
  const known = new Map<string, Levels>();
  const failed: Listener = (origin: unknown, _targets: unknown, error: unknown) =>
    countFailure(recorder, serviceOf(String(origin)), error);
  return {
    name: 'undici agent',
    begin: (agent) => void agent.on('connectionError', failed),
    read({ stats }) {
      // The agent forgets an origin whose connections are all closed.
      for (const [origin, levels] of known) if (!(origin in stats)) levels.end();
      for (const [origin, one] of Object.entries(stats)) {
        const levels = known.get(origin) ?? levelsOf(recorder, serviceOf(origin), connections);
        known.set(origin, levels);
        levels.set(one);
      }
    },
    end(agent) {
      agent?.off('connectionError', failed);
      for (const levels of known.values()) levels.end();
    },
  };
}

interface Levels {
  set(stats: UndiciStats): void;
  end(): void;
}

function levelsOf(recorder: Recorder, service: string, connections: number | undefined): Levels {
  const active = new Level(recorder, 'pool.connections.active', { service });
  const limit = new Level(recorder, 'pool.connections.limit', { service });
  return {
    set({ connected, free, running }) {
      const open = Number(connected);
      active.set(free === undefined ? Math.min(open, running) : open - free);
      if (connections !== undefined) limit.set(connections);
    },
    end() {
      active.set(0);
      limit.set(0);
    },
  };
}

function countFailure(recorder: Recorder, service: string, error: unknown): void {
  const result = errorLabel(error) === 'UND_ERR_CONNECT_TIMEOUT' ? 'timeout' : 'error';
  recorder.counter('pool.requests').inc({ service, result });
}

/** Host and port of an origin. */
function serviceOf(origin: string): string {
  if (!URL.canParse(origin)) return origin;
  const { hostname, port, protocol } = new URL(origin);
  return `${hostname}:${port === '' ? (protocol === 'https:' ? 443 : 80) : port}`;
}
