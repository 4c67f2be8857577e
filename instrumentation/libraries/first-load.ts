import Module, { createRequire } from 'node:module';
import { requestedPackage } from './requested-package';

interface Parent {
  readonly filename?: string | null;
  require?(request: string): unknown;
}
interface Loader {
  _load(request: string, parent?: Parent | null, isMain?: boolean): unknown;
}

export interface FirstLoads {
  /** Packages that are awaited. */
  readonly packages: ReadonlySet<string>;
  /** Called once a package, before it is loaded. Must not throw. */
  readonly before: (name: string) => void;
  /** Folder whose modules do not count. */
  readonly own: string;
}

/**
 * Tells when the gateway loads one of the packages for the first time, by `require` or by an ESM `import` of a
 * CommonJS package; a bundle and a package in ESM load past it. What `before` does to `require` already holds for
 * that load. A hook on loading, rather than a look at what is installed, lets a gateway that loads none pay nothing.
 */
export function onFirstLoad({ packages, before, own }: FirstLoads): void {
  const loader = Module as unknown as Loader;
  const load = loader._load;
  const awaited = new Set(packages);
  loader._load = function (request, parent, isMain) {
    const name = isMain === true || typeof request !== 'string' ? undefined : requestedPackage(request);
    if (name === undefined || !awaited.has(name) || parent?.filename?.startsWith(own) === true) {
      return load.call(this, request, parent, isMain);
    }
    awaited.delete(name);
    before(name);
    // Once more from the start, as `require` is another function by now. An import has no parent to ask.
    if (typeof parent?.require === 'function') return parent.require(request);
    createRequire(request)(request);
    return load.call(this, request, parent, isMain);
  };
}
