import type { AlertRule } from '../../alerts';
import { inhibitedAlerts } from '../clients/alertmanager';
import { prometheusClient } from '../clients/prometheus';
import type { Channel, Cure, Fault, Proven, Rig } from '../faults';
import { eventually } from '../proofs/eventually';
import type { Pace } from '../stack/pace';
import { type Bounds, boundsOf } from './bounds';
import { type Arrival, arrivals, CHANNELS, isAbout } from './channels';
import { hasLabels, labelsOf } from './matching';
import { runbookAnswers, type RunbookAnswers } from './runbook-answers';
import type { Row } from './row';
import { messageProblems, textProblems } from './text';
import type { Episode, Watch } from './watch';

/** What proofs of faults share. */
export interface Proving {
  readonly rig: Rig;
  readonly pace: Pace;
  readonly watch: Watch;
  readonly rules: ReadonlyMap<string, AlertRule>;
}

/** How much longer than its bound is waited, so that a late alert is told from one that never comes. */
const PATIENCE = 2;
const PATIENCE_SECONDS = 20;

/** Seconds that an earlier fault's traces may take to vanish before a fault that provokes the same alert. */
const CLEAR_SECONDS = 150;

/** The way of one alert under a fault; times in Unix milliseconds. */
interface Way {
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

/**
 * Takes a fault from its begin to its cure and follows each of its alerts; never rejects but for the end of the run.
 * @param onCured called when what it held is free again, while its alerts may still have to resolve
 */
export async function proveFault(
  fault: Fault,
  wanted: readonly Proven[],
  proving: Proving,
  onCured: () => void,
): Promise<readonly Row[]> {
  const { rig, pace, rules } = proving;
  const ways = wanted.map((proven): Way => {
    const rule = rules.get(proven.alert);
    if (rule === undefined) throw new Error(`${fault.name}: the stack has no alert ${proven.alert}`);
    const channels = CHANNELS[rule.labels.severity].filter((via) => via !== fault.breaks);
    const bounds = boundsOf(rule, fault, pace);
    return { proven, rule, bounds, channels, received: [], problems: [], isLost: false, begun: 0, cured: 0 };
  });
  await step(ways, 'before the fault', () => Promise.all(ways.map((way) => untilQuiet(way, proving))));
  if (ways.every(({ problems }) => problems.length > 0)) return ways.map((way) => rowOf(way, fault, rig));

  for (const way of ways) way.begun = Date.now();
  let cure: Cure | undefined;
  await step(ways, 'the fault could not be brought about', async () => {
    cure = await fault.begin(rig);
  });
  const begun = cure;
  if (begun !== undefined) {
    const late = fault.curedWhen === 'firing';
    await Promise.all(
      ways.map((way) => (late ? follow(way, untilFiring, proving) : follow(way, untilReceived, proving))),
    );
    for (const way of ways) way.cured = Date.now();
    await step(ways, 'the fault could not be cured', begun);
    onCured();
    if (late) await Promise.all(ways.map((way) => follow(way, untilReceived, proving)));
    await Promise.all(ways.map((way) => follow(way, untilResolved, proving)));
  }
  rig.signal.throwIfAborted();
  return ways.map((way) => rowOf(way, fault, rig));
}

async function step(ways: readonly Way[], what: string, act: () => Promise<unknown>): Promise<void> {
  await act().catch((error: Error) => {
    for (const way of ways) {
      way.isLost = true;
      way.problems.push(`${what}: ${error.message}`);
    }
  });
}

/** A step of one alert; after one that did not come there is no further, after a late one there is. */
async function follow(
  way: Way,
  next: (way: Way, proving: Proving) => Promise<void>,
  proving: Proving,
): Promise<void> {
  if (way.isLost) return;
  await next(way, proving).catch((error: Error) => {
    way.isLost = true;
    way.problems.push(error.message);
  });
}

async function untilQuiet({ proven }: Way, { rig, watch }: Proving): Promise<void> {
  const wanted = labelsOf(proven, rig.stack);
  await eventually(
    () =>
      Promise.resolve(
        watch.episodes().some((one) => one.goneAt === undefined && hasLabels(one.labels, wanted))
          ? undefined
          : true,
      ),
    { what: `${proven.alert} to be inactive`, timeoutMs: CLEAR_SECONDS * 1000, signal: rig.signal },
  );
}

async function untilFiring(way: Way, { rig, watch }: Proving): Promise<void> {
  const wanted = labelsOf(way.proven, rig.stack);
  const patience = { timeoutMs: patienceMs(way.bounds.detected), signal: rig.signal };
  const alive = (): readonly Episode[] =>
    watch.episodes().filter((one) => (one.goneAt ?? Infinity) > way.begun && hasLabels(one.labels, wanted));
  try {
    way.episode = await eventually(() => Promise.resolve(alive().find((one) => one.firingAt !== undefined)), {
      what: `${way.proven.alert} to fire`,
      ...patience,
    });
  } catch (error) {
    const pending = alive().length > 0 ? ' (it was pending)' : ' (it was not even pending)';
    throw new Error(`${(error as Error).message}${pending}`, { cause: error });
  }
  if (way.rule.for > 0 && !way.episode.sawPending) way.problems.push('was never seen pending');
}

async function untilReceived(way: Way, proving: Proving): Promise<void> {
  const { rig } = proving;
  if (way.episode === undefined) await untilFiring(way, proving);
  const { rule, proven, begun, bounds } = way;
  const { mutedBy } = proven;
  await Promise.race([allReceived(way, rig), ...(mutedBy === undefined ? [] : [untilMuted(way, rig)])]);
  const took = ((way.mutedAt ?? latest(way.received)) - begun) / 1000;
  if (took > bounds.detected) {
    way.problems.push(`took ${took.toFixed(1)} s, more than ${bounds.detected.toFixed(1)} s`);
  }
  way.runbook = await runbookAnswers(rule.alert, prometheusClient(rig.stack.endpoints.prometheus));
}

async function allReceived(way: Way, rig: Rig): Promise<void> {
  const { rule, proven, begun, bounds } = way;
  const wanted = labelsOf(proven, rig.stack);
  const timeoutMs = patienceMs(bounds.detected);
  await Promise.all(
    way.channels.map(async (via) => {
      const arrival = await eventually(
        () =>
          Promise.resolve(
            way.mutedAt !== undefined
              ? null
              : arrivals(via, begun, rig).find(
                  (one) =>
                    one.status === 'firing' &&
                    isAbout(one, rule) &&
                    (one.annotations === undefined || hasLabels(one.labels, wanted)),
                ),
          ),
        { what: `${via} to get ${proven.alert}, which fires`, timeoutMs, signal: rig.signal },
      );
      if (arrival === null) return;
      way.received.push(arrival);
      const problems =
        arrival.annotations === undefined
          ? messageProblems(rule, arrival.text)
          : textProblems(rule, arrival.annotations);
      way.problems.push(...problems.map((problem) => `${via}: ${problem}`));
    }),
  );
}

async function untilMuted(way: Way, { stack, signal }: Rig): Promise<void> {
  const wanted = labelsOf(way.proven, stack);
  const timeoutMs = patienceMs(way.bounds.detected);
  await eventually(
    async () => {
      if (way.received.length === way.channels.length) return true;
      const inhibited = await inhibitedAlerts(stack.endpoints.alertmanager);
      if (!inhibited.some((labels) => hasLabels(labels, wanted))) return undefined;
      way.mutedAt = Date.now();
      return true;
    },
    { what: `${way.proven.alert} to be received or muted`, timeoutMs, signal },
  );
}

async function untilResolved(way: Way, { rig, watch }: Proving): Promise<void> {
  const { rule, bounds, cured, proven } = way;
  const timeoutMs = patienceMs(bounds.resolved);
  way.resolvedAt =
    proven.mutedBy === undefined
      ? Math.max(...(await Promise.all(way.received.map((one) => resolvedMessage(one, way, rig)))))
      : await eventually(
          () => {
            const wanted = labelsOf(proven, rig.stack);
            const alive = watch
              .episodes()
              .filter(({ labels }) => hasLabels(labels, wanted))
              .map(({ goneAt }) => goneAt);
            return Promise.resolve(
              alive.includes(undefined) ? undefined : Math.max(cured, ...(alive as number[])),
            );
          },
          { what: `${rule.alert} to end`, timeoutMs, signal: rig.signal },
        );
  const took = (way.resolvedAt - cured) / 1000;
  if (took > bounds.resolved) {
    way.problems.push(`resolved after ${took.toFixed(1)} s, more than ${bounds.resolved.toFixed(1)} s`);
  }
}

/** When a channel heard the end of what it had heard of. */
async function resolvedMessage({ via, incident, at }: Arrival, way: Way, rig: Rig): Promise<number> {
  const { rule, bounds, cured } = way;
  const arrival = await eventually(
    () =>
      Promise.resolve(
        arrivals(via, Math.max(at, cured), rig).find(
          (one) =>
            one.status === 'resolved' &&
            (incident === undefined ? isAbout(one, rule) : one.incident === incident),
        ),
      ),
    {
      what: `${via} to hear that ${rule.alert} is resolved`,
      timeoutMs: patienceMs(bounds.resolved),
      signal: rig.signal,
    },
  );
  return arrival.at;
}

function latest(received: readonly Arrival[]): number {
  return Math.max(...received.map(({ at }) => at));
}

function patienceMs(bound: number): number {
  return (bound * PATIENCE + PATIENCE_SECONDS) * 1000;
}

function rowOf(way: Way, fault: Fault, { stack }: Rig): Row {
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
