import type { Cure, Fault, Proven } from '../faults';
import { eventually } from '../proofs/eventually';
import { boundsOf } from './bounds';
import { CHANNELS } from './channels';
import { hasLabels, labelsOf } from './matching';
import { untilFiring, untilReceived } from './reception';
import { untilResolved } from './resolution';
import type { Row } from './row';
import { type Proving, rowOf, type Way } from './way';

/** Seconds that an earlier fault's traces may take to vanish before a fault that provokes the same alert. */
const CLEAR_SECONDS = 150;

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
    if (fault.holdsUntilResolved !== true) onCured();
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
