import * as units from '@grafana/grafana-foundation-sdk/units';
import { BOARDS } from '../../../instrumentation/contract';
import { orZeroPer } from '../../kit/expressions';
import { OF_CELL } from '../../kit/links';
import { type PanelSpec, type RowSpec } from '../../kit/panel';
import { instant, stat, table } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { ACTED_ON, alertLinks, present, runbookOfCell } from './firing';

/** What fires now, and whether somebody looks after it. */
export function now(sources: Sources): RowSpec {
  const { everywhere: q, context } = sources;
  const firing = q.aggregate('sum', 'prometheus.alerts', { where: ACTED_ON, by: ['severity'] });
  const overview = `/d/${BOARDS.gatewayOverview.uid}?from=\${__from}&to=\${__to}&var-service=${OF_CELL}`;
  const panels: PanelSpec[] = [
    stat({
      id: 101,
      title: 'Firing',
      width: 6,
      height: 8,
      unit: units.Short,
      min: 0,
      description: {
        shows: 'Alerts that fire now, by severity, without the Watchdog.',
        bad: 'Any critical one that nobody has acknowledged.',
        next: 'The table to the right names them; click one for its runbook.',
      },
      queries: {
        firing: { ...instant(orZeroPer(present(sources), firing), '{{severity}}'), quietWhenHealthy: true },
      },
      threshold: { value: 1, bad: 'above' },
      dataLinks: alertLinks,
    }),
    table({
      id: 102,
      title: 'Alerts that fire',
      width: 18,
      description: {
        shows: 'Alerts that fire now. The Watchdog is always among them: it shows that alerting works.',
        bad: 'The Watchdog is missing: then nothing else can be trusted to fire.',
        next: 'Click the alert for its runbook, the service for its overview.',
      },
      queries: {
        alerts: instant(
          q.aggregate('max', 'prometheus.alerts', {
            where: { alertstate: 'firing' },
            by: ['alertname', 'severity', 'service', 'environment'],
          }),
        ),
      },
      columns: [
        { field: 'alertname', title: 'Alert', links: [runbookOfCell(context)] },
        { field: 'severity', title: 'Severity' },
        {
          field: 'service',
          title: 'Service',
          links: [{ title: 'Overview of this service', url: overview, board: 'gatewayOverview' }],
        },
        { field: 'environment', title: 'Environment' },
      ],
      alerts: ['Watchdog'],
      dataLinks: alertLinks,
    }),
  ];
  if (sources.has('alert-operations')) panels.push(...looked(sources));
  return { id: 1, title: 'Now', panels };
}

function looked({ everywhere: q }: Sources): PanelSpec[] {
  return [
    stat({
      id: 103,
      title: 'What is done about them',
      width: 12,
      unit: units.Short,
      min: 0,
      description: {
        shows: 'Alerts that fire, that somebody works on, and that are kept quiet.',
        bad: 'Firing ones that stay so: nobody has taken them. Suppressed ones that nobody remembers.',
        next: 'Acknowledge what you work on: POST /alerts/FINGERPRINT/acknowledge.',
      },
      queries: { alerts: instant(q.aggregate('max', 'operations.alerts', { by: ['status'] }), '{{status}}') },
      dataLinks: alertLinks,
    }),
    stat({
      id: 104,
      title: 'Oldest that nobody has taken',
      width: 12,
      unit: units.Seconds,
      min: 0,
      description: {
        shows: 'Age of the oldest alert that nobody has acknowledged; 0 without one.',
        bad: 'More than a few minutes by day, or than the first level of escalation by night.',
        next: 'Is somebody on call, and do messages arrive? See the board of Alertmanager.',
      },
      queries: {
        age: {
          ...instant(q.aggregate('max', 'operations.oldest_unacknowledged'), ''),
          quietWhenHealthy: true,
        },
      },
      dataLinks: alertLinks,
    }),
  ];
}
