/** A Debian package that some suites and examples use, and the program by which its presence is seen. */
export interface DebianPackage {
  readonly name: string;
  readonly program: string;
  /** What uses it. */
  readonly purpose: string;
}

/** Any version does: these are driven through interfaces that have not changed for years. */
export const DEBIAN_PACKAGES = [
  { name: 'redis-server', program: 'redis-server', purpose: 'gateways that keep state in Redis' },
  {
    name: 'prometheus-redis-exporter',
    program: 'prometheus-redis-exporter',
    purpose: 'metrics of that Redis',
  },
  // The server itself is not on PATH; this program comes with it.
  { name: 'postgresql', program: 'pg_ctlcluster', purpose: 'gateways with a database' },
  {
    name: 'prometheus-blackbox-exporter',
    program: 'prometheus-blackbox-exporter',
    purpose: 'probes from outside the gateway',
  },
  { name: 'wrk', program: 'wrk', purpose: 'load in benchmarks' },
  { name: 'chromium', program: 'chromium', purpose: 'pictures of boards and pages' },
] as const satisfies readonly DebianPackage[];

export type PackageName = (typeof DEBIAN_PACKAGES)[number]['name'];

export const PACKAGE_NAMES: readonly PackageName[] = DEBIAN_PACKAGES.map(({ name }) => name);
