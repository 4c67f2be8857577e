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

/** Tempo: are traces stored, and can they be read? */
export const tempoBoard: BoardDefinition = {
  name: 'tempo',
  folder: 'platform',
  needs: ['stack'],
  description: 'Tempo about itself: what it takes, what it writes, and how fast it answers.',
  tags: ['stack'],
  scope: 'stack',
  rows: (sources) => [intake(sources), writing(sources), requests(sources), processRow('tempo', 4, links)],
};

function intake(sources: Sources): RowSpec {
  const { everywhere: q } = sources;
  const spans = q.rate('tempo.spans', { by, window });
  return {
    id: 1,
    title: 'Intake',
    panels: [
      alive(sources, 'tempo', 101, links),
      rate({
        id: 102,
        title: 'Spans',
        width: 10,
        unit: units.EventsPerSecond,
        description: {
          shows: 'Spans that Tempo took, each second, by tenant.',
          bad: 'A fall to 0 while the collector sends: see Lost on its board.',
          next: 'Compare with Spans on the board of the collector.',
        },
        queries: {
          spans: range(
            q.rate('tempo.spans', { by: ['instance', 'tenant'], window }),
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
          shows: 'Bytes of spans that Tempo took, each second, before compression.',
          bad: 'A step up without more requests: spans got larger or traces longer.',
          next: 'Cardinality and cost says which service; fewer attributes or a lower share make it smaller.',
        },
        queries: { bytes: range(q.rate('tempo.bytes', { by, window }), INSTANCE) },
        dataLinks: links,
      }),
      rate({
        id: 104,
        title: 'Discarded spans',
        width: 24,
        unit: units.EventsPerSecond,
        description: {
          shows: 'Spans that Tempo did not store because of a limit, each second, by reason.',
          bad: 'Anything above 0: traces have holes.',
          next: 'trace_too_large: a loop in one trace; rate_limited, live_traces_exceeded: raise the limit or sample more.',
        },
        queries: {
          discarded: range(
            orZeroPer(spans, q.rate('tempo.discarded', { by: ['instance', 'reason'], window })),
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
        title: 'Live traces',
        width: 8,
        unit: units.Short,
        description: {
          shows: 'Traces that are not yet in a block.',
          bad: 'A line that only rises: traces do not end, or blocks are not cut.',
          next: 'Look at Blocks that wait; memory follows this line.',
        },
        queries: { live: range(q.aggregate('sum', 'tempo.traces.live', { by }), INSTANCE) },
        dataLinks: links,
      }),
      level({
        id: 202,
        title: 'Blocks that wait',
        width: 8,
        unit: units.Short,
        description: {
          shows: 'Blocks that wait to be written to storage.',
          bad: 'A line that grows: storage is slow or away.',
          next: 'See Failed writes; check disk or bucket.',
        },
        queries: { waiting: range(q.aggregate('sum', 'tempo.flush.queue', { by }), INSTANCE) },
        dataLinks: links,
      }),
      rate({
        id: 203,
        title: 'Failed writes and compactions',
        width: 8,
        unit: units.EventsPerSecond,
        description: {
          shows: 'Writes of blocks and compactions that failed, each second.',
          bad: 'Anything above 0 for minutes: traces are on one disk only, or searches get slower from day to day.',
          next: 'The log of Tempo names the error: as a rule rights, quota or a full disk.',
        },
        queries: {
          writes: range(q.rate('tempo.flush.failed', { by, window }), `${INSTANCE} writes`, {
            quietWhenHealthy: true,
          }),
          compactions: range(q.rate('tempo.compaction.errors', { by, window }), `${INSTANCE} compactions`, {
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
    all: q.rate('tempo.requests', over),
    failed: q.rate('tempo.requests', { ...over, where: { status_code: { regex: FAILED_STATUS } } }),
    p95: q.quantile(0.95, 'tempo.requests', over),
  });
}
