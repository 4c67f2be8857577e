import * as units from '@grafana/grafana-foundation-sdk/units';
import { DEAD_MANS_SWITCH } from '../../../alerts';
import { expression } from '../../../alerts/promql';
import { orZeroPer, top } from '../../kit/expressions';
import { type PanelSpec, type RowSpec } from '../../kit/panel';
import { RANGE_WINDOW as window } from '../../kit/scope';
import { bars, instant } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { alertLinks, present, runbookOfSeries } from './firing';

const BARS = 10;

/** Which alerts cost most. */
export function frequency(sources: Sources): RowSpec {
  const { everywhere: q, context } = sources;
  const firing = q.series('prometheus.alerts', { alertstate: 'firing' });
  const watchdog = q.series('prometheus.alerts', { alertstate: 'firing', alertname: DEAD_MANS_SWITCH });
  // The Watchdog fires at every evaluation, so that its samples are the whole.
  const share = expression(
    `max by (alertname) (count_over_time(${firing.text}[${window}])) / ` +
      `scalar(max(count_over_time(${watchdog.text}[${window}])))`,
    [firing, watchdog],
    ['alertname'],
  );
  const panels: PanelSpec[] = [
    bars({
      id: 301,
      title: 'Longest firing',
      width: 12,
      unit: units.PercentUnit,
      max: 1,
      description: {
        shows: `Share of the range in which an alert fired, of the ${BARS} longest. The Watchdog is 100 %.`,
        bad: 'Another one near 100 %: nobody repairs it, or its threshold is wrong; people stop looking.',
        next: 'Repair the cause, or change the threshold; an alert that nobody acts on should not be one.',
      },
      queries: { share: instant(top(BARS, share), '{{alertname}}') },
      dataLinks: [runbookOfSeries(context), ...alertLinks],
    }),
  ];
  if (sources.has('alert-operations')) {
    const fired = q.increase('operations.fired', { by: ['alertname'], window });
    panels.push(
      bars({
        id: 302,
        title: 'Alerts that fire most',
        width: 12,
        unit: units.Short,
        description: {
          shows: `How often an alert began to fire in the range, of the ${BARS} most frequent; 0 without any.`,
          bad: 'One that begins again and again: it flaps around its threshold.',
          next: 'Give it a longer duration or a lower threshold to stop at; its runbook says what it means.',
        },
        queries: {
          fired: {
            ...instant(top(BARS, orZeroPer(present(sources), fired)), '{{alertname}}'),
            quietWhenHealthy: true,
          },
        },
        dataLinks: [runbookOfSeries(context), ...alertLinks],
      }),
    );
  }
  return { id: 3, title: 'How often', panels };
}
