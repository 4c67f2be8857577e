import type { LedgerCheck } from '../../examples/frame';
import { type BoundMetric, familiesOf, type MetricId } from '../../instrumentation/contract';
import { prometheusClient } from '../clients/prometheus';
import type { RunningStack } from '../running-stack';
import { gatewaySelector } from './gateway-selector';
import { WITHOUT_LEDGER } from './ledger-excuses';

/** Longer than any scenario. */
const WINDOW = '1h';

/**
 * Every counter of the preset that the scenario moved is held against a ledger, or excused.
 * @returns the excused ones that moved, each with its reason
 * @throws Error naming each counter that moved and has neither, and each that has both
 */
export async function provenCounters(
  stack: RunningStack,
  checks: readonly LedgerCheck[],
): Promise<readonly string[]> {
  const counters = [...stack.binding.values()].filter(
    ({ spec }) => spec.type === 'counter' && spec.source === 'gatewatch',
  );
  const moved = await Promise.all(counters.map((counter) => hasMoved(stack, counter)));
  const { problems, excused } = counterCoverage(
    counters.filter((_, index) => moved[index]).map(({ id }) => id),
    checks.map(({ metric }) => metric),
    { ...WITHOUT_LEDGER, ...stack.example.withoutLedger },
  );
  if (problems.length > 0) throw new Error(problems.join('; '));
  return excused;
}

/** What is wrong with the checks of the counters that moved, and which of them are excused. */
export function counterCoverage(
  moved: readonly MetricId[],
  checked: readonly MetricId[],
  excuses: Readonly<Partial<Record<MetricId, string>>>,
): { readonly problems: readonly string[]; readonly excused: readonly string[] } {
  const isChecked = new Set(checked);
  return {
    problems: [
      ...moved
        .filter((id) => !isChecked.has(id) && excuses[id] === undefined)
        .map(
          (id) => `${id} moved and no ledger is held against it: check it, or say in withoutLedger why not`,
        ),
      ...[...isChecked]
        .filter((id) => excuses[id] !== undefined)
        .map((id) => `${id} is checked, and excused as well`),
    ],
    excused: moved.flatMap((id) => (excuses[id] === undefined ? [] : [`${id} (${excuses[id]})`])),
  };
}

async function hasMoved(stack: RunningStack, metric: BoundMetric): Promise<boolean> {
  const prometheus = prometheusClient(stack.endpoints.prometheus);
  const found = familiesOf(metric).map((family) =>
    prometheus.query(`max_over_time(${family.name}${gatewaySelector(stack, family)}[${WINDOW}]) > 0`),
  );
  return (await Promise.all(found)).flat().length > 0;
}
