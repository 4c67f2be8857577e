import { alertRules, alertsMarkdown } from '../alerts';
import { bind, gatewayJobs } from '../instrumentation/contract';
import { defaultPreset } from '../instrumentation/presets/default';

/** Rules want a URL; the page links to the files themselves. */
const RUNBOOKS = 'https://runbooks.example.com';

/** The rules as a Markdown page, with links to the runbooks in this repository. */
export function alertsPage(): string {
  const groups = alertRules(bind(defaultPreset), {
    grafanaUrl: 'https://grafana.example.com',
    runbookBaseUrl: RUNBOOKS,
    gatewayJobs: gatewayJobs(defaultPreset),
    scrapeIntervalSeconds: 15,
    evaluationIntervalSeconds: 15,
  });
  return [
    '# Alerts',
    '',
    'Every rule of the `default` preset. `critical` wakes somebody, `warning` is for working hours, `info` is for those who look.',
    '',
    alertsMarkdown(groups).replaceAll(RUNBOOKS, '../alerts/runbooks'),
  ].join('\n');
}
