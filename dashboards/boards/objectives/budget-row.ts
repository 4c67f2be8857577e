import * as units from '@grafana/grafana-foundation-sdk/units';
import { burnAlerts, promDuration, type Slo } from '../../../alerts';
import { expression, type Expression, overTime } from '../../../alerts/promql';
import { type AlertName } from '../../../alerts';
import { chosenLinks } from '../../kit/event-links';
import { boardLink } from '../../kit/links';
import { type Link, type RowSpec } from '../../kit/panel';
import { RANGE_WINDOW } from '../../kit/scope';
import { budget, instant, range, rate, stat } from '../../kit/signals';
import { baseWindow, type ChosenSlo } from './chosen-slo';

/** Where panels about an objective lead. */
export const sloLinks: readonly Link[] = [
  boardLink('Overview', 'gatewayOverview'),
  boardLink('Routes', 'routes'),
  boardLink('Alerts', 'alertEvents'),
  ...chosenLinks,
];

/** Alerts of an objective, for the corner of its panels. */
export function alertsOf({ name }: Slo): readonly AlertName[] {
  const { fast, slow } = burnAlerts(name);
  return [fast, slow] as readonly string[] as readonly AlertName[];
}

/** The id as words. */
export function titleOf({ id }: Slo): string {
  return id.replaceAll('_', ' ');
}

/** Over the range of the board, weighted by traffic: a quiet night counts less than a busy day. */
function meanOverRange(of: Expression): Expression {
  return overTime('avg_over_time', of, RANGE_WINDOW);
}

/** What is left of the budget of an objective. `id` is that of the row; its panels have the ids after it. */
export function budgetRow(id: number, chosen: ChosenSlo): RowSpec {
  const { slo, legend, allowed } = chosen;
  const window = baseWindow(chosen);
  const [bad, total] = [chosen.bad(window), chosen.total(window)];
  const badShare = expression(`${meanOverRange(bad).text} / ${meanOverRange(total).text}`, [bad, total]);
  const left = expression(`1 - (${badShare.text}) / ${allowed}`, [badShare]);
  const good = expression(`1 - (${badShare.text})`, [badShare]);
  const first = id * 100;
  return {
    id,
    title: `${titleOf(slo)}: budget`,
    panels: [
      budget({
        id: first + 1,
        title: `Budget left in the range: ${titleOf(slo)}`,
        width: 6,
        description: {
          shows: `What is left of the share of bad events that the objective allows, over the range of the board. Bad is when ${slo.bad}.`,
          bad: 'At 0 the range broke the objective; below, by so much more.',
          next: 'See in Events when it was lost; stop risky changes until there is budget again.',
        },
        queries: { left: instant(left, legend) },
        alerts: alertsOf(slo),
        dataLinks: sloLinks,
      }),
      stat({
        id: first + 2,
        title: `Good events in the range: ${titleOf(slo)}`,
        width: 6,
        height: 8,
        unit: units.PercentUnit,
        idle: 'no events in range',
        description: {
          shows: `Share of good events over the range of the board; the objective is ${percent(slo.objective)} over ${promDuration(slo.period)} unless the stack sets another.`,
          bad: 'Below the objective.',
          next: 'Compare with the burn rates below: does it go on?',
        },
        queries: { good: instant(good, legend) },
        threshold: { value: slo.objective, bad: 'below' },
        dataLinks: sloLinks,
      }),
      ...(chosen.hasPeriod
        ? [
            stat({
              id: first + 3,
              title: `Budget left of ${promDuration(slo.period)}: ${titleOf(slo)}`,
              width: 4,
              height: 8,
              unit: units.PercentUnit,
              idle: 'no events in the period',
              description: {
                shows: `What is left of the budget of the whole period of ${promDuration(slo.period)}.`,
                bad: 'Below 0: the objective is missed.',
                next: 'Agree on what has to be repaired before anything new goes out.',
              },
              queries: { left: instant(chosen.budgetRemaining, legend) },
              threshold: { value: 0, bad: 'below' },
              alerts: alertsOf(slo),
              dataLinks: sloLinks,
            }),
          ]
        : []),
      rate({
        id: first + 4,
        title: `Events: ${titleOf(slo)}`,
        width: chosen.hasPeriod ? 8 : 12,
        unit: units.EventsPerSecond,
        description: {
          shows: `All events and bad ones, each second, over ${promDuration(window)}.`,
          bad: 'Bad ones that stay above 0; no events at all where there should be some.',
          next: 'Open failed or slow traces of the range.',
        },
        queries: {
          all: range(total, `${legend} all`),
          bad: range(bad, `${legend} bad`, { quietWhenHealthy: true }),
        },
        dataLinks: sloLinks,
      }),
    ],
  };
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(6))} %`;
}
