import { objectsOf, UNITS } from '../components';
import { mebibytes } from './quantity';
import { stackModel } from './stack';
import { modelOf } from '../testing/stacks';

const { config } = modelOf('dev');

it('has rules, and every object can be made from it', () => {
  const model = stackModel(config);
  expect(model.rules.length).toBeGreaterThan(0);
  expect(UNITS.flatMap((unit) => objectsOf(unit, model)).length).toBeGreaterThan(30);
});

it('the names and the namespace that gateways are configured with follow the configuration', () => {
  const model = stackModel({ ...config, namespace: 'watch' });
  const namespaces = UNITS.flatMap((unit) => objectsOf(unit, model)).map(
    ({ metadata }) => metadata.namespace,
  );
  expect(new Set(namespaces)).toEqual(new Set(['watch', 'gateways', undefined]));
  expect(JSON.stringify(UNITS.flatMap((unit) => objectsOf(unit, model)))).not.toContain('observability.svc');
});

it('the collector refuses data before its container is out of memory', () => {
  const { memory } = modelOf('prod').settings.collector;
  const limit = mebibytes(modelOf('prod').config.resources.collector.memory);
  expect(memory.limitMiB).toBe(Math.floor(limit * 0.8));
  expect(memory.spikeLimitMiB).toBeLessThan(memory.limitMiB);
});

it('Prometheus fills its volume to four fifths at most', () => {
  expect(modelOf('prod').settings.prometheus.retention).toEqual({ time: '30d', size: '81920MiB' });
});

it('alerts go to the receivers that the routes name, by files of mounted Secrets', () => {
  const { routing } = modelOf('prod');
  expect(routing.bySeverity).toEqual({ critical: 'oncall', warning: 'tickets', info: 'tickets' });
  expect(routing.deadMansSwitch.receiver).toBe('deadman');
  expect(routing.receivers['oncall']).toEqual([
    { kind: 'webhook', urlFile: '/etc/alertmanager/secrets/alert-oncall/url' },
  ]);
});
