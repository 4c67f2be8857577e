import { OPERATIONS_DURATION_BUCKETS, OVERFLOW_VALUE } from '../../../instrumentation/contract';
import { urgencyOfLabel } from '../core/severity';
import type { Episode } from '../core/state';
import { family, labelled, type Sample } from './exposition';

/** Names of alerts that are told apart; foreign senders may make names up. */
const MOST_NAMES = 200;

/** What happened to single alerts: how often they fired, and how long people and cures took. */
export interface EpisodeMetrics {
  fired(labels: Episode['labels']): void;
  /** @param seconds from its begin to its first acknowledgement */
  acknowledged(labels: Episode['labels'], seconds: number): void;
  /** @param seconds from its begin to its end */
  resolved(episode: Pick<Episode, 'labels' | 'level' | 'acknowledgedAt'>, seconds: number): void;
}

interface Distribution {
  readonly counts: number[];
  sum: number;
}

/** Counters of episodes in memory, and their text in the Prometheus format. */
export function episodeMetrics(): EpisodeMetrics & { render(): string } {
  const names = new Set<string>();
  const fired = new Map<string, number>();
  const acknowledged = new Map<string, Distribution>();
  const resolved = new Map<string, Distribution>();
  const ended = new Map<string, number>();
  for (const escalated of YES_NO) {
    for (const isAcknowledged of YES_NO) ended.set(labelled({ escalated, acknowledged: isAcknowledged }), 0);
  }

  const keyOf = (labels: Episode['labels']): string => {
    const given = labels['alertname'] ?? '';
    if (!names.has(given) && names.size < MOST_NAMES) names.add(given);
    const alertname = names.has(given) ? given : OVERFLOW_VALUE;
    return labelled({ alertname, severity: urgencyOfLabel(labels['severity']) });
  };
  return {
    fired: (labels) => add(fired, keyOf(labels)),
    acknowledged: (labels, seconds) => observe(acknowledged, keyOf(labels), seconds),
    resolved: ({ labels, level, acknowledgedAt }, seconds) => {
      observe(resolved, keyOf(labels), seconds);
      add(
        ended,
        labelled({ escalated: yesNo(level > 0), acknowledged: yesNo(acknowledgedAt !== undefined) }),
      );
    },
    render: () =>
      [
        family(
          'alert_operations_fired_total',
          'counter',
          'Alerts that began to fire, by name and severity.',
          [...fired].map(([labels, value]): Sample => ['', labels, value]),
        ),
        distributions(
          'alert_operations_time_to_acknowledge_seconds',
          'Time from the begin of an alert to its first acknowledgement, by name and severity.',
          acknowledged,
        ),
        distributions(
          'alert_operations_time_to_resolve_seconds',
          'Time from the begin of an alert to its end, by name and severity.',
          resolved,
        ),
        family(
          'alert_operations_ended_total',
          'counter',
          'Alerts that ended, by whether they were escalated and whether anybody acknowledged them.',
          [...ended].map(([labels, value]): Sample => ['', labels, value]),
        ),
      ].join(''),
  };
}

const YES_NO = ['yes', 'no'] as const;

function yesNo(is: boolean): (typeof YES_NO)[number] {
  return is ? 'yes' : 'no';
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function observe(all: Map<string, Distribution>, key: string, seconds: number): void {
  const one = all.get(key) ?? { counts: OPERATIONS_DURATION_BUCKETS.map(() => 0).concat(0), sum: 0 };
  const value = Math.max(0, seconds);
  const bucket = OPERATIONS_DURATION_BUCKETS.findIndex((bound) => value <= bound);
  const index = bucket < 0 ? OPERATIONS_DURATION_BUCKETS.length : bucket;
  one.counts[index] = (one.counts[index] ?? 0) + 1;
  one.sum += value;
  all.set(key, one);
}

function distributions(name: string, help: string, all: ReadonlyMap<string, Distribution>): string {
  const bounds = [...OPERATIONS_DURATION_BUCKETS.map(String), '+Inf'];
  return family(
    name,
    'histogram',
    help,
    [...all].flatMap(([labels, { counts, sum }]): Sample[] => {
      let count = 0;
      const buckets = bounds.map((le, index): Sample => {
        count += counts[index] ?? 0;
        return ['_bucket', `${labels.slice(0, -1)},le="${le}"}`, count];
      });
      return [...buckets, ['_sum', labels, sum], ['_count', labels, count]];
    }),
  );
}
