import { type FieldConfig, type Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { type TargetJson } from '../../kit/targets';
import { type Answer, type Series } from '../../query/answer';

/** A series with its name and how it is to be shown. */
export interface Field extends Series {
  readonly refId: string;
  readonly name: string;
  readonly config: FieldConfig;
}

/** What the targets of a panel were answered, by refId; an error where one was not. */
export type Answers = ReadonlyMap<string, Answer | Error>;

/** The series that a panel draws, in the order of its targets, named and configured as its model says. */
export function fieldsOf(panel: Panel, answers: Answers): readonly Field[] {
  return ((panel.targets ?? []) as readonly (TargetJson & { legendFormat?: string })[]).flatMap((target) => {
    const answer = answers.get(target.refId ?? '');
    if (answer === undefined || answer instanceof Error || answer.kind !== 'series') return [];
    return answer.series.map((series) => {
      const name = legend(target.legendFormat, series.labels);
      return { ...series, refId: target.refId ?? '', name, config: configOf(panel, name, target.refId) };
    });
  });
}

/** The legend with its `{{label}}` filled in; without one, the series as Prometheus writes it. */
function legend(format: string | undefined, labels: Readonly<Record<string, string>>): string {
  if (format !== undefined && format !== '' && format !== '__auto') {
    return format.replace(/\{\{\s*([^}\s]+)\s*\}\}/g, (_, label: string) => labels[label] ?? '').trim();
  }
  const { __name__: name = '', ...rest } = labels;
  const pairs = Object.entries(rest).map(([label, value]) => `${label}="${value}"`);
  return pairs.length === 0 ? name || 'Value' : `${name}{${pairs.join(', ')}}`;
}

/** The panel's defaults with the overrides that match the field. */
export function configOf(panel: Panel, name: string, refId?: string): FieldConfig {
  const { defaults = {}, overrides = [] } = panel.fieldConfig ?? {};
  return overrides
    .filter(({ matcher }) => matches(matcher.id, matcher.options, name, refId))
    .flatMap(({ properties }) => properties)
    .reduce<FieldConfig>((config, { id, value }) => withProperty(config, id, value), defaults);
}

function matches(id: string, options: unknown, name: string, refId: string | undefined): boolean {
  switch (id) {
    case 'byName':
      return options === name;
    case 'byRegexp':
      return new RegExp(String(options).replace(/^\/|\/$/g, '')).test(name);
    case 'byFrameRefID':
      return options === refId;
    default:
      return false;
  }
}

/** Options of a visualization are below `custom.`: `custom.cellOptions` is the field `cellOptions` there. */
function withProperty(config: FieldConfig, id: string, value: unknown): FieldConfig {
  const [, own] = /^custom\.(.+)$/.exec(id) ?? [];
  if (own === undefined) return { ...config, [id]: value };
  return { ...config, custom: { ...(config.custom as object | undefined), [own]: value } as unknown };
}
