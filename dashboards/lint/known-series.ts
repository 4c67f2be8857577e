import { familiesOf, TARGET_LABELS, type Binding } from '../../instrumentation/contract';
import { targets } from '../kit/targets';
import { parseQuery } from './parse';
import { aboutTarget, type Finding, type LintInput } from './rules';

/** Labels that Prometheus itself puts on series. */
const PROMETHEUS_LABELS = ['__name__', 'le', 'alertname', 'alertstate', 'severity'];

/** Labels by which all series of a target can be counted, whatever their names: what a selector without a name may name. */
const OF_EVERY_SERIES: ReadonlySet<string> = new Set([...TARGET_LABELS, ...PROMETHEUS_LABELS]);

/** Series that Prometheus makes by itself, with labels that follow from the rules. */
const PROMETHEUS_SERIES = ['ALERTS', 'ALERTS_FOR_STATE'];

/** A query parses, and names only metrics and labels of the contract as the preset exposes them. */
export function knownSeries({ board, binding }: LintInput): Finding[] {
  const labels = labelsBySeries(binding);
  return targets(board)
    .filter(({ datasource }) => datasource === 'prometheus')
    .flatMap((target) => {
      const { refused, selected } = parseQuery(target.expr);
      if (refused !== undefined) return [aboutTarget(target, `is no PromQL at "${refused}"`)];
      return selected.flatMap(({ name, labels: used }) => {
        // A rule records it: its labels are those of the rule.
        if (name.includes(':') || PROMETHEUS_SERIES.includes(name)) return [];
        const known = name === '' ? OF_EVERY_SERIES : labels.get(name);
        if (known === undefined)
          return [aboutTarget(target, `names ${name}, which the contract does not have`)];
        return used
          .filter((label) => !known.has(label))
          .map((label) =>
            aboutTarget(
              target,
              `names the label ${label}, which ${name === '' ? 'not every series has' : `${name} does not have`}`,
            ),
          );
      });
    });
}

const SUFFIXES = ['', '_bucket', '_sum', '_count'];

function labelsBySeries(binding: Binding): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Map<string, ReadonlySet<string>>();
  for (const metric of binding.values()) {
    for (const family of familiesOf(metric)) {
      const labels = new Set([...Object.values(family.labels), ...TARGET_LABELS, ...PROMETHEUS_LABELS]);
      for (const suffix of metric.spec.type === 'histogram' ? SUFFIXES : ['']) {
        known.set(family.name + suffix, labels);
      }
    }
  }
  return known;
}
