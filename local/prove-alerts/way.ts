import type { AlertRule } from '../../alerts';
import type { Channel, Fault, Proven, Rig } from '../faults';
import type { Pace } from '../stack/pace';
import type { Bounds } from './bounds';
import type { Arrival } from './channels';
import type { Row } from './row';
import type { RunbookAnswers } from './runbook-answers';
import type { Episode, Watch } from './watch';

/** What proofs of faults share. */
export interface Proving {
  readonly rig: Rig;
  readonly pace: Pace;
  readonly watch: Watch;
  readonly rules: ReadonlyMap<string, AlertRule>;
}

/** The way of one alert under a fault; times in Unix milliseconds. */
export interface Way {
  readonly proven: Proven;
  readonly rule: AlertRule;
  readonly bounds: Bounds;
  /** Who has to hear of it. */
  readonly channels: readonly Channel[];
  readonly problems: string[];
  /** True once something did not happen at all. */
  isLost: boolean;
  begun: number;
  cured: number;
  episode?: Episode;
  readonly received: Arrival[];
  /** When it was seen to be muted by another alert of the same fault. */
  mutedAt?: number;
  resolvedAt?: number;
  runbook?: RunbookAnswers;
}

/** How much longer than its bound is waited, so that a late alert is told from one that never comes. */
const PATIENCE = 2;
const PATIENCE_SECONDS = 20;

/** Milliseconds that something with a bound (seconds) is waited for. */
export function patienceMs(bound: number): number {
  return (bound * PATIENCE + PATIENCE_SECONDS) * 1000;
}

/** Unix time in milliseconds of the last arrival. */
export function latest(received: readonly Arrival[]): number {
  return Math.max(...received.map(({ at }) => at));
}

/** What came of it. */
export function rowOf(way: Way, fault: Fault, { stack }: Rig): Row {
  const { rule, proven, bounds, begun, cured, episode, received, mutedAt, resolvedAt, runbook } = way;
  const heard = way.channels.filter((via) => received.some((one) => one.via === via));
  const since = (at: number | undefined, from: number): number | undefined =>
    at === undefined ? undefined : (at - from) / 1000;
  const times = {
    pending: since(episode?.pendingAt, begun),
    firing: since(episode?.firingAt, begun),
    detected:
      mutedAt !== undefined
        ? since(mutedAt, begun)
        : heard.length === 0
          ? undefined
          : since(latest(received), begun),
    receivedBy: mutedAt !== undefined ? `muted by ${proven.mutedBy}` : heard.join(', ') || undefined,
    resolved: since(resolvedAt, cured),
  };
  return {
    preset: stack.preset.name,
    alert: rule.alert,
    severity: rule.labels.severity,
    fault: fault.name,
    ...(Object.fromEntries(Object.entries(times).filter(([, value]) => value !== undefined)) as Partial<Row>),
    detectionBound: bounds.detected,
    resolutionBound: bounds.resolved,
    queries: runbook ?? { asked: 0, answered: 0, silent: [] },
    problems: way.problems,
  };
}
