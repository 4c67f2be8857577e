import * as units from '@grafana/grafana-foundation-sdk/units';
import { type BoardDefinition } from '../../kit/definition';
import { type RowSpec } from '../../kit/panel';
import { orZeroPer } from '../../kit/expressions';
import { RATE_WINDOW as window } from '../../kit/scope';
import { level, range, rate } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { alive, processRow } from './process';
import { rangeLink } from './range-link';
import { FAILED_STATUS, requestsRow } from './requests';

const links = [rangeLink('Collector', 'collector'), rangeLink('Cardinality and cost', 'telemetryCost')];
const INSTANCE = '{{instance}}';
const by = ['instance'] as const;

/** Loki: are log lines stored, and can they be read? */
export const lokiBoard: BoardDefinition = {
  name: 'loki',
  folder: 'platform',
  needs: ['stack'],
  description: 'Loki about itself: what it takes, what it writes, and how fast it answers.',
  tags: ['stack'],
  scope: 'stack',
  rows: (sources) => [intake(sources), writing(sources), requests(sources), processRow('loki', 4, links)],
};

function intake(sources: Sources): RowSpec {
  const { everywhere: q } = sources;
  const lines = q.rate('loki.lines', { by, window });
  return {
    id: 1,
    title: 'Intake',
    panels: [
      alive(sources, 'loki', 101, links),
      rate({
        id: 102,
        title: 'Lines',
        width: 10,
        unit: units.EventsPerSecond,
        description: {
          shows: 'Log lines that Loki took, each second, by tenant.',
          bad: 'A fall to 0 while the collector sends: see Lost on its board.',
          next: 'Compare with Log records on the board of the collector.',
        },
        queries: {
          lines: range(
            q.rate('loki.lines', { by: ['instance', 'tenant'], window }),
            `${INSTANCE} {{tenant}}`,
          ),
        },
        dataLinks: links,
      }),
      rate({
        id: 103,
        title: 'Bytes',
        width: 10,
        unit: units.BytesPerSecondIEC,
        description: {
          shows: 'Bytes of log lines that Loki took, each second, before compression.',
          bad: 'A step up without more requests: somebody logs bodies, or at debug level.',
          next: 'Log lines by level on the overview says which service and level.',
        },
        queries: { bytes: range(q.rate('loki.bytes', { by, window }), INSTANCE) },
        dataLinks: links,
      }),
      rate({
        id: 104,
        title: 'Discarded lines',
        width: 24,
        unit: units.EventsPerSecond,
        description: {
          shows: 'Log lines that Loki did not store, each second, by reason.',
          bad: 'Anything above 0: logs have holes.',
          next: 'rate_limited: a service logs too much, or the limit is too low; too_far_behind: its clock is wrong; line_too_long: it logs bodies.',
        },
        queries: {
          discarded: range(
            orZeroPer(lines, q.rate('loki.discarded', { by: ['instance', 'reason'], window })),
            `${INSTANCE} {{reason}}`,
            { quietWhenHealthy: true },
          ),
        },
        dataLinks: links,
      }),
    ],
  };
}

function writing({ everywhere: q }: Sources): RowSpec {
  return {
    id: 2,
    title: 'Writing',
    panels: [
      level({
        id: 201,
        title: 'Streams',
        width: 8,
        unit: units.Short,
        description: {
          shows: 'Streams in memory: each combination of index labels is one.',
          bad: 'Thousands: an index label has too many values, and queries and memory suffer.',
          next: 'Index labels are service, namespace, environment and job; nothing else belongs there.',
        },
        queries: { streams: range(q.aggregate('sum', 'loki.streams', { by }), INSTANCE) },
        dataLinks: links,
      }),
      level({
        id: 202,
        title: 'Chunks',
        width: 8,
        unit: units.Short,
        description: {
          shows: 'Chunks in memory, and those that wait to be written to storage.',
          bad: 'A waiting line that grows: storage is slow or away.',
          next: 'See Failed writes and panics; check disk or bucket.',
        },
        queries: {
          held: range(q.aggregate('sum', 'loki.chunks', { by }), `${INSTANCE} in memory`),
          waiting: range(q.aggregate('sum', 'loki.flush.queue', { by }), `${INSTANCE} waiting`),
        },
        dataLinks: links,
      }),
      rate({
        id: 203,
        title: 'Failed writes and panics',
        width: 8,
        unit: units.EventsPerSecond,
        description: {
          shows: 'Writes of chunks that failed, and panics that Loki survived, each second.',
          bad: 'Anything above 0 for minutes: lines are on one disk only, or a query makes Loki panic.',
          next: 'The log of Loki names the error: as a rule rights, quota or a full disk.',
        },
        queries: {
          writes: range(q.rate('loki.flush.failed', { by, window }), `${INSTANCE} writes`, {
            quietWhenHealthy: true,
          }),
          panics: range(q.rate('loki.panics', { by, window }), `${INSTANCE} panics`, {
            quietWhenHealthy: true,
          }),
        },
        dataLinks: links,
      }),
    ],
  };
}

function requests({ everywhere: q }: Sources): RowSpec {
  const over = { by: ['route'], window } as const;
  return requestsRow(3, links, {
    all: q.rate('loki.requests', over),
    failed: q.rate('loki.requests', { ...over, where: { status_code: { regex: FAILED_STATUS } } }),
    p95: q.quantile(0.95, 'loki.requests', over),
  });
}
