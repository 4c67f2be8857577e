import { alertRules } from '../../alerts';
import { boards } from '../../dashboards';
import { configurationMarkdown } from '../../infra/config/markdown';
import { bind, type Binding, gatewayJobs, type Preset } from '../../instrumentation/contract';
import { variables } from '../../instrumentation/config/variables';
import { presets } from '../../instrumentation/presets';
import { panelVersions } from '../../local/record/panels';
import { readRecord, type RunRecord } from '../../local/record/record';
import { presetVersion } from '../../local/record/version';

/** Everything about a preset that evidence is held against. */
export interface PresetFacts {
  readonly preset: Preset;
  readonly binding: Binding;
  readonly alerts: ReadonlySet<string>;
  /** Names of recorded series. */
  readonly records: ReadonlySet<string>;
  /** Panels by `board uid/title`, with a hash of their queries. */
  readonly panels: Readonly<Record<string, string>>;
  readonly variables: ReadonlySet<string>;
  /** Text of the page that lists the keys of the stack configuration. */
  readonly settings: string;
  /** Undefined if there is none, or if it is of another version of the preset. */
  readonly record: RunRecord | undefined;
  /** Why there is no record. */
  readonly noRecord: string;
}

const URLS = { runbookBaseUrl: 'https://runbooks.example.com', grafanaUrl: 'https://grafana.example.com' };

/** @throws Error if there is no preset of that name */
export async function presetFacts(name: string): Promise<PresetFacts> {
  const preset = presets[name];
  if (preset === undefined) throw new Error(`there is no preset "${name}"`);
  const binding = bind(preset);
  const jobs = gatewayJobs(preset);
  const groups = alertRules(binding, {
    ...URLS,
    gatewayJobs: jobs,
    scrapeIntervalSeconds: 15,
    evaluationIntervalSeconds: 15,
    alertPacks: preset.alertPacks ?? [],
  });
  const recorded = await readRecord(name);
  const isCurrent = recorded?.version === presetVersion(preset);
  return {
    preset,
    binding,
    alerts: new Set(groups.flatMap(({ rules }) => rules.map(({ alert }) => alert))),
    records: new Set(groups.flatMap(({ records = [] }) => records.map(({ record }) => record))),
    panels: panelVersions(boards(binding, { ...URLS, gatewayJobs: jobs })),
    variables: new Set(Object.values(variables).map((one) => one.name)),
    settings: configurationMarkdown(),
    record: isCurrent ? recorded : undefined,
    noRecord:
      recorded === undefined ? 'no run is recorded' : 'the recorded run is of another version of the preset',
  };
}
