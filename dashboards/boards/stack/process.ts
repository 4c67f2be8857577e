import * as units from '@grafana/grafana-foundation-sdk/units';
import { expression, queries } from '../../../alerts/promql';
import { bind, type StackJob } from '../../../instrumentation/contract';
import { age } from '../../kit/expressions';
import { type Link, type PanelSpec, type RowSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { instant, level, range, stat } from '../../kit/signals';
import { type Sources } from '../../kit/sources';

/** Names of the client libraries, which the binaries of the stack keep whatever a preset calls those of the gateways. */
const OWN_NAMES = bind({ name: 'stack', packs: ['runtime', 'stack'], metrics: {} });

const INSTANCE = '{{instance}}';

/** Whether the binary answers, and for how long it has run. `id` is the first of two panel ids. */
export function alive({ everywhere }: Sources, job: StackJob, id: number, dataLinks: readonly Link[]) {
  const up = everywhere.aggregate('min', 'prometheus.up', { where: { job }, by: ['instance'] });
  return stat({
    id,
    title: 'Answers',
    width: 4,
    height: 8,
    unit: units.Short,
    min: 0,
    missing: `no target: Prometheus scrapes no ${job}`,
    description: {
      shows: 'Instances that Prometheus could read at the last scrape.',
      bad: 'Fewer than the stack has, or none: then the panels below show the past.',
      next: 'Look at its pod or process and its last log lines; the runbook names the usual causes.',
    },
    queries: { up: instant(expression(`sum(${up.text})`, [up], [])) },
    threshold: { value: 1, bad: 'below' },
    alerts: ['StackTargetDown'],
    dataLinks,
  });
}

/** Memory, CPU and age of a binary that exposes the metrics of the Prometheus client libraries. */
export function processRow(job: StackJob, id: number, dataLinks: readonly Link[]): RowSpec {
  const q = queries(OWN_NAMES, { job });
  const by = ['instance'] as const;
  return processPanels(id, dataLinks, {
    memory: q.aggregate('max', 'process.memory.resident', { by }),
    cpu: q.rate('process.cpu', { by, window }),
    age: age(q.aggregate('max', 'process.start_time', { by })),
  });
}

/** What {@link processPanels} draws. */
export interface ProcessQueries {
  readonly memory: Parameters<typeof range>[0];
  readonly cpu: Parameters<typeof range>[0];
  /** Left out where the binary does not say when it began. */
  readonly age?: Parameters<typeof range>[0];
}

/** The row about a process. `id` is that of the row; its panels have the ids after it. */
export function processPanels(id: number, dataLinks: readonly Link[], process: ProcessQueries): RowSpec {
  const panels: PanelSpec[] = [
    level({
      id: id * 100 + 1,
      title: 'Memory',
      width: 9,
      unit: units.BytesIEC,
      description: {
        shows: 'Memory that the process holds.',
        bad: 'A slope that does not level off, or a value near the limit of the container: it is killed there.',
        next: 'Compare with what it holds in the rows above; raise the limit in the stack configuration if the load grew.',
      },
      queries: { memory: range(process.memory, INSTANCE) },
      dataLinks,
    }),
    level({
      id: id * 100 + 2,
      title: 'CPU',
      width: 9,
      unit: units.PercentUnit,
      description: {
        shows: 'CPU time a second; 100 % is one core.',
        bad: 'At the limit of the container for minutes: it is throttled and everything it does comes late.',
        next: 'Look for what grew in the rows above; give it more CPU or another replica.',
      },
      queries: { cpu: range(process.cpu, INSTANCE) },
      dataLinks,
    }),
  ];
  if (process.age !== undefined) {
    panels.push(
      stat({
        id: id * 100 + 3,
        title: 'Since last start',
        width: 6,
        height: 8,
        unit: units.Seconds,
        min: 0,
        description: {
          shows: 'Time since the process began.',
          bad: 'Minutes, without an upgrade: it crashes and comes back.',
          next: 'Look at why it ended: out of memory, a failed probe, a broken configuration.',
        },
        queries: { age: instant(process.age, INSTANCE) },
        dataLinks,
      }),
    );
  }
  return { id, title: 'Process', panels };
}
