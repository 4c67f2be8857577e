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
  'lifecycle',
] as const;
export type InternalPart = (typeof INTERNAL_PARTS)[number];

/** The preload about itself. */
export const self = {
  ...tracing,
  'self.info': gauge({
    name: 'gatewatch_build_info',
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
  'self.degraded': gauge({
    name: 'gatewatch_degraded',
    unit: '1',
    help: '1 while the preload works with a part missing (see /health), else 0.',
    labels: {},
    seriesBudget: 1,
    why: 'One figure to alert on: some of the telemetry is missing.',
  }),
} as const;
