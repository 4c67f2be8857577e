import { bind } from '../../../instrumentation/contract';
import { presets } from '../../../instrumentation/presets';
import { compilePacks } from '../../compile';
import { contextOf } from '../../tests/fixture';
import * as objectives from '../objectives';
import { sloPack } from '../pack';
import type { Slo } from '../slo';
import { readOpenSlo } from './read';
import { writeOpenSlo } from './write';

const SHIPPED = [
  objectives.httpAvailability,
  objectives.httpLatency,
  objectives.llmFirstToken,
  objectives.webhookDelivery,
  objectives.webhookFreshness,
];
const CASES = Object.values(presets).flatMap((preset) => {
  const binding = bind(preset);
  return SHIPPED.filter((slo: Slo) =>
    slo.indicator.kind === 'events'
      ? binding.has(slo.indicator.total.metric)
      : binding.has(slo.indicator.metric),
  ).map((slo: Slo) => ({ preset, binding, slo, id: slo.id, name: preset.name }));
});
const hub = bind(presets['warehouse-hub']!);
const delivery = writeOpenSlo(objectives.webhookDelivery, hub);

it.each(CASES)('$id of $name comes back from OpenSLO as the same rules', ({ preset, binding, slo }) => {
  const read = readOpenSlo(writeOpenSlo(slo, binding), binding);
  const rules = (of: Slo) => compilePacks([sloPack(of, [])], binding, contextOf(preset));
  expect(rules(read)).toEqual(rules(slo));
  expect(writeOpenSlo(read, binding)).toBe(writeOpenSlo(slo, binding));
});

it('keeps what OpenSLO has no field for', () => {
  const own: Slo = {
    ...objectives.webhookDelivery,
    minBadEvents: 3,
    pairs: [{ severity: 'critical', budgetShare: 0.02, long: 3600, short: 300 }],
  };
  expect(readOpenSlo(writeOpenSlo(own, hub), hub)).toEqual(own);
});

it('writes plain OpenSLO', () => {
  expect(delivery).toContain('apiVersion: openslo/v1\nkind: SLO\n');
  expect(delivery).toContain('query: webhook_deliveries_total{outcome="dead_lettered"}');
  expect(delivery).toContain('duration: 30d');
});

it.each<[string, string, string, RegExp]>([
  [
    'another version',
    'openslo/v1',
    'openslo/v1alpha',
    /apiVersion is "openslo\/v1alpha": only "openslo\/v1"/,
  ],
  ['a calendar window', 'isRolling: true', 'isRolling: false', /spec\.timeWindow\[0\]\.isRolling is false/],
  [
    'an alert policy',
    '  service: gateway',
    '  alertPolicies: []\n  service: gateway',
    /spec\.alertPolicies is not supported/,
  ],
  [
    'another source',
    'type: Prometheus',
    'type: Datadog',
    /metricSource\.type is "Datadog": only "Prometheus"/,
  ],
  [
    'a query that is no selector',
    'webhook_deliveries_total{outcome="dead_lettered"}',
    'sum(x)',
    /query: "sum\(x\)" is no selector/,
  ],
  [
    'an unknown metric',
    'query: webhook_deliveries_total{',
    'query: webhooks_total{',
    /"webhooks_total" is no metric that the preset exposes/,
  ],
  ['an unknown label', '{outcome=', '{result=', /has no label "result"; it has: tenant_id, outcome/],
  [
    'an unknown method',
    'Occurrences',
    'RatioTimeslices',
    /spec\.budgetingMethod is "RatioTimeslices": supported: Occurrences, Timeslices/,
  ],
  [
    'a composite',
    'target: 0.99',
    'target: 0.99\n      compositeWeight: 2',
    /objectives\[0\]\.compositeWeight is not supported/,
  ],
  [
    'a period that is none',
    'duration: 30d',
    'duration: a month',
    /duration is "a month": a length such as 30d/,
  ],
])('names %s', (_, from, to, expected) => {
  expect(delivery).toContain(from);
  expect(() => readOpenSlo(delivery.replaceAll(from, to), hub)).toThrow(expected);
});

it('names everything at once', () => {
  const wrong = delivery
    .replace('openslo/v1', 'v2')
    .replace('isRolling: true', 'isRolling: 1')
    .replace('target: 0.99', 'goal: 1');
  expect(() => readOpenSlo(wrong, hub)).toThrow(
    /^the OpenSLO document cannot be used:\n- apiVersion .*\n- spec\.timeWindow\[0\]\.isRolling .*\n- spec\.objectives\[0\]\.goal is not supported.*\n- spec\.objectives\[0\]\.target is missing: a number is needed$/,
  );
});

it('takes a target in percent', () => {
  expect(readOpenSlo(delivery.replace('target: 0.99', 'targetPercent: 99.5'), hub).objective).toBe(0.995);
});
