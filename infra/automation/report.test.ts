import { stackOutputs } from '../model/outputs';
import { modelOf } from '../testing/stacks';
import { report } from './report';

it('ends with counts, and after up with where everything is and how a gateway is started', () => {
  const outputs = Object.fromEntries(
    Object.entries(stackOutputs(modelOf('dev').config)).map(([name, value]) => [
      name,
      { value: value as unknown, secret: false },
    ]),
  );
  const lines = report('up', { changes: { create: 3, same: 2 }, outputs }, 61.4).split('\n');
  expect(lines[0]).toBe('up: 3 create, 2 same in 61 s');
  expect(lines).toContain('OTLP endpoint  http://otel-collector.observability.svc.cluster.local:4317');
  expect(lines).toContain('  node --require gatewatch/register gateway.js');
  expect(report('destroy', { changes: {}, outputs: {} }, 2)).toBe('destroy: nothing to do in 2 s');
});
