import { loadConfig } from '../config/load';
import { bind } from '../contract';
import { MetricsRegistry } from '../metrics/registry';
import { defaultPreset } from '../presets/default';
import { HealthRegistry } from './registry';
import { healthSnapshot } from './snapshot';

function parts() {
  const health = new HealthRegistry();
  const registry = new MetricsRegistry(bind(defaultPreset));
  const { config, problems } = loadConfig({ OTEL_SERVICE_NAME: 'edge', TRACE_SAMPLE_RATE: 'x' });
  const snapshot = () => healthSnapshot({ health, registry, config, problems, version: '1.2.3' });
  return { health, registry, snapshot };
}

test('one degraded component degrades the whole; its latest report counts', () => {
  const { health, snapshot } = parts();
  expect(snapshot().status).toBe('ok');
  health.report('export.traces', 'degraded', 'collector is away');
  health.report('admin', 'ok');
  expect(snapshot()).toMatchObject({
    status: 'degraded',
    service: 'edge',
    version: '1.2.3',
    components: {
      admin: { status: 'ok' },
      'export.traces': { status: 'degraded', message: 'collector is away' },
    },
    configProblems: [{ variable: 'TRACE_SAMPLE_RATE' }],
  });
  health.report('export.traces', 'ok');
  expect(snapshot().status).toBe('ok');
});

test('readiness ends with the announcement of the end', () => {
  const { health, snapshot } = parts();
  expect(snapshot().ready).toBe(true);
  health.stopping();
  expect(snapshot().ready).toBe(false);
});

test('the export accounts for every item, by signal', () => {
  const { registry, snapshot } = parts();
  registry.counter('export.ended').inc({ signal: 'traces' }, 10);
  registry.counter('export.exported').inc({ signal: 'traces' }, 6);
  registry.counter('export.dropped').inc({ signal: 'traces', reason: 'queue_full' }, 1);
  registry.counter('export.dropped').inc({ signal: 'traces', reason: 'shutdown' }, 2);
  registry.gauge('export.queued').observe({ signal: 'traces' }, () => 1);
  registry.gauge('export.last_success').set({ signal: 'traces' }, Date.now() / 1000 - 5);
  const { traces, logs } = snapshot().export;
  expect(traces).toMatchObject({ ended: 10, exported: 6, dropped: 3, queued: 1 });
  expect(traces?.lastSuccessAgeSeconds).toBeGreaterThanOrEqual(4.5);
  expect(traces?.lastSuccessAgeSeconds).toBeLessThan(60);
  expect(logs?.lastSuccessAgeSeconds).toBeNull();
});
