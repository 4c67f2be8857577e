import type { TracerProvider } from '@opentelemetry/api';
import { dirname, join } from 'node:path';
import type { HealthReporter } from '../health/reporter';
import type { Log } from '../log/log';
import type * as Bullmq from './bullmq';
import {
  FOLLOWED,
  type InstrumentedName,
  LIBRARIES,
  type LibraryName,
  ON_REQUEST,
  wantedLibraries,
} from './catalogue';
import { onFirstLoad } from './first-load';
import type * as Instrument from './instrument';
import { loadedAlready } from './module-load';
import type * as PresenceOf from './presence';
import type * as State from './state';

export type { LibraryState } from './state';

export interface LibrariesOptions {
  /** Libraries that are wanted, as the configuration names them. */
  readonly words: readonly (LibraryName | 'auto')[];
  /** Where spans go; undefined while tracing is off. */
  readonly tracers: TracerProvider | undefined;
  readonly health: HealthReporter;
  readonly countError: () => void;
  readonly log: Log;
}

/** What the preload does about the gateway's libraries. */
export interface Libraries {
  /** Which are traced and which not, and why. Looks at the file system. */
  libraries(): readonly State.LibraryState[];
}

/**
 * Traces the libraries that the gateway loads: databases, queues, RPC. Each instrumentation is loaded when its library
 * is. One that fails costs a line in the log and the spans of that library.
 */
export function installLibraries({ words, tracers, health, countError, log }: LibrariesOptions): Libraries {
  const wanted = wantedLibraries(words);
  const traced = new Map<string, string>();
  const failed = new Map<string, string>();

  const fail = (name: LibraryName, error: unknown): void => {
    countError();
    if (failed.has(name)) return;
    const reason = error instanceof Error ? error.message : String(error);
    failed.set(name, reason);
    health.report(`libraries.${name}`, 'degraded', `not traced: ${reason}`);
    log.warn(`calls of ${name} are not traced: ${reason}`);
  };
  const begin = (name: LibraryName, by: string, run: () => void): void => {
    if (traced.has(name) || failed.has(name)) return;
    traced.set(name, by);
    try {
      run();
    } catch (error) {
      fail(name, error);
    }
  };
  /* eslint-disable @typescript-eslint/no-require-imports -- not before a library is loaded */
  const trace = (name: InstrumentedName, by: string, to: TracerProvider): void =>
    begin(name, by, () => {
      const { instrument } = require('./instrument') as typeof Instrument;
      instrument(name, to, (error) => fail(name, error));
    });
  const follow = (name: LibraryName): void =>
    begin(name, name, () => {
      const { followBullmq } = require('./bullmq') as typeof Bullmq;
      followBullmq((error) => fail(name, error));
    });
  /* eslint-enable @typescript-eslint/no-require-imports */

  const first = new Map<string, () => void>();
  for (const { name, packages } of tracers === undefined ? [] : LIBRARIES) {
    if (!wanted.has(name)) continue;
    for (const one of packages) first.set(one, () => trace(name, one, tracers as TracerProvider));
  }
  for (const { name } of FOLLOWED) {
    if (!wanted.has(name)) continue;
    if (loadedAlready(name).length > 0) follow(name);
    else first.set(name, () => follow(name));
  }
  if (first.size > 0) {
    onFirstLoad({
      packages: new Set(first.keys()),
      before: (one) => first.get(one)?.(),
      // The export loads gRPC, too.
      own: join(dirname(__dirname), 'export'),
    });
  }
  for (const { name } of tracers === undefined ? [] : ON_REQUEST) {
    if (!wanted.has(name)) continue;
    trace(name, `node:${name}`, tracers as TracerProvider);
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded long ago: its instrumentation sees it only now
    require(`node:${name}`);
  }
  return {
    libraries: () => {
      /* eslint-disable @typescript-eslint/no-require-imports -- only who asks for the list pays for it */
      const { libraryStates } = require('./state') as typeof State;
      const { presence } = require('./presence') as typeof PresenceOf;
      /* eslint-enable @typescript-eslint/no-require-imports */
      return libraryStates({
        wanted,
        allOff: tracers === undefined ? 'traces are off' : undefined,
        traced,
        failed,
        isPresent: presence(process.argv[1], process.cwd()),
      });
    },
  };
}
