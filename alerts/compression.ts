import type { Binding } from '../instrumentation/contract';
import type { RulesContext } from './context';
import type { Seconds } from './duration';
import type { AlertDefinition, AlertPack } from './rule';
import { MIN_SCRAPES_PER_WINDOW, type Scope, scopeOf } from './scope';

/** The context of a rule that shares nothing with others: under a compression, with a divisor of its own. */
export function contextOfRule(
  { condition, for: lasts, keepFiringFor = 0 }: AlertDefinition,
  binding: Binding,
  context: RulesContext,
): RulesContext {
  const { compress, ...rest } = context;
  if (compress === undefined) return context;
  const windows = windowsOf(condition, scopeOf(binding, rest));
  // What looks at the present alone needs no more than as many looks as a window has to hold.
  const longest =
    windows.length > 0 ? compress.longestSeconds : MIN_SCRAPES_PER_WINDOW * rest.scrapeIntervalSeconds;
  return { ...rest, divideDurations: divisor([...windows, lasts, keepFiringFor], longest) };
}

/** The context of a pack whose alerts read what its own rules record: one divisor for all of them. */
export function contextOfPack(pack: AlertPack, binding: Binding, context: RulesContext): RulesContext {
  const { compress, ...rest } = context;
  if (compress === undefined || pack.records === undefined) return context;
  const windows = windowsOf(pack.records, scopeOf(binding, rest));
  return { ...rest, divideDurations: divisor(windows, compress.longestObjectiveSeconds) };
}

/** Lengths (seconds) of the windows that something reads in a scope, as the scope renders them. */
export function windowsOf(read: (scope: Scope) => unknown, scope: Scope): readonly Seconds[] {
  const lengths: Seconds[] = [];
  const asked = (declared: Seconds): Seconds => {
    const length = scope.windowSeconds(declared);
    lengths.push(length);
    return length;
  };
  read({
    ...scope,
    window: (declared) => {
      asked(declared);
      return scope.window(declared);
    },
    windowSeconds: asked,
  });
  return lengths;
}

function divisor(durations: readonly Seconds[], longest: Seconds): number {
  return Math.max(1, Math.max(...durations) / longest);
}
