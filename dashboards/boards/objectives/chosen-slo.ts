import { type BurnPair, WORKBOOK_PAIRS, type Slo, sloNames } from '../../../alerts';
import { type Expression, expression, queries } from '../../../alerts/promql';
import { type Binding, type LabelKey, type MetricId } from '../../../instrumentation/contract';
import { type BoardContext } from '../../kit/board';

/** What is recorded of an objective for the gateways that the board's variables choose. */
export interface ChosenSlo {
  readonly slo: Slo;
  /** Pairs of windows that alert, as far as Prometheus keeps samples for them. */
  readonly pairs: readonly BurnPair[];
  /** True if what is left of the whole period is recorded. */
  readonly hasPeriod: boolean;
  /** Legend that tells the budgets of the objective apart. */
  readonly legend: string;
  /** Bad, and all, events per second over a window that is recorded. */
  readonly bad: (window: number) => Expression;
  readonly total: (window: number) => Expression;
  readonly budgetRemaining: Expression;
  /** PromQL scalar of the share of bad events that the objective allows, 0..1. */
  readonly allowed: string;
}

const MATCHERS = '{environment=~"$environment",service=~"$service"}';

/** The series of an objective. */
export function chosenSlo(
  slo: Slo,
  binding: Binding,
  { retentionSeconds = Infinity }: BoardContext,
): ChosenSlo {
  const { id, period, indicator, groupBy } = slo;
  const metric: MetricId = indicator.kind === 'events' ? indicator.total.metric : indicator.metric;
  const q = queries(binding);
  const labels = groupBy.map((key) => q.label(metric, key as LabelKey<typeof metric>));
  const own = labels.filter((label) => label !== 'environment');
  const recorded = (name: string): Expression =>
    expression(`${name}${MATCHERS}`, [{ text: name, uses: [{ id: metric, labels: own }], labels }], labels);
  return {
    slo,
    pairs: (slo.pairs ?? WORKBOOK_PAIRS).filter(({ long }) => long <= retentionSeconds),
    hasPeriod: period <= retentionSeconds,
    legend: own.map((label) => `{{${label}}}`).join(' '),
    bad: (window) => recorded(sloNames.bad(id, window)),
    total: (window) => recorded(sloNames.total(id, window)),
    budgetRemaining: recorded(sloNames.budgetRemaining(id, period)),
    allowed: `(1 - scalar(${sloNames.objective(id)}))`,
  };
}

/** The shortest window that is recorded of every objective. */
export function baseWindow({ pairs }: ChosenSlo): number {
  return Math.min(...pairs.flatMap(({ long, short }) => [long, short]));
}
