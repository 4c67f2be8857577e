import { PERSONAL_NAMES, QUERY_NAMES, SECRET_NAMES } from './default-names';
import { anyMatcher, type Matcher } from './glob';

export interface NamePatterns {
  /** Names to hide on top of the built-in ones. */
  readonly names: readonly string[];
  /** Names to leave alone, built-in ones too. */
  readonly keep: readonly string[];
}

/** Tells by its name whether a value must be hidden. */
export interface NameRules {
  /** True for the name of a field, header, attribute or baggage entry that is hidden. */
  hides(name: string): boolean;
  /** True for the name of a query parameter that is hidden. */
  hidesInQuery(name: string): boolean;
}

/** Names that are remembered: attribute names are few, keys of logged objects may be many. */
const MEMORY = 2000;
/** Longer names are compared by their first characters, so that a name costs a bounded time. */
const MAX_NAME_LENGTH = 256;

/** Compiles the built-in names and those of the configuration. */
export function nameRules({ names, keep }: NamePatterns): NameRules {
  const hidden = anyMatcher([...SECRET_NAMES, ...PERSONAL_NAMES, ...names.map(comparable)]);
  const inQuery = anyMatcher(QUERY_NAMES);
  const kept = anyMatcher(keep.map(comparable));
  const hides = (name: string) => matchesPart(name, hidden, kept);
  return {
    hides: remembered(hides),
    hidesInQuery: remembered((name) => {
      const decoded = decode(name);
      return hides(decoded) || matchesPart(decoded, inQuery, kept);
    }),
  };
}

/** A name as names are compared: `X-Api_Key` and `xApiKey` are one. */
function comparable(name: string): string {
  return name
    .slice(0, MAX_NAME_LENGTH)
    .toLowerCase()
    .replace(/[-_\s]/g, '');
}

function matchesPart(name: string, hidden: Matcher, kept: Matcher): boolean {
  const whole = comparable(name);
  if (kept(whole)) return false;
  if (hidden(whole)) return true;
  const parts = whole.split(/[.[\]/:]/);
  return parts.length > 1 && parts.some((part) => part !== '' && hidden(part) && !kept(part));
}

function decode(name: string): string {
  if (!name.includes('%')) return name;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function remembered(decide: Matcher): Matcher {
  const memory = new Map<string, boolean>();
  return (name) => {
    const known = memory.get(name);
    if (known !== undefined) return known;
    const decision = decide(name);
    if (memory.size < MEMORY && name.length <= MAX_NAME_LENGTH) memory.set(name, decision);
    return decision;
  };
}
