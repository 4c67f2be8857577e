import { inhibitedAlerts } from '../clients/alertmanager';
import { prometheusClient } from '../clients/prometheus';
import type { Rig } from '../faults';
import { eventually } from '../proofs/eventually';
import { arrivals, isAbout } from './channels';
import { hasLabels, labelsOf } from './matching';
import { runbookAnswers } from './runbook-answers';
import { messageProblems, textProblems } from './text';
import type { Episode } from './watch';
import { latest, patienceMs, type Proving, type Way } from './way';

/** Waits until the alert fires. @throws Error if it does not in time */
export async function untilFiring(way: Way, { rig, watch }: Proving): Promise<void> {
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

/**
 * Waits until everybody who should has heard of it, or until it is muted by the alert that may; then asks its runbook.
 * @throws Error naming who has not heard of it
 */
export async function untilReceived(way: Way, proving: Proving): Promise<void> {
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
