import { randomUUID } from 'node:crypto';
import { channelTests, TEST_ALERT, TEST_MS, testUnderWay } from './core/channel-test';
import type { AbsentSince } from './core/episodes';
import type { SentAlert } from './core/escalation';
import type { Held, HoldKind, OperationsEvent } from './core/events';
import { fingerprintOf } from './core/fingerprint';
import { released, silenceOf } from './core/holds';
import type { Observation, ToldAlert } from './core/observation';
import { type Plan, planNext } from './core/plan';
import { urgencyOfLabel } from './core/severity';
import type { PlanSettings } from './core/settings';
import { apply, emptyState, holdKey, type State } from './core/state';
import type { Alertmanager } from './edge/alertmanager';
import type { Clock } from './edge/clock';
import type { Journal } from './edge/journal';
import type { OperationsMetrics } from './edge/metrics';
import { exclusive } from './exclusive';
import { observe } from './observe';
import { perform } from './perform';

export interface ServiceParts {
  readonly alertmanager: Alertmanager;
  readonly journal: Journal;
  readonly settings: PlanSettings;
  readonly clock: Clock;
  readonly metrics: OperationsMetrics;
  /** Label `service` of test alerts. */
  readonly service: string;
}

/**
 * What came of a call.
 * - `done`: Alertmanager has it
 * - `pending`: it is in the journal, and Alertmanager gets it as soon as it answers
 * - `unknown`: no alert that fires has this fingerprint
 */
export type Outcome =
  | { readonly outcome: 'done' | 'pending'; readonly hold: Held; readonly isNew: boolean }
  | { readonly outcome: 'unknown' };

/** What a call wants to be written down. */
interface Decision {
  readonly hold: Held;
  readonly events: readonly OperationsEvent[];
}

/** Age up to which what Alertmanager said is taken for what it would say. One that answers slowly is asked less often. */
const RECENT_MS = 1_000;
const RECENT_PER_DURATION = 10;

/** Alert operations: one state, changed by one caller at a time. */
export class AlertOperations {
  readonly #parts: ServiceParts;
  readonly #state: State;
  readonly #alone = exclusive();
  #told: ToldAlert[] = [];
  #absentSince: AbsentSince = new Map();
  #muted: ReadonlySet<string> = new Set();
  /** Begin of the scheduled test that was sent last. */
  #tested: number | undefined;
  #failure: string | undefined = 'Alertmanager was not asked yet';
  /** Until when what Alertmanager said last is recent, by `performance.now`. */
  #recentUntil = -Infinity;

  constructor(parts: ServiceParts) {
    this.#parts = parts;
    this.#state = parts.journal.events.reduce(apply, emptyState());
  }

  get state(): State {
    return this.#state;
  }

  /** Alerts that somebody else's silence, or an inhibition, keeps quiet. */
  get muted(): ReadonlySet<string> {
    return this.#muted;
  }

