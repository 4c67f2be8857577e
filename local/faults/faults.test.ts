import { bind, gatewayJobs } from '../../instrumentation/contract';
import { presets } from '../../instrumentation/presets';
import { alertRules } from '../../alerts';
import { faultCoverage, faultsOf } from '.';

/** Alerts of a preset as the proofs run it. */
function alertsOf(name: string): readonly string[] {
  const preset = presets[name]!;
  return alertRules(bind(preset), {
    gatewayJobs: gatewayJobs(preset),
    grafanaUrl: 'https://grafana.example.com',
    runbookBaseUrl: 'https://runbooks.example.com',
    scrapeIntervalSeconds: 1,
    evaluationIntervalSeconds: 1,
    alertPacks: [...(preset.alertPacks ?? []), 'stack.certificates'],
  }).flatMap(({ rules }) => rules.map(({ alert }) => alert));
}

describe.each(Object.keys(presets))('faults of %s', (name) => {
  const table = faultsOf(name);

  it('provoke every alert, or say why they cannot', () => {
    const { missing, unknown, covered } = faultCoverage(alertsOf(name), table);
    expect(missing).toEqual([]);
    expect(unknown).toEqual([]);
    expect(covered.length).toBeGreaterThan(25);
  });

  it('have names of their own', () => {
    const names = table.faults.map((fault) => fault.name);
    expect(new Set(names).size).toBe(names.length);
  });
});

it('a table without a fault for an alert is found out, and so is one for an alert that is not there', () => {
  const { faults, unprovable } = faultsOf('default');
  const without = faults.filter(({ proves }) => proves.every(({ alert }) => alert !== 'GatewayDown'));
  const coverage = faultCoverage(alertsOf('default'), { faults: without, unprovable: unprovable ?? [] });
  expect(coverage.missing).toEqual(['GatewayDown']);
  expect(faultCoverage(['Watchdog'], { faults: faults.slice(0, 1) }).unknown).toHaveLength(1);
});
