import { alertRules } from '../../alerts';
import { bind, gatewayJobs, type Preset } from '../../instrumentation/contract';
import { presets } from '../../instrumentation/presets';
import { parseLedger } from './ledger';
import { readRequirementFiles, SOURCE_PRESETS } from './sources';

/** Severities of the texts in terms of ours. */
const SEVERITY: Readonly<Record<string, string>> = {
  critical: 'critical',
  high: 'critical',
  medium: 'warning',
  warning: 'warning',
  low: 'info',
  info: 'info',
};

describe.each(SOURCE_PRESETS)('preset %s against the alerts that are demanded', (name) => {
  const preset = presets[name] as Preset;
  const rules = alertRules(bind(preset), {
    grafanaUrl: 'https://grafana.example.com',
    runbookBaseUrl: 'https://runbooks.example.com',
    gatewayJobs: gatewayJobs(preset),
    scrapeIntervalSeconds: 15,
    evaluationIntervalSeconds: 15,
    alertPacks: preset.alertPacks ?? [],
  }).flatMap((group) => group.rules);
  const demanded = parseLedger(name, readRequirementFiles(name).ledger).requirements.filter(
    ({ kind, status }) => kind === 'alert' && status === 'open',
  );

  it('has each by its name and severity, and its spelling where the text has one', () => {
    for (const { id, demand } of demanded) {
      const [, alert, severity = ''] = /^`(\w+)` severity (\w+): /.exec(demand) ?? [];
      const rule = rules.find((one) => one.alert === alert);
      expect([id, rule?.labels.severity]).toEqual([id, SEVERITY[severity]]);
      const spelling = /rule_name (\w+)/.exec(demand)?.[1];
      if (spelling !== undefined) expect([id, rule?.labels['rule_name']]).toEqual([id, spelling]);
    }
  });
});
