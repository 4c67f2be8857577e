import { locateTool } from '../../tools';
import { request, startGateway, stopGateways } from './gateway';
import { parseMetrics, type Samples } from './metrics-text';
import { freePort, type Otelcol, startOtelcol } from './otelcol';
import { until } from './until';

jest.setTimeout(120_000);

let collector: Otelcol | undefined;
afterEach(async () => {
  await stopGateways();
  await collector?.stop('SIGKILL');
});

/** Samples of the request metrics, by name and labels; what the collector adds to the labels is left out. */
function requestSamples(samples: Samples): Record<string, number> {
  const own = samples.all.filter(({ name }) =>
    /^http_server_(requests_total|request_duration_seconds_)/.test(name),
  );
  return Object.fromEntries(
    own.map(({ name, labels, value }) => {
      const kept = Object.entries(labels).filter(([key]) => /^(http_|outcome$|le$)/.test(key));
      const text = kept.map(([key, one]) => [
        key,
        key === 'le' && one !== '+Inf' ? String(Number(one)) : one,
      ]);
      return [JSON.stringify([name, text.sort()]), value];
    }),
  );
}

it.each(['grpc', 'http/protobuf'] as const)(
  'a real collector takes what the page shows, and shows the same (%s)',
  async (protocol) => {
    const [port, metricsPort] = [await freePort(), await freePort()];
    collector = await startOtelcol({
      binary: locateTool('otelcol'),
      protocol: protocol === 'grpc' ? 'grpc' : 'http',
      port,
      metricsPort,
    });
    const gateway = await startGateway('raw.cjs', {
      env: {
        OTEL_METRICS_EXPORTER: 'otlp',
        OTEL_METRIC_EXPORT_INTERVAL: '3600000',
        OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
        OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      },
    });
    for (const path of ['/', '/missing', '/boom', '/', '/']) await request(gateway.url + path);
    await until(
      'all are counted',
      async () => (await gateway.metrics()).sum('http_server_requests_total') === 5,
    );
    const shown = requestSamples(await gateway.metrics());
    expect(Object.keys(shown).length).toBeGreaterThan(40);
    // An hour would pass until the next push: this one is asked for, the next one comes with the end.
    await request(`${gateway.adminUrl}/trace/flush`, { method: 'POST' });
    const taken = async () => parseMetrics((await request(`http://127.0.0.1:${metricsPort}/metrics`)).body);
    await until(
      'the collector shows them',
      async () => (await taken()).sum('http_server_requests_total') === 5,
    );
    expect(requestSamples(await taken())).toEqual(shown);

    await request(gateway.url);
    await gateway.stop('SIGTERM');
    await until('the last one has come', async () => (await taken()).sum('http_server_requests_total') === 6);
  },
);
