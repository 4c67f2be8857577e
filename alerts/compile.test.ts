import { bind } from '../instrumentation/contract';
import { defaultPreset } from '../instrumentation/presets/default';
import { alertRules, findRule } from './compile';
import { ALERT_NAMES } from './packs';
import { presets } from '../instrumentation/presets';
import { BINDING, CONTEXT, GROUPS, rulesOf } from './tests/fixture';
import { latencyBoundSeconds, THRESHOLDS } from './thresholds';

const RULES = GROUPS.flatMap((group) => group.rules);

describe('alertRules', () => {
  it('has every alert once', () => {
    const names = RULES.map(({ alert }) => alert);
    expect(new Set(names).size).toBe(names.length);
    expect(ALERT_NAMES).toEqual(expect.arrayContaining(names));
    expect(new Set(ALERT_NAMES).size).toBe(ALERT_NAMES.length);
  });

  it('keeps service and environment of the series, but where there is no series', () => {
    const without = RULES.filter(
      ({ seriesLabels }) => !['service', 'environment'].every((name) => seriesLabels.includes(name)),
    );
    expect(without.map(({ alert }) => alert)).toEqual(['GatewayTargetsMissing', 'Watchdog']);
    expect(findRule(GROUPS, 'GatewayTargetsMissing')?.seriesLabels).toEqual(['job']);
  });

  it('says which metrics and labels a rule reads', () => {
    expect(findRule(GROUPS, 'GatewayDown')?.uses).toEqual([
      { id: 'prometheus.up', labels: ['job', 'service', 'environment', 'instance'] },
    ]);
    expect(RULES.filter(({ uses }) => uses.length === 0).map(({ alert }) => alert)).toEqual(['Watchdog']);
  });

  it('leaves out the packs whose metrics the preset does not expose', () => {
    const small = bind({ ...defaultPreset, packs: ['http', 'stack'] });
    expect(alertRules(small, CONTEXT).map(({ name }) => name)).toEqual([
      'gateway.traffic',
      'gateway.availability',
      'slo.http_availability',
      'slo.http_availability.period',
      'slo.http_latency',
      'slo.http_latency.period',
      'stack.collector',
      'stack.prometheus',
      'stack.alertmanager',
      'stack.certificates',
      'stack',
    ]);
  });

  it('uses the names that the preset binds', () => {
    const renamed = bind({ ...defaultPreset, metrics: { 'http.requests': { name: 'gw_requests_total' } } });
    expect(findRule(alertRules(renamed, CONTEXT), 'GatewayHighErrorRatio')?.expr).toContain(
      'gw_requests_total{',
    );
  });

  it('alerts on latency from the next bucket bound on, and says so', () => {
    const coarse = bind({
      ...defaultPreset,
      metrics: { 'http.request.duration': { buckets: [0.3, 1.2, 3] } },
    });
    const rule = findRule(alertRules(coarse, CONTEXT), 'GatewayHighLatencyP95');
    expect(rule?.expr).toMatch(/^\(histogram_quantile\(.*\) > 1\.2\) and .*le="1\.2"/);
    expect(rule?.annotations.description).toContain('the bound is 1.2 s.');
    expect(latencyBoundSeconds(coarse)).toBe(1.2);
    expect(latencyBoundSeconds(BINDING)).toBe(THRESHOLDS.latencyP95Seconds);
  });

  it('names the alert and the buckets if all of them lie below the threshold', () => {
    const fine = bind({ ...defaultPreset, metrics: { 'http.request.duration': { buckets: [0.3, 0.9] } } });
    expect(() => alertRules(fine, CONTEXT)).toThrow(
      /^the objectives are wrong:\n- slo "http_latency": no bucket bound of "http.request.duration" is 1 or above; it has: 0.3, 0.9; /,
    );
  });

  it('watches every scrape job of the gateways, and each for having no target', () => {
    const groups = alertRules(BINDING, { ...CONTEXT, gatewayJobs: ['api', 'data'] });
    expect(findRule(groups, 'GatewayDown')?.expr).toContain('up{job=~"api|data"}');
    expect(findRule(groups, 'StackTargetDown')?.expr).toContain('up{job!~"api|data"}');
    expect(findRule(groups, 'GatewayTargetsMissing')).toMatchObject({
      expr: 'absent(up{job="api"}) or absent(up{job="data"})',
      seriesLabels: ['job'],
    });
  });

  it('puts the team on every rule if there is one', () => {
    const groups = alertRules(BINDING, { ...CONTEXT, team: 'edge' });
    expect(new Set(groups.flatMap((group) => group.rules).map(({ labels }) => labels.team))).toEqual(
      new Set(['edge']),
    );
    expect(RULES.filter(({ labels }) => 'team' in labels)).toEqual([]);
  });

  it('leaves out what the rules of a system replace, and refuses packs that there are not', () => {
    const on = alertRules(BINDING, { ...CONTEXT, alertPacks: ['beamline'] });
    expect(findRule(on, 'TraceExportSlow')?.labels).toEqual({ severity: 'warning' });
    expect(findRule(GROUPS, 'TraceExportSlow')).toBeUndefined();
    expect(() => alertRules(BINDING, { ...CONTEXT, alertPacks: ['beamlin', 'stack'] })).toThrow(
      /^alertPacks names "beamlin", "stack"; packs of single systems are: eucora\.traffic, .*warehouse-hub/,
    );
    const { groups: ofHub } = rulesOf(presets['warehouse-hub']!);
    expect(findRule(ofHub, 'GatewayHighErrorRatio')).toBeUndefined();
    expect(findRule(ofHub, 'HttpErrorRateHigh')).toBeDefined();
  });

  it('names every wrong field of the context at once', () => {
    const wrong = {
      ...CONTEXT,
      grafanaUrl: 'grafana',
      gatewayJobs: [],
      scrapeIntervalSeconds: 0,
      divideDurations: 0.5,
    };
    expect(() => alertRules(BINDING, wrong)).toThrow(
      'the context of the alert rules is wrong:\n' +
        '- grafanaUrl is "grafana": an http or https URL is needed, such as https://grafana.example.com\n' +
        '- gatewayJobs is empty: the name of at least one scrape job of gateways is needed\n' +
        '- scrapeIntervalSeconds is 0: a number from 0.001 on is needed\n' +
        '- divideDurations is 0.5: a number from 1 on is needed',
    );
  });
});

