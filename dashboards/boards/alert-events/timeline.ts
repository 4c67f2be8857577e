import { binary } from '../../../alerts/promql';
import { orZeroPer, times } from '../../kit/expressions';
import { type RowSpec } from '../../kit/panel';
import { range, states } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { ACTED_ON, alertLinks, runbookOfSeries, serviceLinks } from './firing';

/** From how many alerts of a severity at once a cell is red. */
const MANY = 3;

/** When alerts fired, and where. */
export function timeline({ everywhere: q, gateways, context }: Sources): RowSpec {
  const by = ['alertname', 'service'] as const;
  const firing = q.aggregate('max', 'prometheus.alerts', { where: { alertstate: 'firing' }, by });
  const pending = q.aggregate('max', 'prometheus.alerts', { where: { alertstate: 'pending' }, by });
  const services = gateways.aggregate('max', 'prometheus.up', { by: ['service'] });
  const perSeverity = q.aggregate('sum', 'prometheus.alerts', {
    where: ACTED_ON,
    by: ['service', 'severity'],
  });
  return {
    id: 2,
    title: 'When and where',
    panels: [
      states({
        id: 201,
        title: 'Alert timeline',
        width: 24,
        height: 10,
        description: {
          shows:
            'When each alert was pending and when it fired, by alert and service. The Watchdog fires all the time.',
          bad: 'An alert that comes and goes: its threshold is at the usual level. Several that begin together: look for what they share.',
          next: 'The one that began first is the one to look at: click it for its runbook and its service.',
        },
        queries: {
          alerts: range(binary(times(firing, 2), 'or', pending), '{{alertname}} {{service}}'),
        },
        valueTexts: {
          1: { text: 'pending', color: 'yellow' },
          2: { text: 'firing', color: 'red' },
        },
        dataLinks: [runbookOfSeries(context), ...serviceLinks],
      }),
      states({
        id: 202,
        title: 'Alert heatmap',
        width: 24,
        height: 8,
        description: {
          shows: 'How many alerts fired at once, by service and severity; the Watchdog does not count.',
          bad: `Red: ${MANY} and more at once. A service with colour day after day has alerts that nobody repairs.`,
          next: 'Alerts that fire most, below, names them.',
        },
        queries: {
          alerts: range(orZeroPer(services, perSeverity), '{{service}} {{severity}}', {
            quietWhenHealthy: true,
          }),
        },
        valueTexts: { 0: { text: 'none', color: 'green' } },
        threshold: { value: MANY, bad: 'above', warning: 1 },
        dataLinks: [...serviceLinks, ...alertLinks],
      }),
    ],
  };
}
