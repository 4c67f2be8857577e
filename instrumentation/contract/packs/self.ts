import { capped, closed } from '../label';
import { counter, gauge } from '../metric';
import { tracing } from './tracing';

/** Parts of the preload that catch their own errors. Closed, so that each has a series before its first error. */
export const INTERNAL_PARTS = [
  'config',
  'metrics',
  'collect',
  'scrape',
  'http',
  'server',
  'connections',
  'upgrades',
  'http2',
  'client',
  'undici',
  'express',
  'fastify',
  'koa',
  'tracing',
  'libraries',
  'logs',
  'pino',
  'winston',
  'bunyan',
  'console',
  'admin',
  'api',
  'sources',
  'cluster',
  'lifecycle',
] as const;
export type InternalPart = (typeof INTERNAL_PARTS)[number];

/** Whether a worker of a cluster answered in time for a page. */
export const CLUSTER_ANSWERS = ['answered', 'silent'] as const;
/** How a worker of a cluster ended. */
export const CLUSTER_ENDS = ['orderly', 'lost'] as const;

/** The preload about itself. */
export const self = {
  ...tracing,
  'self.info': gauge({
    name: 'gatewatch_build_info',
    cluster: 'max',
    unit: '1',
    help: 'Always 1; its labels name the versions in use.',
    labels: {
      version: capped('version', 1, 'Version of the preload package.'),
      preset: capped('preset', 1, 'Preset in use.'),
      node_version: capped('node_version', 1, 'Version of Node.js.'),
    },
    seriesBudget: 1,
    why: 'Joins versions to every other series, so that a regression can be told by release.',
  }),
  'self.errors': counter({
    name: 'gatewatch_internal_errors_total',
    unit: '1',
    help: 'Errors inside the preload that were caught so that the gateway does not notice, by part.',
    labels: { where: closed('where', INTERNAL_PARTS, 'Part of the preload that failed.') },
    seriesBudget: INTERNAL_PARTS.length,
    why: 'What goes wrong inside shows nowhere else: the gateway does not fail because of it.',
  }),
  'self.cardinality.overflow': counter({
    name: 'gatewatch_cardinality_overflow_total',
    unit: '1',
    help: 'Samples that were folded into `other` because a label or a metric had reached its cap.',
    labels: {
      metric: capped('metric', 100, 'Family that overflowed.'),
      label: capped(
        'label',
        100,
        'Label that overflowed; `series` where the whole metric reached its budget.',
      ),
    },
    seriesBudget: 200,
    why: 'Names the label that lost its detail, before a board is misread.',
  }),
  'cluster.workers': gauge({
    name: 'gatewatch_cluster_workers',
    cluster: 'max',
    unit: '1',
    help: 'Workers whose metrics this page holds, by whether they answered in time for it; none outside a cluster.',
    labels: {
      state: closed(
        'state',
        CLUSTER_ANSWERS,
        '`silent`: the worker hangs, and its counters are those of a moment ago.',
      ),
    },
    seriesBudget: CLUSTER_ANSWERS.length,
    why: 'A worker that hangs shows in no other metric: what it has counted stays on the page.',
  }),
  'cluster.workers.ended': counter({
    name: 'gatewatch_cluster_workers_ended_total',
    unit: '1',
    help: 'Workers that have ended, by how; what they had counted stays on the page.',
    labels: {
      how: closed(
        'how',
        CLUSTER_ENDS,
        '`lost`: it said nothing at its end, so what it counted in its last second is missing.',
      ),
    },
    seriesBudget: CLUSTER_ENDS.length,
    why: 'Tells a crash loop of workers from a calm restart: the primary replaces them, so that no target goes down.',
  }),
  'self.registry.bytes': gauge({
    name: 'gatewatch_registry_bytes',
    unit: 'bytes',
    help: 'Estimated memory of the metrics of the process: label sets, their text and their buckets.',
    labels: {},
    seriesBudget: 1,
    why: 'Memory that rises with the number of series is told from a leak of the gateway’s own.',
  }),
  'self.degraded': gauge({
    name: 'gatewatch_degraded',
    cluster: 'max',
    unit: '1',
    help: '1 while the preload works with a part missing (see /health), else 0.',
    labels: {},
    seriesBudget: 1,
    why: 'One figure to alert on: some of the telemetry is missing.',
  }),
} as const;
