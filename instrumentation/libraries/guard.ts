type Patch = (exports: unknown, version?: string) => unknown;
interface Patched {
  patch?: Patch;
  readonly files?: readonly Patched[];
}

/**
 * Keeps an instrumentation from failing inside the gateway's `require`: a module whose patch throws is handed on
 * as it is.
 */
export function guardPatches(instrumentation: object, onError: (error: unknown) => void): void {
  for (const target of definitionsOf(instrumentation)) {
    const { patch } = target;
    if (patch === undefined) continue;
    target.patch = (exports, version) => {
      try {
        return patch(exports, version);
      } catch (error) {
        onError(error);
        return exports;
      }
    };
  }
}

/** Modules and files that it patches. One that covers several major versions is made of others. */
function definitionsOf(instrumentation: object): Patched[] {
  const parts = [instrumentation, ...Object.values(instrumentation)];
  return parts.flatMap((part: unknown) => {
    const modules = (part as { readonly _modules?: unknown } | null | undefined)?._modules;
    if (!Array.isArray(modules)) return [];
    return (modules as readonly Patched[]).flatMap((module) => [module, ...(module.files ?? [])]);
  });
}
