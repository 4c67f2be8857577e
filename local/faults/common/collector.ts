import { all } from '../act/all';
import { freeze } from '../act/freeze';
import { sendLogs, sendTraces } from '../act/otlp';
import { repeat } from '../act/repeat';
import { alerts, type Fault } from '../fault';

/** Log records of one call: 10,000 a second fill a queue of 100,000 before an alert about it is due. */
const RECORDS = 2000;
const FLOOD_PAUSE_MS = 200;
const RECORD_BYTES = 100;

/** Traces of one call. Three at once are more than the sampler of the stack holds undecided. */
const TRACES = 5000;
const CALLS_AT_ONCE = 3;
const BURST_PAUSE_MS = 4000;

const DAY_MS = 86_400_000;
/** Loki takes nothing that is older than a week. */
const CLOCK_BEHIND_MS = 30 * DAY_MS;

/** What the collector's backends, and those who send to it, do to it. */
export const collectorFaults: readonly Fault[] = [
  {
    name: 'Loki hangs while another service floods the collector with log records',
    proves: [
      ...alerts('CollectorQueueFilling', 'CollectorRefusesData'),
      { alert: 'StackTargetDown', labels: () => ({ job: 'loki' }) },
    ],
    holds: ['collector', 'logs'],
    onsetSeconds: 20,
    // What had queued up has to be written first.
    recoverySeconds: 60,
    begin: (rig) => {
      const { otlpHttp } = rig.stack.endpoints;
      const flood = repeat(rig, FLOOD_PAUSE_MS, async () => {
        await sendLogs(otlpHttp, RECORDS, new Date(), RECORD_BYTES).catch(() => undefined);
      });
      return Promise.resolve(all(freeze(rig, 'loki'), flood));
    },
  },
  {
    name: 'another service sends more traces at once than the sampler holds',
    proves: alerts('CollectorTracesDroppedEarly'),
    holds: ['collector'],
    onsetSeconds: 5,
    recoverySeconds: 10,
    begin: (rig) => {
      const { otlpHttp } = rig.stack.endpoints;
      const burst = Array.from({ length: CALLS_AT_ONCE });
      return Promise.resolve(
        repeat(rig, BURST_PAUSE_MS, async () => {
          await Promise.allSettled(burst.map(() => sendTraces(otlpHttp, TRACES)));
        }),
      );
    },
  },
  {
    name: 'the clock of another service is a month behind, so that Loki refuses its log records',
    proves: alerts('CollectorExportFailing'),
    holds: ['collector', 'logs'],
    begin: (rig) => {
      const { otlpHttp } = rig.stack.endpoints;
      const send = (): Promise<number> =>
        sendLogs(otlpHttp, 20, new Date(Date.now() - CLOCK_BEHIND_MS), RECORD_BYTES);
      return Promise.resolve(repeat(rig, 1000, async () => void (await send())));
    },
  },
];
