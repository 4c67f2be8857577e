import { contract } from '../../../instrumentation/contract';
import { operationsMetrics } from './metrics';
import { episodeMetrics } from './episode-metrics';

const labels = { alertname: 'Broken', severity: 'high' };
const KEY = '{alertname="Broken",severity="critical"';

/** The value of a sample; undefined if there is none. */
function sample(text: string, name: string): number | undefined {
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
}

test('counts alerts by name and severity, in the words of the contract', () => {
  const metrics = episodeMetrics();
  metrics.fired(labels);
  metrics.fired(labels);
  expect(sample(metrics.render(), `alert_operations_fired_total${KEY}}`)).toBe(2);
});

test('a time falls into its bucket and into all that lie above', () => {
  const metrics = episodeMetrics();
  metrics.acknowledged(labels, 60);
  metrics.acknowledged(labels, 61);
  metrics.acknowledged(labels, 1e9);
  const text = metrics.render();
  const name = 'alert_operations_time_to_acknowledge_seconds';
  const upTo = (le: string) => sample(text, `${name}_bucket${KEY},le="${le}"}`);
  expect([upTo('10'), upTo('60'), upTo('300'), upTo('86400'), upTo('+Inf')]).toEqual([0, 1, 2, 2, 3]);
  expect(sample(text, `${name}_sum${KEY}}`)).toBe(1e9 + 121);
  expect(sample(text, `${name}_count${KEY}}`)).toBe(3);
});

test('says of each that ended whether it was escalated and acknowledged, from 0 on', () => {
  const metrics = episodeMetrics();
  metrics.resolved({ labels, level: 2, acknowledgedAt: 5 }, 30);
  const text = metrics.render();
  const ended = (escalated: string, acknowledged: string) =>
    sample(text, `alert_operations_ended_total{escalated="${escalated}",acknowledged="${acknowledged}"}`);
  expect([ended('yes', 'yes'), ended('yes', 'no'), ended('no', 'yes'), ended('no', 'no')]).toEqual([
    1, 0, 0, 0,
  ]);
});

test('names beyond the cap become one, and quotes in a name break nothing', () => {
  const metrics = episodeMetrics();
  metrics.fired({ alertname: 'a"b\\c', severity: 'info' });
  for (let i = 0; i < 300; i += 1) metrics.fired({ alertname: `a${i}`, severity: 'info' });
  const text = metrics.render();
  expect(text).toContain('alert_operations_fired_total{alertname="a\\"b\\\\c",severity="info"} 1');
  expect(sample(text, 'alert_operations_fired_total{alertname="other",severity="info"}')).toBe(101);
});

test('exposes every family of the contract and no other', () => {
  const text = operationsMetrics().render({
    alerts: { firing: 0, acknowledged: 0, suppressed: 0 },
    oldestUnacknowledgedSeconds: 0,
  });
  const exposed = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => `${type} ${name}`);
  const declared = Object.values(contract)
    .filter(({ source }) => source === 'operations')
    .map(({ name, type }) => `${type} ${name}`);
  expect(exposed.sort()).toEqual(declared.sort());
});
