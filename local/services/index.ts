import type { ServiceName } from '../../examples/frame';
import { ensurePackages, type PackageOptions } from '../../tools/packages/ensure-packages';
import type { PackageName } from '../../tools/packages/pins';
import type { PartSpec } from '../supervisor';
import { findPostgres, findProgram } from './find';
import { postgresPart } from './postgres';
import { redisPart } from './redis';
import { redisExporterPart } from './redis-exporter';
import { remoteWriteReceiverPart } from './remote-write-receiver';

interface Service {
  /** Package that has it; none for what the project builds itself. */
  readonly debianPackage?: PackageName;
  readonly isThere: () => boolean;
  /**
   * @param port of a service by its name
   * @param data folder that the service may write to
   */
  readonly part: (port: (name: ServiceName) => number, data: string) => PartSpec | Promise<PartSpec>;
}

const SERVICES: Readonly<Record<ServiceName, Service>> = {
  redis: {
    debianPackage: 'redis-server',
    isThere: () => findProgram('redis-server') !== undefined,
    part: (port, data) => redisPart(port('redis'), data),
  },
  postgres: {
    debianPackage: 'postgresql',
    isThere: () => findPostgres() !== undefined,
    part: (port) => postgresPart(port('postgres')),
  },
  'redis-exporter': {
    debianPackage: 'prometheus-redis-exporter',
    isThere: () => findProgram('prometheus-redis-exporter') !== undefined,
    part: (port) => redisExporterPart(port('redis-exporter'), port('redis')),
  },
  'remote-write-receiver': {
    isThere: () => true,
    part: (port, data) => remoteWriteReceiverPart(port('remote-write-receiver'), data),
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
      missing.flatMap(({ debianPackage }) => debianPackage ?? []),
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
  return Promise.all(names.map(async (name) => SERVICES[name].part(port, data(name))));
}