  /** Why Alertmanager did not do as asked when it was last asked; undefined if it did. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** Asks Alertmanager, and does what follows. Never rejects. */
  look(): Promise<void> {
    return this.#alone(async () => {
      const observation = await this.#observe();
      if (observation !== undefined) await this.#settle(observation);
      await this.#testChannels();
    });
  }

  /** Resolves when what was begun has ended. */
  idle(): Promise<void> {
    return this.#alone(() => Promise.resolve());
  }

  /** Alerts of a webhook call; they are taken in at once. */
  async tell(alerts: readonly ToldAlert[]): Promise<void> {
    this.#told.push(...alerts);
    await this.look();
  }

  /** Keeps an alert that fires quiet. Again for the same, it says what there is already. @throws Error if it cannot be written down */
  hold(
    kind: HoldKind,
    fingerprint: string,
    { by, note, forMs }: { readonly by: string; readonly note: string; readonly forMs?: number },
  ): Promise<Outcome> {
    return this.#change(fingerprint, () => {
      const now = this.#parts.clock.now();
      const before = this.#state.holds.get(holdKey(fingerprint, kind));
      if (before !== undefined && forMs === undefined) return { hold: before, events: [] };
      const until = forMs === undefined ? {} : { until: now + forMs };
      const action = randomUUID();
      const hold: Held = { type: 'held', at: now, fingerprint, kind, action, by, note, ...until };
      const ends = before === undefined ? [] : [released(before, now, by, 'a new one took its place')];
      return { hold, events: [...ends, hold] };
    });
  }

  /** Lets an alert be heard again. @throws Error if it cannot be written down */
  release(kind: HoldKind, fingerprint: string, by: string): Promise<Outcome> {
    return this.#change(fingerprint, () => {
      const hold = this.#state.holds.get(holdKey(fingerprint, kind));
      if (hold === undefined) return undefined;
      return { hold, events: [released(hold, this.#parts.clock.now(), by, `withdrawn by ${by}`)] };
    });
  }

  /** Lets a test alert fire for five minutes, and resolves to its fingerprint. @throws AlertmanagerError */
  async test(severity: string, message: string): Promise<string> {
    const now = this.#parts.clock.now();
    const labels = {
      alertname: TEST_ALERT,
      rule_name: 'test_alert',
      severity: urgencyOfLabel(severity),
      service: this.#parts.service,
    };
    const alert: SentAlert = {
      labels,
      annotations: { summary: 'A test of the way that alerts take.', description: message },
      startsAt: now,
      endsAt: now + TEST_MS,
    };
    await this.#parts.alertmanager.send([alert]);
    await this.look();
    return fingerprintOf(labels);
  }

  /** Sends the alerts of a scheduled test once; again if Alertmanager did not take them. */
  async #testChannels(): Promise<void> {
    const { alertmanager, clock, settings, service, metrics } = this.#parts;
    const begin = testUnderWay(clock.now(), settings.testEveryMs);
    if (begin === undefined || begin === this.#tested) return;
    const isSent = await alertmanager
      .send(channelTests(begin, service, settings.escalateAfterMs.length))
      .then(
        () => true,
        () => false,
      );
    if (isSent) this.#tested = begin;
    metrics.action('test', isSent ? 'done' : 'failed');
  }

  #change(fingerprint: string, decide: () => Decision | undefined): Promise<Outcome> {
    return this.#alone(async () => {
      const quick = await this.#quickly(fingerprint, decide);
      if (quick !== undefined) return quick;
      const observation = await this.#observe();
      // What is new has to be known first; escalations are decided afterwards, when the caller has been heard.
      if (observation !== undefined) {
        const { events } = this.#plan(observation);
        this.#record(events.filter(({ type }) => type !== 'escalated'));
      }
      if (!this.#state.active.has(fingerprint)) return { outcome: 'unknown' };
      const decided = decide();
      if (decided === undefined) return { outcome: 'unknown' };
      this.#record(decided.events);
      const isDone = observation !== undefined && (await this.#settle(observation));
      const isNew = decided.events.length > 0;
      return { outcome: isDone ? 'done' : 'pending', hold: decided.hold, isNew };
    });
  }

  /**
   * One of many calls within a second: the alert is known, so its silence can be set without asking for all others
   * again. Undefined if more than that has to be done.
   */
  async #quickly(fingerprint: string, decide: () => Decision | undefined): Promise<Outcome | undefined> {
    const { alertmanager, settings } = this.#parts;
    if (performance.now() > this.#recentUntil) return undefined;
    const { active, holds } = this.#state;
    const isHeld = (['acknowledge', 'suppress'] as const).some((kind) =>
      holds.has(holdKey(fingerprint, kind)),
    );
    if (!active.has(fingerprint) || isHeld) return undefined;
    const decided = decide();
    if (decided === undefined) return undefined;
    const { hold, events } = decided;
    this.#record(events);
    const now = this.#parts.clock.now();
    const wanted = silenceOf(hold, this.#state, undefined, now, settings.holdMs);
    const isDone =
      wanted !== undefined &&
      (await alertmanager.setSilence(wanted).then(
        () => true,
        () => false,
      ));
    return { outcome: isDone ? 'done' : 'pending', hold, isNew: true };
  }

  async #observe(): Promise<Observation | undefined> {
    const { alertmanager, clock, metrics } = this.#parts;
    const begun = performance.now();
    try {
      const observation = await alertmanager.observe();
      clock.set(observation.now);
      const heard = performance.now();
      this.#recentUntil = heard + Math.max(RECENT_MS, RECENT_PER_DURATION * (heard - begun));
      this.#failure = undefined;
      metrics.look(true);
      return observation;
    } catch (error) {
      this.#failure = (error as Error).message;
      this.#recentUntil = -Infinity;
      // While nobody says what fires, nothing counts as gone.
      this.#absentSince = new Map();
      metrics.look(false);
      return undefined;
    }
  }

  #plan(observation: Observation): Plan {
    return planNext(this.#state, observation, this.#told, this.#absentSince, this.#parts.settings);
  }

  /** Writes down and does what follows from the observation; true if all of it was done. */
  async #settle(observation: Observation): Promise<boolean> {
    try {
      const plan = this.#plan(observation);
      this.#record(plan.events);
      this.#told = [];
      this.#absentSince = plan.absentSince;
      this.#muted = new Set(
        observation.alerts.filter(({ isActive }) => !isActive).map(({ fingerprint }) => fingerprint),
      );
      plan.events.forEach(({ type }) => type === 'escalated' && this.#parts.metrics.escalated());
      await perform(this.#parts.alertmanager, plan);
      return true;
    } catch (error) {
      this.#failure = (error as Error).message;
      return false;
    }
  }

  /** On the disk first: what was answered must outlast this process. */
  #record(events: readonly OperationsEvent[]): void {
    this.#parts.journal.append(events);
    for (const event of events) {
      observe(this.#parts.metrics.episodes, this.#state, event);
      apply(this.#state, event);
    }
  }
}
