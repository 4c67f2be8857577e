/** One way to run an application: which preload, with which environment. */
export interface Variant {
  readonly name: string;
  /** Modules for `--require`, absolute or relative to the bench folder. */
  readonly preload: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export const APPS = ['raw', 'express-proxy', 'fastify-json'] as const;
export type App = (typeof APPS)[number];

const GATEWATCH = '../instrumentation/dist/register.js';

/** The preload of this house. */
export function gatewatch(name: string, env: Readonly<Record<string, string>>): Variant {
  // Port 0: several processes run at once, each with an admin port of its own.
  return { name: `gatewatch, ${name}`, preload: [GATEWATCH], env: { GATEWATCH_ADMIN_PORT: '0', ...env } };
}

function sampled(ratio: string): Readonly<Record<string, string>> {
  return { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: ratio };
}

export const BARE: Variant = { name: 'bare', preload: [], env: {} };

/** The same once more: what this shows as added is what the measurement cannot tell apart. */
const BARE_AGAIN: Variant = { ...BARE, name: 'bare again (control)' };

/** The part of tracing that Node.js itself charges for. */
const CONTEXT_ALONE: Variant = {
  name: 'AsyncLocalStorage alone (floor of any tracing)',
  preload: ['./overhead/preloads/async-context.cjs'],
  env: {},
};

export const OURS = {
  metricsOnly: gatewatch('metrics only', { OTEL_TRACES_EXPORTER: 'none' }),
  tenth: gatewatch('10 % traced', sampled('0.1')),
  all: gatewatch('100 % traced', sampled('1')),
} as const;

const RIVALS: Readonly<Record<string, Variant>> = {
  otelHttp: {
    name: 'OTel http only, 10 %',
    preload: ['./overhead/preloads/otel-http.cjs'],
    env: sampled('0.1'),
  },
  otelAuto: { name: 'OTel auto, 10 %', preload: ['./overhead/preloads/otel-auto.cjs'], env: sampled('0.1') },
  promBundle: { name: 'express-prom-bundle', preload: ['./overhead/preloads/prom-bundle.cjs'], env: {} },
  otelAutoProm: {
    name: 'OTel auto, 10 %, and express-prom-bundle',
    preload: ['./overhead/preloads/otel-auto-and-prom-bundle.cjs'],
    env: sampled('0.1'),
  },
  fastifyMetrics: { name: 'fastify-metrics', preload: ['./overhead/preloads/fastify-metrics.cjs'], env: {} },
  ddTrace: {
    name: 'dd-trace, 10 %',
    preload: ['./overhead/preloads/dd-trace.cjs'],
    env: { DD_TRACE_SAMPLE_RATE: '0.1', DD_INSTRUMENTATION_TELEMETRY_ENABLED: 'false' },
  },
  sentry: {
    name: 'Sentry, 10 %',
    preload: ['./overhead/preloads/sentry.cjs'],
    env: { BENCH_SAMPLE_RATE: '0.1' },
  },
};

const RIVALS_OF: Readonly<Record<App, readonly (keyof typeof RIVALS)[]>> = {
  raw: ['otelHttp', 'otelAuto', 'ddTrace', 'sentry'],
  'express-proxy': ['promBundle', 'otelHttp', 'otelAutoProm', 'ddTrace', 'sentry'],
  'fastify-json': ['fastifyMetrics', 'otelHttp', 'otelAuto', 'ddTrace', 'sentry'],
};

/** The variants of an application, the bare one first. */
export function variantsOf(app: App): readonly Variant[] {
  const rivals = RIVALS_OF[app].flatMap((name) => RIVALS[name] ?? []);
  return [BARE, BARE_AGAIN, CONTEXT_ALONE, ...Object.values(OURS), ...rivals];
}
