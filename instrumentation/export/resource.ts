import { SDK_INFO } from '@opentelemetry/core';
import { type Resource, resourceFromAttributes } from '@opentelemetry/resources';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Config } from '../config/types';

/** Tells this process from every other of the service, before and after. */
const INSTANCE_ID = randomUUID();

/**
 * What all traces and logs of this process say about where they come from; the configuration has the last word.
 * @param signal attributes of one signal alone
 */
export function processResource(config: Config, signal: Readonly<Record<string, string>> = {}): Resource {
  return resourceFromAttributes({
    ...SDK_INFO,
    ...signal,
    'service.instance.id': INSTANCE_ID,
    'host.name': hostname(),
    'process.pid': process.pid,
    'process.runtime.name': 'nodejs',
    'process.runtime.version': process.versions.node,
    ...(config.serviceVersion === undefined ? {} : { 'service.version': config.serviceVersion }),
    ...config.resource,
    'service.name': config.serviceName,
  });
}
