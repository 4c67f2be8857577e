import type { Rig } from '../faults';
import { eventually } from '../proofs/eventually';
import { type Arrival, arrivals, isAbout } from './channels';
import { hasLabels, labelsOf } from './matching';
import { patienceMs, type Proving, type Way } from './way';

/**
 * Waits until everybody who heard of it knows that it is over; of one that may be muted, until it is over.
 * @throws Error naming who does not know
 */
export async function untilResolved(way: Way, { rig, watch }: Proving): Promise<void> {
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
