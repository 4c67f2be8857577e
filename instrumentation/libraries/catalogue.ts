/** A library whose calls become spans, and the packages whose loading shows that the gateway uses it. */
export interface Library {
  /** What `GATEWATCH_LIBRARIES` calls it: the name of its instrumentation without `@opentelemetry/instrumentation-`. */
  readonly name: string;
  readonly packages: readonly string[];
}

/** Libraries that are traced where the gateway has them. HTTP, in either direction, is not among them. */
export const LIBRARIES = [
  { name: 'amqplib', packages: ['amqplib'] },
  {
    name: 'aws-sdk',
    packages: [
      '@aws-sdk/middleware-stack',
      '@aws-sdk/smithy-client',
      '@smithy/core',
      '@smithy/middleware-stack',
      '@smithy/smithy-client',
    ],
  },
  { name: 'cassandra-driver', packages: ['cassandra-driver'] },
  { name: 'dataloader', packages: ['dataloader'] },
  { name: 'generic-pool', packages: ['generic-pool'] },
  { name: 'graphql', packages: ['graphql'] },
  { name: 'grpc', packages: ['@grpc/grpc-js'] },
  { name: 'ioredis', packages: ['ioredis'] },
  { name: 'kafkajs', packages: ['kafkajs'] },
  { name: 'knex', packages: ['knex'] },
  { name: 'lru-memoizer', packages: ['lru-memoizer'] },
  { name: 'memcached', packages: ['memcached'] },
  { name: 'mongodb', packages: ['mongodb'] },
  { name: 'mongoose', packages: ['mongoose'] },
  { name: 'mysql', packages: ['mysql'] },
  { name: 'mysql2', packages: ['mysql2'] },
  { name: 'openai', packages: ['openai'] },
  { name: 'oracledb', packages: ['oracledb'] },
  { name: 'pg', packages: ['pg', 'pg-pool'] },
  { name: 'redis', packages: ['redis', '@redis/client', '@node-redis/client'] },
  { name: 'socket.io', packages: ['socket.io'] },
  { name: 'tedious', packages: ['tedious'] },
] as const satisfies readonly Library[];

/** Parts of Node.js that are traced only where they are asked for by name: they are there in every gateway. */
export const ON_REQUEST = [{ name: 'net', packages: ['net'] }] as const satisfies readonly Library[];

/** Libraries whose work the preload itself follows and counts; with traces off, it is counted. */
export const FOLLOWED = [{ name: 'bullmq', packages: ['bullmq'] }] as const satisfies readonly Library[];

/** Names that `GATEWATCH_LIBRARIES` may hold. */
export const LIBRARY_NAMES = [...LIBRARIES, ...FOLLOWED, ...ON_REQUEST].map(({ name }) => name);
/** Of these, the ones with an instrumentation of OpenTelemetry. */
export type InstrumentedName = (typeof LIBRARIES | typeof ON_REQUEST)[number]['name'];
export type LibraryName = (typeof LIBRARY_NAMES)[number];

/** The libraries that words of the configuration mean; `auto` is all that need not be asked for by name. */
export function wantedLibraries(words: readonly (LibraryName | 'auto')[]): ReadonlySet<LibraryName> {
  const isAuto = words.includes('auto');
  return new Set([
    ...[...LIBRARIES, ...FOLLOWED].map(({ name }) => name).filter((name) => isAuto || words.includes(name)),
    ...ON_REQUEST.map(({ name }) => name).filter((name) => words.includes(name)),
  ]);
}

const HTTP = 'HTTP is followed by the hooks of the preload itself';
const FRAMEWORK = 'serves HTTP, which is followed by the hooks of the preload itself';
const LOGGER = 'log lines get their trace by the log part of the preload itself';
const METRICS = 'the preload has metrics of its own for this';

/** Instrumentations that exist but are never loaded, and why. */
export const NEVER: Readonly<Record<string, string>> = {
  'aws-lambda': 'a function that is called by its platform is no gateway process',
  bunyan: LOGGER,
  connect: FRAMEWORK,
  cucumber: 'a test runner is no gateway',
  dns: 'a span for every look-up costs more than it tells',
  express: FRAMEWORK,
  fastify: FRAMEWORK,
  fs: 'a span for every access to a file costs more than it tells',
  hapi: FRAMEWORK,
  'host-metrics': METRICS,
  http: HTTP,
  koa: FRAMEWORK,
  'nestjs-core': FRAMEWORK,
  pino: LOGGER,
  restify: FRAMEWORK,
  router: FRAMEWORK,
  'runtime-node': METRICS,
  undici: HTTP,
  winston: LOGGER,
};
