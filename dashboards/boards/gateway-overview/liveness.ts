import * as units from '@grafana/grafana-foundation-sdk/units';
import { expression } from '../../../alerts/promql';
import { age } from '../../kit/expressions';
import { type RowSpec } from '../../kit/panel';
import { instant, stat, table } from '../../kit/signals';
import { chosenLinks, serviceLinks } from '../../kit/event-links';
import { type Sources } from '../../kit/sources';

const NO_TARGET = 'no target: Prometheus scrapes no such gateway';

/** Whether the gateways are there: read this row first, an empty panel below means nothing while a target is down. */
export function liveness({ q }: Sources): RowSpec {
  // A process that several jobs scrape counts once, and is down if one of them fails.
  const up = q.aggregate('min', 'prometheus.up', { by: ['service', 'environment', 'instance'] });
  return {
    id: 1,
    title: 'Liveness',
    panels: [
      stat({
        id: 101,
        title: 'Targets up',
        width: 5,
        unit: units.Short,
        min: 0,
        missing: NO_TARGET,
        description: {
          shows: 'Gateway processes whose metrics Prometheus could read at the last scrape.',
          bad: 'Fewer than you run, or no target at all: then every other panel is incomplete.',
          next: 'Compare with Targets down; if the target is unknown, look at service discovery in Prometheus under /targets.',
        },
        queries: { up: instant(expression(`sum(${up.text})`, [up], [])) },
        threshold: { value: 1, bad: 'below' },
        alerts: ['GatewayTargetsMissing'],
        dataLinks: chosenLinks,
      }),
      stat({
        id: 102,
        title: 'Targets down',
        width: 5,
        unit: units.Short,
        min: 0,
        missing: NO_TARGET,
        description: {
          shows: 'Gateway processes that Prometheus knows but could not read at the last scrape.',
          bad: 'Anything above 0 for longer than a restart takes.',
          next: 'Open the logs of the service around the last moment it was up; then the runbook.',
        },
        queries: {
          down: { ...instant(expression(`sum(1 - ${up.text})`, [up], [])), quietWhenHealthy: true },
        },
        threshold: { value: 1, bad: 'above' },
        alerts: ['GatewayDown', 'StackTargetDown'],
        dataLinks: chosenLinks,
      }),
      stat({
        id: 103,
        title: 'Since last start',
        width: 5,
        unit: units.Seconds,
        min: 0,
        description: {
          shows: 'Time since the youngest process of each service began.',
          bad: 'A few minutes without a deployment: processes crash and come back.',
          next: 'See when it started among the annotations of the panels below, then the logs before that moment.',
        },
        queries: {
          uptime: instant(age(q.aggregate('max', 'process.start_time', { by: ['service'] })), '{{service}}'),
        },
        alerts: ['GatewayRestarting'],
        dataLinks: serviceLinks,
      }),
      table({
        id: 104,
        title: 'Versions',
        width: 9,
        height: 4,
        description: {
          shows: 'Processes by version of the instrumentation, preset and Node.js.',
          bad: 'Several versions for longer than a rollout takes.',
          next: 'Finish or undo the rollout; compare error ratio and duration before and after its annotation.',
        },
        queries: {
          info: instant(
            q.aggregate('sum', 'self.info', { by: ['service', 'version', 'preset', 'node_version'] }),
          ),
        },
        columns: [
          { field: 'service', title: 'Service' },
          { field: 'version', title: 'Gatewatch' },
          { field: 'preset', title: 'Preset' },
          { field: 'node_version', title: 'Node.js' },
          { field: 'Value', title: 'Processes' },
        ],
        dataLinks: chosenLinks,
      }),
    ],
  };
}
