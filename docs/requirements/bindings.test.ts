import {
  bind,
  type BoundFamily,
  type BoundMetric,
  familiesOf,
  isClosed,
  type MetricId,
  type Preset,
} from '../../instrumentation/contract';
import { presets } from '../../instrumentation/presets';
import { bucketsDemand, endpointDemand, labelSetDemand, metricDemand } from './demand';
import { type Kind } from './kinds';
import { parseLedger, type Requirement } from './ledger';
import { readRequirementFiles, SOURCE_PRESETS } from './sources';

/** Kinds whose requirements a metric of the preset answers. */
const METRIC_KINDS: readonly Kind[] = ['metric', 'label set', 'buckets'];

describe.each(SOURCE_PRESETS)('preset %s against its requirements', (name) => {
  const preset = presets[name] as Preset;
  const binding = bind(preset);
  const requirements = parseLedger(name, readRequirementFiles(name).ledger).requirements.filter(
    ({ status }) => status === 'open',
  );
  const ofKind = (kind: Kind) => requirements.filter((requirement) => requirement.kind === kind);
  const answered: Readonly<Record<string, MetricId>> = preset.requirements ?? {};

  /** The family of that very name, on the metric that the preset gives for the requirement. */
  function family({ id }: Requirement, exposedName: string): [BoundMetric, BoundFamily] {
    const metricId = answered[id];
    const metric = metricId && binding.get(metricId);
    if (metric === undefined) throw new Error(`${id}: the preset names no metric that is on`);
    const found = familiesOf(metric).find((candidate) => candidate.name === exposedName);
    if (found === undefined) {
      const names = familiesOf(metric).map((candidate) => candidate.name);
      throw new Error(`${id} demands "${exposedName}"; "${metric.id}" is exposed as ${names.join(', ')}`);
    }
    return [metric, found];
  }

  it('answers exactly the requirements of the kinds metric, label set and buckets', () => {
    const demanded = requirements.filter(({ kind }) => METRIC_KINDS.includes(kind)).map(({ id }) => id);
    expect(Object.keys(answered).sort()).toEqual(demanded.sort());
  });

  it('exposes every metric under its name and type', () => {
    for (const requirement of ofKind('metric')) {
      const demand = metricDemand(requirement.demand);
      const [metric] = family(requirement, demand?.name ?? '');
      expect([requirement.id, metric.spec.type]).toEqual([requirement.id, demand?.type]);
    }
  });

  it('exposes every label set, with the values that are demanded', () => {
    for (const requirement of ofKind('label set')) {
      const demand = labelSetDemand(requirement.demand);
      const [metric, found] = family(requirement, demand?.name ?? '');
      const names = [...Object.values(found.labels), ...Object.keys(found.constantLabels)];
      const demanded = [...(demand?.labels.keys() ?? [])];
      const compared = demand?.exactly === true ? names : names.filter((label) => demanded.includes(label));
      expect([requirement.id, ...compared.sort()]).toEqual([requirement.id, ...demanded.sort()]);
      for (const [label, { values, constant }] of demand?.labels ?? []) {
        if (values !== undefined) {
          expect([requirement.id, label, exposedValues(metric, found, label).sort()]).toEqual([
            requirement.id,
            label,
            [...values].sort(),
          ]);
        }
        if (constant !== undefined) expect(found.constantLabels[label]).toBe(constant);
      }
    }
  });

  it('exposes every bucket bound', () => {
    for (const requirement of ofKind('buckets')) {
      const demand = bucketsDemand(requirement.demand);
      const [, { buckets }] = family(requirement, demand?.name ?? '');
      const compared =
        demand?.exactly === true ? buckets : buckets.filter((bound) => demand?.bounds.includes(bound));
      expect([requirement.id, ...compared]).toEqual([requirement.id, ...(demand?.bounds ?? [])]);
    }
  });

  it('serves exactly the endpoints that are its own', () => {
    const demanded = ofKind('endpoint')
      .map(({ demand }) => endpointDemand(demand))
      // Endpoints of other servers and ordinary routes of the gateway are not the preset's.
      .filter((endpoint) => endpoint?.status === 200 && !/(^|; )of |ordinary route/.test(endpoint.rest))
      .map((endpoint) => `${endpoint?.method} ${endpoint?.path} ${endpoint?.contentType}`);
    const served = (preset.endpoints ?? []).map((e) => `${e.method} ${e.path} ${e.contentType}`);
    expect(served.sort()).toEqual(demanded.sort());
  });

  it('has exactly the scrape jobs that are demanded, with their targets and intervals', () => {
    const jobs = (preset.scrape?.jobs ?? []).map(
      (job) => `job \`${job.name}\` scrapes ${job.target}${job.path} every ${job.interval}`,
    );
    const demanded = ofKind('job and interval')
      .map(({ demand }) => /^job `[^`]+` scrapes \S+ every \d+s/.exec(demand)?.[0])
      .filter((sentence) => sentence !== undefined);
    expect(jobs.sort()).toEqual(demanded.sort());
  });

  it('has the intervals and labels of the scrape that are demanded', () => {
    const rows = ofKind('job and interval').filter(({ demand }) => !demand.startsWith('job '));
    for (const { demand } of rows) {
      const scrape = /^scrape interval (\w+)/.exec(demand)?.[1] ?? preset.scrape?.interval;
      const evaluation = /evaluation interval (\w+)/.exec(demand)?.[1] ?? preset.scrape?.evaluationInterval;
      expect(preset.scrape).toMatchObject({ interval: scrape, evaluationInterval: evaluation });
      const labels = /^labels (.+) on/.exec(demand)?.[1]?.split(', ') ?? [];
      const gateway = preset.scrape?.jobs.find((job) => job.scrapes === 'gateway');
      expect(Object.entries(gateway?.labels ?? {}).map((pair) => pair.join('='))).toEqual(
        expect.arrayContaining(labels),
      );
    }
  });

  it('has every resource attribute whose value is given', () => {
    for (const { demand } of ofKind('resource or span attribute')) {
      const [, key, value] = /^resource attribute `([^`]+)` = (\S+)$/.exec(demand) ?? [];
      if (key !== undefined) expect(preset.resource).toHaveProperty([key], value);
    }
  });

  it('has every span attribute that is not just an example', () => {
    for (const { demand } of ofKind('resource or span attribute')) {
      const [, key] = /^span attribute `(\w+)`/.exec(demand) ?? [];
      if (key !== undefined) expect(preset.spanAttributes).toContain(key);
    }
  });

  it('has every log key', () => {
    const keys: readonly string[] = Object.values(preset.logs?.keys ?? {});
    for (const { demand } of ofKind('log key')) {
      const [, key] = /^`(\w+)`: (?:time|severity|text|id of the current)/.exec(demand) ?? [];
      if (key !== undefined) expect(keys).toContain(key);
      const [, job] = /^`job`: Loki label with the value (\S+)/.exec(demand) ?? [];
      if (job !== undefined) expect(preset.logs?.lokiJob).toBe(job);
    }
  });
});

/** Values of a closed label as a family spells them. */
function exposedValues({ spec }: BoundMetric, found: BoundFamily, exposedLabel: string): string[] {
  const [key = ''] = Object.entries(found.labels).find(([, label]) => label === exposedLabel) ?? [];
  const label = spec.labels[key];
  if (label === undefined || !isClosed(label)) return [];
  return label.values.map((value) => found.labelValues[key]?.[value] ?? value);
}
