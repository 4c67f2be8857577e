import Module from 'node:module';
import { requestedPackage } from './requested-package';

interface Loader {
  _load(request: string, ...rest: unknown[]): unknown;
  readonly _cache: Readonly<Record<string, { readonly exports: unknown } | undefined>>;
}

interface Watcher {
  readonly word: string;
  /** Exports that it has been shown already. */
  readonly seen: WeakSet<object>;
  readonly run: (exports: object) => void;
}

const watchers: Watcher[] = [];

/**
 * Calls back with what the gateway gets when it loads a CommonJS module whose name or path contains a word, once for
 * each copy. Reaches `require`, what is compiled to it, and `import` of a CommonJS package; not a bundle.
 * @param run must not throw
 */
export function onLoad(word: string, run: (exports: object) => void): void {
  if (watchers.length === 0) watch();
  watchers.push({ word, seen: new WeakSet(), run });
}

/** What the files of a CommonJS package gave that was loaded before, by whomever, in whatever copy. */
export function loadedAlready(name: string): readonly object[] {
  const files = Object.entries((Module as unknown as Loader)._cache);
  return files.flatMap(([path, module]) => {
    const exports = requestedPackage(path) === name ? module?.exports : undefined;
    return isObject(exports) ? [exports] : [];
  });
}

function watch(): void {
  const loader = Module as unknown as Loader;
  const load = loader._load;
  loader._load = function (request, ...rest) {
    const exports = load.call(this, request, ...rest);
    // A cheap look at the request first: this runs for every module that the gateway loads.
    for (const watcher of watchers) if (request.includes(watcher.word)) show(watcher, exports);
    return exports;
  };
}

function show({ seen, run }: Watcher, exports: unknown): void {
  if (!isObject(exports) || seen.has(exports)) return;
  seen.add(exports);
  run(exports);
}

function isObject(exports: unknown): exports is object {
  return (typeof exports === 'object' && exports !== null) || typeof exports === 'function';
}
