import { request, startGateway, stopGateways } from './gateway';
import { type OtlpReceiver, startOtlpReceiver } from './otlp-receiver';
import { until } from './until';

jest.setTimeout(60_000);

const CANARY = 'canary-7f3a9c51';

let collector: OtlpReceiver;
beforeEach(async () => {
  collector = await startOtlpReceiver();
});
afterEach(async () => {
  await stopGateways();
  await collector.stop();
});

/** Sends a secret through a careless gateway by every way in; gives what comes out, by the way out. */
async function waysOut(env: Record<string, string>): Promise<Record<string, string>> {
  const upstream = await startGateway('traced.cjs', { preload: false });
  const gateway = await startGateway('canary.cjs', {
    env: {
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_EXPORTER_OTLP_HEADERS: `x-api-key=${CANARY}`,
      OTEL_BSP_SCHEDULE_DELAY: '50',
      GATEWATCH_LOGS_EXPORT: 'true',
      GATEWATCH_TRACE_QUERY: 'values',
      GATEWATCH_TRACE_REQUEST_HEADERS: 'authorization,cookie,x-api-key',
      GATEWATCH_TRACE_FORCE_SECRET: CANARY,
      GATEWATCH_BAGGAGE_KEYS: 'session,note,tenant',
      UPSTREAM_URL: upstream.url,
      ...env,
    },
  });
  const { body } = await request(`${gateway.url}/login?token=${CANARY}&page=2`, {
    headers: {
      authorization: `Bearer ${CANARY}`,
      cookie: `sid=${CANARY}`,
      'x-api-key': CANARY,
      'x-canary': CANARY,
      'x-gatewatch-trace': CANARY,
      'user-agent': `probe token=${CANARY}`,
      baggage: `session=${CANARY}`,
    },
  });
  await until('spans and logs are there', () => collector.spans.length >= 3 && collector.logs.length >= 1);
  const [server, client] = [2, 3].map((kind) => collector.spans.find((span) => span.kind === kind));
  const own = collector.spans.find(({ scope }) => scope === 'gateway');
  const [log] = collector.logs;
  const paths = ['/metrics', '/metrics/summary', '/health', '/health/ready', '/observability', '/sampling'];
  const admin = await Promise.all(paths.map((path) => request(`${gateway.adminUrl}${path}`)));
  return {
    'query of a request': String(server?.attributes['url.query']),
    'header authorization': String(server?.attributes['http.request.header.authorization']),
    'header cookie': String(server?.attributes['http.request.header.cookie']),
    'header x-api-key': String(server?.attributes['http.request.header.x-api-key']),
    'user agent': String(server?.attributes['user_agent.original']),
    'query of a call': String(client?.attributes['url.full']),
    'name of a span': String(own?.name),
    'attribute by name': String(own?.attributes['user.password']),
    'attribute by value': String(own?.attributes['job.input']),
    'database statement': String(own?.attributes['db.query.text']),
    'exception event': JSON.stringify(own?.events),
    'status message': String(own?.statusMessage),
    'body of a log record': String(log?.body),
    'fields of a log record': JSON.stringify(log?.attributes),
    baggage: String((JSON.parse(body) as Record<string, string>)['baggage']),
    'everything that was exported': JSON.stringify([collector.spans, collector.logs]),
    'admin port and standard error': [...admin.map((answer) => answer.body), gateway.stderr()].join('\n'),
  };
}

it('finds a secret in no way out', async () => {
  const ways = await waysOut({});
  for (const [way, text] of Object.entries(ways))
    expect([way, text]).toEqual([way, expect.not.stringContaining(CANARY)]);
  expect(ways).toMatchObject({
    'query of a request': 'token=REDACTED&page=2',
    'query of a call': expect.stringMatching(/\/headers\?code=REDACTED&page=1$/),
    'attribute by value': "retry with api_key='REDACTED'",
    'database statement': 'SELECT ? WHERE note=?',
    'body of a log record': 'signed in with secret=REDACTED',
    baggage: 'tenant=blue',
  });
});

it('finds it in every way out that carries texts of requests, if the redaction is off', async () => {
  const { 'admin port and standard error': ours, ...ways } = await waysOut({ GATEWATCH_REDACTION: 'false' });
  for (const [way, text] of Object.entries(ways))
    expect([way, text]).toEqual([way, expect.stringContaining(CANARY)]);
  // Metrics, health and configuration hold no text of a request at all, and mask secrets of the configuration.
  expect(ours).not.toContain(CANARY);
  expect(ours).toContain('gatewatch_traces_sampled_total');
});
