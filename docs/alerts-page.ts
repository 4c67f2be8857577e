import { type AlertGroup, alertRules, alertsMarkdown } from '../alerts';
import { bind, gatewayJobs, type Preset } from '../instrumentation/contract';
import { presets } from '../instrumentation/presets';
import { defaultPreset } from '../instrumentation/presets/default';

/** Rules want a URL; the page links to the files themselves. */
const RUNBOOKS = 'https://runbooks.example.com';

/** Packs that a stack asks for itself, whatever its preset. */
const ON_DEMAND = ['stack.certificates'];

/** The rules of a preset, with every pack that a stack may ask for. */
export function groupsOf(preset: Preset): readonly AlertGroup[] {
  return alertRules(bind(preset), {
    grafanaUrl: 'https://grafana.example.com',
    runbookBaseUrl: RUNBOOKS,
    gatewayJobs: gatewayJobs(preset),
    scrapeIntervalSeconds: 15,
    evaluationIntervalSeconds: 15,
    alertPacks: [...(preset.alertPacks ?? []), ...ON_DEMAND],
  });
}

/** The rules as a Markdown page, with links to the runbooks in this repository. */
export function alertsPage(): string {
  const ofAll = groupsOf(defaultPreset);
  const known = new Set(ofAll.map(({ name }) => name));
  const own = Object.values(presets)
    .filter((preset) => preset !== defaultPreset)
    .map((preset) => ({ preset, groups: groupsOf(preset).filter(({ name }) => !known.has(name)) }));
  const text = [
    '# Alerts',
    '',
    'Every rule of the `default` preset, then those that each system has beside them. `critical` wakes somebody, `warning` is for',
    'working hours, `info` is for those who look. The pack `stack.certificates` is on where a stack asks for it.',
    '',
    alertsMarkdown(ofAll),
    ...own.flatMap(({ preset, groups }) => ['', `# Preset ${preset.name}`, '', alertsMarkdown(groups)]),
  ].join('\n');
  return text.replaceAll(RUNBOOKS, '../alerts/runbooks');
}
