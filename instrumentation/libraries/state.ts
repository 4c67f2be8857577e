import { FOLLOWED, LIBRARIES, NEVER, ON_REQUEST } from './catalogue';
import type { Presence } from './presence';

/** Whether the calls of a library are traced, and if not, why. */
export interface LibraryState {
  readonly name: string;
  /** `waiting`: installed, and traced as soon as the gateway loads it. */
  readonly state: 'traced' | 'waiting' | 'absent' | 'off' | 'failed' | 'never';
  readonly reason: string;
}

export interface StateSources {
  /** Libraries that the configuration wants. */
  readonly wanted: ReadonlySet<string>;
  /** Why none is traced, whatever the configuration wants; undefined if that is not so. */
  readonly allOff: string | undefined;
  readonly traced: ReadonlyMap<string, string>;
  readonly failed: ReadonlyMap<string, string>;
  readonly isPresent: Presence;
}

/** Every instrumentation that exists, in alphabetical order. */
export function libraryStates(sources: StateSources): readonly LibraryState[] {
  const traced = [...LIBRARIES, ...ON_REQUEST].map((library) => ({
    name: library.name,
    ...stateOf(library.name, library.packages, sources),
  }));
  // Their work is counted with traces off, too.
  const followed = FOLLOWED.map(({ name, packages }) => ({
    name,
    ...stateOf(name, packages, { ...sources, allOff: undefined }),
  }));
  const never = Object.entries(NEVER).map(([name, reason]) => ({ name, state: 'never' as const, reason }));
  return [...traced, ...followed, ...never].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function stateOf(
  name: string,
  packages: readonly string[],
  { wanted, allOff, traced, failed, isPresent }: StateSources,
): Omit<LibraryState, 'name'> {
  if (allOff !== undefined) return { state: 'off', reason: allOff };
  if (!wanted.has(name)) return { state: 'off', reason: 'not among GATEWATCH_LIBRARIES' };
  const failure = failed.get(name);
  if (failure !== undefined) return { state: 'failed', reason: failure };
  const by = traced.get(name);
  if (by !== undefined) return { state: 'traced', reason: `the gateway loaded ${by}` };
  const present = packages.find(isPresent);
  return present === undefined
    ? { state: 'absent', reason: `the gateway has no ${packages.join(', ')}` }
    : { state: 'waiting', reason: `the gateway has ${present} but has not loaded it as CommonJS` };
}