describe('divided durations', () => {
  const groups = alertRules(BINDING, { ...CONTEXT, scrapeIntervalSeconds: 1, divideDurations: 60 });

  it('divide for and keep_firing_for exactly', () => {
    for (const rule of groups.flatMap((group) => group.rules)) {
      const full = findRule(GROUPS, rule.alert);
      expect([rule.for * 60, (rule.keepFiringFor ?? 0) * 60]).toEqual([full?.for, full?.keepFiringFor ?? 0]);
    }
  });

  it('leave at least five scrapes in every window', () => {
    const rangesAt = (divideDurations: number): string[] => [
      ...new Set(
        alertRules(BINDING, { ...CONTEXT, scrapeIntervalSeconds: 1, divideDurations })
          .flatMap((group) => group.rules)
          .flatMap(({ expr }) => [...expr.matchAll(/\[([^\]]+)\]/g)].map(([, range]) => range ?? '')),
      ),
    ];
    expect(rangesAt(1)).toEqual(['5m', '15m', '10m', '1h']);
    expect(rangesAt(60)).toEqual(['5s', '15s', '10s', '1m']);
    expect(rangesAt(600)).toEqual(['5s', '6s']);
  });

  it('do not evaluate more often than there are samples', () => {
    const of = (list: typeof groups): number[] =>
      list.filter(({ name }) => !name.endsWith('.period')).map(({ interval }) => interval);
    expect(new Set(of(groups))).toEqual(new Set([1]));
    expect(new Set(of(GROUPS))).toEqual(new Set([15]));
  });

  it('change nothing but durations', () => {
    const bare = (text: string): string =>
      text
        .replace(/\b(?:\d+(?:ms|[dhms]))+\b/g, 'T')
        // The length of a window in seconds, which turns a rate into a count.
        .replace(/\* \d+\) >=/g, '* T) >=');
    const shape = (list: typeof groups): string[] =>
      list
        .flatMap((group) => group.rules)
        .map(({ alert, expr, labels }) => bare(`${alert} ${expr} ${labels.severity}`));
    expect(shape(groups)).toEqual(shape(GROUPS));
  });
});
