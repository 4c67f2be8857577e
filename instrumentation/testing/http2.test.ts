import { once } from 'node:events';
import * as http2 from 'node:http2';
import { startGateway, stopGateways } from './gateway';
import { until } from './until';

jest.setTimeout(60_000);
afterEach(stopGateways);

const REQUESTS = 'http_server_requests_total';

test.each(['compatibility', 'stream'])(
  'requests over HTTP/2 are counted, measured and told apart: %s API',
  async (api) => {
    const gateway = await startGateway('http2.cjs', { args: [api] });
    const session = http2.connect(gateway.url);
    const send = (path: string, body?: string) => {
      const stream = session.request({ ':path': path, ':method': body === undefined ? 'GET' : 'POST' });
      stream.on('error', () => undefined).end(body);
      return stream.resume();
    };
    const ended = (stream: http2.ClientHttp2Stream) => once(stream, 'close');
    await Promise.all([
      ended(send('/echo', 'a'.repeat(1500))),
      ended(send('/echo', '')),
      ended(send('/boom')),
    ]);
    await ended(send('/destroy'));
    const held = send('/hold');
    const open = await until('one is held', async () => {
      const now = await gateway.metrics();
      return now.sum('http_server_active_requests') === 1 && now;
    });
    expect(open.sum('http_server_active_connections')).toBe(1);
    held.close(http2.constants.NGHTTP2_CANCEL);

    const samples = await until('all have ended', async () => {
      const now = await gateway.metrics();
      return now.sum(REQUESTS) === 5 && now;
    });
    const lines = samples
      .of(REQUESTS)
      .map(({ labels: l, value }) => [
        `${l['http_request_method']} ${l['http_response_status_code']} ${l['outcome']}`,
        value,
      ]);
    expect(Object.fromEntries(lines)).toEqual({
      'POST 200 ok': 2,
      'GET 503 server_error': 1,
      'GET none server_aborted': 1,
      'GET none client_aborted': 1,
    });
    expect(samples.sum('http_server_active_requests')).toBe(0);
    expect(samples.sum('http_server_request_body_size_bytes_sum', { http_request_method: 'POST' })).toBe(
      1500,
    );
    expect(samples.sum('http_server_response_body_size_bytes_sum', { http_request_method: 'POST' })).toBe(
      1500,
    );
    session.close();
    await until('the connection is closed', async () => {
      return (await gateway.metrics()).sum('http_server_active_connections') === 0;
    });
  },
);
