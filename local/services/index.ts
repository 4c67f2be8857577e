import type { ServiceName } from '../../examples/frame';
import { ensurePackages, type PackageOptions } from '../../tools/packages/ensure-packages';
import type { PackageName } from '../../tools/packages/pins';
import type { PartSpec } from '../supervisor';
import { findPostgres, findProgram } from './find';
import { postgresPart } from './postgres';
import { redisPart } from './redis';

interface Service {
  readonly debianPackage: PackageName;
  readonly isThere: () => boolean;
  /** @param data folder that the service may write to */
  readonly part: (port: number, data: string) => PartSpec | Promise<PartSpec>;
}

const SERVICES: Readonly<Record<ServiceName, Service>> = {
  redis: {
    debianPackage: 'redis-server',
    isThere: () => findProgram('redis-server') !== undefined,
    part: redisPart,
  },
  postgres: {
    debianPackage: 'postgresql',
    isThere: () => findPostgres() !== undefined,
    part: postgresPart,
  },
};

/**
 * Installs what the services lack, where that can be done.
 * @throws Error naming what is missing and the command that installs it
 */
export async function ensureServices(names: readonly ServiceName[], options: PackageOptions): Promise<void> {
  const missing = names.map((name) => SERVICES[name]).filter(({ isThere }) => !isThere());
  if (missing.length > 0) {
    await ensurePackages(
      missing.map(({ debianPackage }) => debianPackage),
      options,
    );
  }
}

/**
 * The processes of the services.
 * @throws Error naming the first that this machine does not have
 */
export async function serviceParts(
  names: readonly ServiceName[],
  port: (name: string) => number,
  data: (part: string) => string,
): Promise<readonly PartSpec[]> {
  return Promise.all(names.map(async (name) => SERVICES[name].part(port(name), data(name))));
}
