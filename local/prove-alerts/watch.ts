import { setTimeout as delay } from 'node:timers/promises';
import { prometheusClient, type RuleAlert } from '../clients/prometheus';

/** One life of an instance of an alert, in Unix milliseconds as it was seen. */
export interface Episode {
  readonly labels: Readonly<Record<string, string>>;
  /** When its condition began to hold. */
  readonly pendingAt: number;
  /** True if it was seen pending before it fired. */
  sawPending: boolean;
  firingAt?: number;
  goneAt?: number;
}

/** Keeps the lives of all alerts of a Prometheus. */
export interface Watch {
  episodes(): readonly Episode[];
  close(): Promise<void>;
}

/** An alert with a `for` is pending for one evaluation at least, which is a second in a compressed run. */
const POLL_MS = 250;

/** Begins to watch the alerts of a Prometheus. While it does not answer, nothing is seen and nothing forgotten. */
export function watchAlerts(prometheusUrl: string): Watch {
  const prometheus = prometheusClient(prometheusUrl);
  const episodes: Episode[] = [];
  const open = new Map<string, Episode>();
  const end = new AbortController();
  const look = async (): Promise<void> => {
    note(await prometheus.alerts(), Date.now(), open, episodes);
  };
  const loop = (async () => {
    while (!end.signal.aborted) {
      await look().catch(() => undefined);
      await delay(POLL_MS, undefined, { signal: end.signal }).catch(() => undefined);
    }
  })();
  return {
    episodes: () => episodes,
    close: () => {
      end.abort();
      return loop;
    },
  };
}

/** Takes over what Prometheus shows at a time. */
export function note(
  shown: readonly RuleAlert[],
  now: number,
  open: Map<string, Episode>,
  episodes: Episode[],
): void {
  const seen = new Set<string>();
  for (const { labels, state, activeAt } of shown) {
    const key = JSON.stringify(Object.entries(labels).sort());
    seen.add(key);
    let episode = open.get(key);
    if (episode === undefined) {
      episode = { labels, pendingAt: Date.parse(activeAt), sawPending: false };
      open.set(key, episode);
      episodes.push(episode);
    }
    if (state === 'pending') episode.sawPending = true;
    else episode.firingAt ??= now;
  }
  for (const [key, episode] of open) {
    if (seen.has(key)) continue;
    episode.goneAt = now;
    open.delete(key);
  }
}
