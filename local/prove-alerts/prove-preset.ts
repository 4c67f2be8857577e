import { setMaxListeners } from 'node:events';
import type { AlertRule } from '../../alerts';
import { startFakeChannels } from '../../alerts/testing/receivers';
import { exampleOf } from '../examples';
import { type Fault, faultCoverage, type FaultCoverage, faultsOf, type Proven, type Rig } from '../faults';
import { startNeighbours } from '../faults/neighbours';
import { prometheusClient } from '../clients/prometheus';
import { eventually } from '../proofs/eventually';
import type { RunningStack } from '../running-stack';
import { startStack } from '../stack';
import { paceOf } from '../stack/pace';
import { createTeardown } from '../stack/teardown';
import { proveFault } from './prove-fault';
import { proveQuiet, type Quiet } from './quiet';
import { quietSeconds } from './bounds';
import type { Row } from './row';
import { runSchedule } from './schedule';
import { watchAlerts } from './watch';

/** What to prove of a preset. */
export interface PresetOptions {
  readonly preset: string;
  /** Alerts to prove. Default: all of them. */
  readonly only?: readonly string[];
  /** Names of alerts that are proven already. */
  readonly except?: ReadonlySet<string>;
  /** Run without a fault first. */
  readonly quiet: boolean;
  /** Provoke faults. */
  readonly faults: boolean;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  readonly onRow: (row: Row) => void;
  /** Unix time in milliseconds after which no further fault is begun. */
  readonly deadline: number;
  readonly directory?: string;
}

/** What came of it. */
export interface PresetResult {
  readonly preset: string;
  readonly coverage: FaultCoverage;
  readonly quiet?: Quiet;
  readonly rows: readonly Row[];
  /** Faults that the budget had no time for. */
  readonly leftOut: readonly string[];
}

/** Packs that only a stack which asks for them has. */
const ON_DEMAND = ['stack.certificates'];

/** Longest that Prometheus takes until it has scraped everything once. */
const TARGETS_MS = 60_000;

/**
 * Runs the stack of a preset and proves its alerts on it.
 * @throws Error if the stack does not start or a part of it dies, or the reason of the signal
 */
export async function provePreset(options: PresetOptions): Promise<PresetResult> {
  const { preset, signal, say } = options;
  const end = new AbortController();
  const either = AbortSignal.any([signal, end.signal]);
  // Every fault, and every alert that is waited for, listens to it.
  setMaxListeners(0, either);
  const teardown = createTeardown();
  try {
    const neighbours = await startNeighbours();
    await teardown.add(neighbours.close);
    const channels = await startFakeChannels();
    await teardown.add(channels.close);
    const { environment } = faultsOf(preset);
    const stack = await startStack({
      example: exampleOf(preset),
      compress: true,
      alertPacks: ON_DEMAND,
      remoteWriteUrl: neighbours.remoteStorage.url,
      grafana: false,
      channels: channels.channels,
      ...(environment === undefined ? {} : { exampleEnvironment: environment }),
      signal: either,
      onFailure: (error) => end.abort(error),
      onNotice: say,
      ...(options.directory === undefined ? {} : { directory: options.directory }),
    });
    await teardown.add(stack.stop);
    say(`${preset}: the stack runs in ${stack.directory}`);
    await neighbours.join(stack);
    return await prove({ stack, neighbours, channels, signal: either }, options);
  } finally {
    end.abort();
    await teardown.run();
  }
}

async function prove(rig: Rig, options: PresetOptions): Promise<PresetResult> {
  const { stack, signal } = rig;
  const { preset, say, onRow, only, except = new Set<string>() } = options;
  const pace = paceOf({ compress: true });
  const rules = new Map(
    stack.alertGroups.flatMap(({ rules }) => rules).map((rule) => [rule.alert, rule] as const),
  );
  const table = faultsOf(preset);
  const coverage = faultCoverage([...rules.keys()], table);
  const watch = watchAlerts(stack.endpoints.prometheus);
  try {
    await untilScraped(stack, signal);
    let quiet: Quiet | undefined;
    if (options.quiet) {
      const seconds = quietSeconds([...rules.values()] as AlertRule[], pace);
      say(`${preset}: no fault for ${Math.ceil(seconds)} s`);
      quiet = await proveQuiet(stack, watch, seconds, signal);
    }
    const rows: Row[] = [];
    const leftOut: string[] = [];
    const isWanted = ({ alert }: Proven): boolean =>
      rules.has(alert) && (only === undefined || only.includes(alert)) && !except.has(alert);
    const wanted = (fault: Fault): readonly Proven[] => fault.proves.filter(isWanted);
    const run = async (fault: Fault, release: () => void): Promise<void> => {
      if (Date.now() > options.deadline) {
        leftOut.push(fault.name);
        return;
      }
      say(`${preset}: ${fault.name}`);
      const found = await proveFault(fault, wanted(fault), { rig, pace, watch, rules }, release);
      for (const row of found) {
        rows.push(row);
        onRow(row);
      }
    };
    if (options.faults)
      await runSchedule(
        table.faults.filter((fault) => wanted(fault).length > 0),
        run,
      );
    return { preset, coverage, rows, leftOut, ...(quiet === undefined ? {} : { quiet }) };
  } finally {
    await watch.close();
  }
}

/**
 * A target that was not scraped yet is neither up nor down, and a Prometheus that has not written yet is behind since
 * 1970; from here on the time without a fault begins.
 */
async function untilScraped({ endpoints }: RunningStack, signal: AbortSignal): Promise<void> {
  const prometheus = prometheusClient(endpoints.prometheus);
  await eventually(
    async () => {
      const isUp = (await prometheus.targets()).every(({ health }) => health === 'up');
      return isUp && (await prometheus.query(HAS_WRITTEN)).length > 0 ? true : undefined;
    },
    { what: 'every target to be up and the remote storage to be written to', timeoutMs: TARGETS_MS, signal },
  );
}

const HAS_WRITTEN = 'prometheus_remote_storage_queue_highest_sent_timestamp_seconds > 0';
