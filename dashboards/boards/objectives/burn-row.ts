import * as units from '@grafana/grafana-foundation-sdk/units';
import { burnFactor, type BurnPair, promDuration } from '../../../alerts';
import { expression, type Expression } from '../../../alerts/promql';
import { type PanelSpec, type RowSpec } from '../../kit/panel';
import { level, range } from '../../kit/signals';
import { alertsOf, sloLinks, titleOf } from './budget-row';
import { type ChosenSlo } from './chosen-slo';

const GRID = 24;

/** How fast the budget burns over each pair of windows. `id` is that of the row; its panels have the ids after it. */
export function burnRow(id: number, chosen: ChosenSlo): RowSpec {
  const { pairs, slo } = chosen;
  return {
    id,
    title: `${titleOf(slo)}: burn rates`,
    panels: pairs.map((pair, index) =>
      burnPanel(id * 100 + index + 1, pair, chosen, Math.floor(GRID / pairs.length)),
    ),
  };
}

/** A page or a ticket goes out while both lines are above the threshold. */
function burnPanel(id: number, pair: BurnPair, chosen: ChosenSlo, width: number): PanelSpec {
  const { slo, legend } = chosen;
  const factor = burnFactor(pair, slo.period);
  const [long, short] = [promDuration(pair.long), promDuration(pair.short)];
  const isPage = pair.severity === 'critical';
  const [fast, slow] = alertsOf(slo);
  const own = isPage ? fast : slow;
  return level({
    id,
    title: `${isPage ? 'Page' : 'Ticket'}, ${long} and ${short}: ${titleOf(slo)}`,
    width,
    unit: units.Short,
    idle: 'no events in the window',
    description: {
      shows: `How many times faster than allowed the budget burns, over ${long} and over ${short}. At 1 it lasts exactly the period of ${promDuration(slo.period)}.`,
      bad: `Both above ${factor}: then ${pair.budgetShare * 100} % of the budget is gone and it goes on, which ${isPage ? 'pages' : 'opens a ticket'}. Only the long one above: it is over.`,
      next: 'Open the runbook from the corner; failed and slow traces say what it is.',
    },
    queries: {
      long: range(burnRate(chosen, pair.long), `${legend} over ${long}`),
      short: range(burnRate(chosen, pair.short), `${legend} over ${short}`),
    },
    threshold: { value: factor, bad: 'above' },
    ...(own === undefined ? {} : { alerts: [own] }),
    dataLinks: sloLinks,
  });
}

/** Share of bad events over what the objective allows. */
function burnRate({ bad, total, allowed }: ChosenSlo, window: number): Expression {
  const [lost, all] = [bad(window), total(window)];
  return expression(`${lost.text} / ${all.text} / ${allowed}`, [lost, all]);
}
