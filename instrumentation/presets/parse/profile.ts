import type {
  Environment,
  PresetEndpoint,
  PresetLogs,
  PresetOtlp,
  PresetScrape,
  Propagator,
  ScrapeJob,
} from '../../contract';
import { type Check, flag, list, number, object, record, text, word } from './check';
import { metricId } from './metrics';
import { below } from './problem';

const ENVIRONMENTS = ['development', 'staging', 'production'] as const satisfies readonly Environment[];
const PROPAGATORS = [
  'tracecontext',
  'baggage',
  'b3',
  'b3multi',
  'jaeger',
] as const satisfies readonly Propagator[];
const CONTENTS = [
  'metrics',
  'metrics-summary',
  'realtime-stats',
  'trace-context',
  'trace-flush',
  'debug-trace-context',
  'alerts',
  'alert-stats',
  'alert-acknowledge',
  'alert-suppress',
  'test-alert',
  'observability',
] as const satisfies readonly PresetEndpoint['serves'][];
const SCRAPED = [
  'gateway',
  'prometheus',
  'mimir',
  'redis-exporter',
  'health-exporter',
] as const satisfies readonly ScrapeJob['scrapes'][];

const PATH = /^(\/([A-Za-z0-9._~!$&'()*+,;=:@%-]*|\{[a-z_]+\}))+$/;
const path = text(PATH, 'a path such as /api/v1/metrics or /alerts/{fingerprint}, without a query');
const duration = text(/^[1-9]\d*(ms|s|m|h|d)$/, 'a duration such as 15s, 500ms or 1m') as Check<`${number}s`>;
const address = text(/^[^\s/]+:\d{1,5}$|^[^\s/:]+$/, 'a host or host:port');
const url = text(
  /^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/,
  'an http:// or https:// URL without credentials and query',
);
const environment = word(ENVIRONMENTS);
const labels = record(text(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'a name of a label'), text());

/** Text attributes by name. */
export const attributes = record(text(), text());
export const names = list(text(), true);
export const propagators = list(word(PROPAGATORS), true);
export const sampling = record(
  environment,
  number((share) => share >= 0 && share <= 1, 'a number from 0 to 1'),
);

const endpoint: Check<PresetEndpoint> = (value, at, problems) => {
  const checked = object<PresetEndpoint & { only?: never[]; anyOrigin?: boolean }>(
    {
      method: word(['GET', 'POST']),
      path,
      serves: word(CONTENTS) as Check<'metrics'>,
      contentType: text(/^[\w.+-]+\/[\w.+-]+(; ?[\w-]+=[\w.-]+)*$/, 'a media type such as application/json'),
      access: word(['open', 'token']),
      only: list(metricId, true) as Check<never[]>,
      anyOrigin: flag,
    },
    ['method', 'path', 'serves', 'contentType', 'access'],
  )(value, at, problems) as PresetEndpoint | undefined;
  if (checked !== undefined && checked.serves !== 'metrics') {
    for (const field of ['only', 'anyOrigin'].filter((name) => name in checked)) {
      problems.add(below(at, field), undefined, 'is for endpoints that serve metrics: leave it out');
    }
  }
  return checked;
};

/** Endpoints, no two of them with the same method and path. */
export const endpoints: Check<readonly PresetEndpoint[]> = (value, at, problems) => {
  const seen = new Set<string>();
  const unique: Check<PresetEndpoint> = (given, where) => {
    const checked = endpoint(given, where, problems);
    if (checked === undefined) return undefined;
    const key = `${checked.method} ${checked.path}`;
    if (seen.has(key)) problems.add(below(where, 'path'), checked.path, `has ${checked.method} twice`);
    seen.add(key);
    return checked;
  };
  return list(unique)(value, at, problems);
};

const job = object<ScrapeJob>(
  { name: text(), scrapes: word(SCRAPED), target: address, path, interval: duration, labels },
  ['name', 'scrapes', 'target', 'path', 'interval'],
);
export const scrape = object<PresetScrape>(
  {
    interval: duration,
    evaluationInterval: duration,
    externalLabels: labels,
    honorLabels: flag,
    jobs: list(job),
  },
  ['interval', 'jobs'],
);

export const otlp = object<PresetOtlp>(
  { protocol: word(['grpc', 'http/protobuf']), endpoints: record(environment, url) },
  ['protocol', 'endpoints'],
);

const LOG_KEYS = ['timestamp', 'level', 'message', 'traceId', 'spanId'] as const;
/** The first three are up to the gateway's logger; the ids are what the preload adds: their names go into JSON unescaped. */
const key = text();
const idKey = text(/^[A-Za-z_][\w.-]{0,63}$/, 'a name of letters, digits, _, . and -');
export const logs = object<PresetLogs>(
  {
    keys: object<PresetLogs['keys']>(
      { timestamp: key, level: key, message: key, traceId: idKey, spanId: idKey },
      LOG_KEYS,
    ),
    levelCase: word(['upper', 'lower']),
    lokiJob: text(),
  },
  ['keys', 'levelCase', 'lokiJob'],
);
