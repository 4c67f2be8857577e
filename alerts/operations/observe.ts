import type { OperationsEvent } from './core/events';
import type { State } from './core/state';
import type { EpisodeMetrics } from './edge/episode-metrics';

/** Counts what an event says of its alert. `state` is that before the event. */
export function observe(metrics: EpisodeMetrics, state: State, event: OperationsEvent): void {
  const episode = state.active.get(event.fingerprint);
  if (event.type === 'fired') {
    if (episode === undefined) metrics.fired(event.labels);
    return;
  }
  if (episode === undefined) return;
  const seconds = (event.at - episode.startedAt) / 1000;
  if (event.type === 'resolved') metrics.resolved(episode, seconds);
  if (event.type === 'held' && event.kind === 'acknowledge' && episode.acknowledgedAt === undefined) {
    metrics.acknowledged(episode.labels, seconds);
  }
}
