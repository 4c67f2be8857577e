import * as http2 from 'node:http2';
import * as https from 'node:https';
import { once } from 'node:events';
import { certificates } from './certificates';
import { type Answer, request, startGateway, stopGateways } from './gateway';
import { parseMetrics } from './metrics-text';

jest.setTimeout(60_000);
const tls = certificates();
afterEach(stopGateways);
afterAll(() => tls.remove());

const TEXT = 'text/plain; version=0.0.4; charset=utf-8';
/** Total of the requests that a gateway under the preset beamline has counted. */
const REQUESTS = 'gateway_http_requests_total';

/** One request over cleartext HTTP/2. */
async function request2(url: string, { method = 'GET' }: { method?: string } = {}): Promise<Answer> {
  const { origin, pathname, search } = new URL(url);
  const session = http2.connect(origin);
  const stream = session.request({ ':path': pathname + search, ':method': method });
  const [headers] = (await once(stream, 'response')) as [http2.IncomingHttpHeaders & { ':status': number }];
  let body = '';
  for await (const chunk of stream) body += String(chunk);
  session.destroy();
  return { status: headers[':status'], headers, body };
}

const request1s = (url: string, options: https.RequestOptions = {}): Promise<Answer> =>
  request(url.replace('http:', 'https:'), {
    ...options,
    agent: new https.Agent({ ca: tls.texts('gateway').cert }),
  });

test.each([
  ['http', request],
  ['express', request],
  ['fastify', request],
  ['koa', request],
  ['https', request1s],
  ['http2', request2],
  ['http2-stream', request2],
] as const)('%s: /metrics of the preset, in place of a route of the gateway', async (kind, ask) => {
  const { key, cert } = tls.files('gateway');
  const { url, admin, metrics } = await startGateway('paths.cjs', {
    args: [kind],
    env: { GATEWATCH_PRESET: 'beamline', KEY: key, CERT: cert },
  });
  const page = await ask(`${url}/metrics`);
  expect([page.status, page.headers['content-type']]).toEqual([200, TEXT]);
  expect(page.body).toMatch(/^# HELP gateway_\w+ .+\n# TYPE gateway_\w+ /m);

  // What the preset does not name is the gateway's: other methods, other paths.
  expect((await ask(`${url}/metrics`, { method: 'POST' })).body).toContain(
    kind === 'fastify' ? 'own' : 'own route',
  );
  expect((await ask(`${url}/metrics/`)).body).toBe('own route');
  expect((await ask(`${url}/orders?a=/metrics`)).body).toBe('own route');
  const head = await ask(`${url}/metrics?x=1`, { method: 'HEAD' });
  expect([head.status, head.body]).toEqual([200, '']);

  // Neither of the scrapes is a request of a user.
  const samples = await metrics();
  expect(samples.sum(REQUESTS)).toBe(3);
  expect(parseMetrics((await ask(`${url}/metrics`)).body).sum(REQUESTS)).toBe(3);
  expect(samples.sum('gateway_active_requests')).toBe(0);
  expect(await admin<{ status: string }>('/health')).toMatchObject({ status: 'ok' });
});

test('a switch leaves the paths to the gateway', async () => {
  const { url } = await startGateway('paths.cjs', {
    args: ['express'],
    env: { GATEWATCH_PRESET: 'beamline', GATEWATCH_PRESET_ENDPOINTS: 'false' },
  });
  expect((await request(`${url}/metrics`)).body).toBe('own route');
});
