import { alertRules, type AlertChannels, type AlertGroup } from '../../alerts';
import type { StackConfig } from '../../infra/config/schema';
import { type HostPort, hostPort } from '../../infra/model/address';
import { type StackSettings, stackSettings } from '../../infra/model/settings';
import type { Addresses, Example } from '../../examples/frame';
import type { Preset } from '../../instrumentation/contract';
import { durationSeconds } from '../../infra/model/duration';
import { stackPreset } from '../../infra/model/preset';
import { addressesOf } from '../examples/ports';
import { LOOPBACK } from '../ports';
import { localStackConfig } from './config';
import { type Layout, layoutOf } from './layout';
import type { StartOptions } from './options';
import type { Pace } from './pace';
import { PORT_NAMES, type PortName, type RunPorts } from './port-names';

/** Everything that is decided before anything runs: plain data from which files and processes follow. */
export interface StackPlan {
  readonly pace: Pace;
  readonly config: StackConfig;
  readonly settings: StackSettings;
  readonly alertGroups: readonly AlertGroup[];
  readonly layout: Layout;
  /** `127.0.0.1:PORT` of each listener. */
  readonly address: Readonly<Record<PortName, HostPort>>;
  /** `http://127.0.0.1:PORT` of each listener. */
  readonly url: Readonly<Record<PortName, string>>;
  /** Every port of the run, those of the example included. */
  readonly ports: RunPorts;
  readonly example: Example;
  readonly preset: Preset;
  /** Where the example's processes are. */
  readonly at: Addresses;
  /** Where alerts go beside the webhook receiver of the run. */
  readonly channels: AlertChannels;
  /** Where Prometheus writes its samples to beside its own disk. */
  readonly remoteWriteUrl?: string;
}

/**
 * The examples fail about one request in a hundred and are slow with three, so that boards have something to show; by the
 * shipped objectives they would never be well.
 */
const EXAMPLE_OBJECTIVES = { http_availability: 0.97, http_latency: 0.95 } as const;

/**
 * The plan of a stack in the directory, around an example.
 * @param ports a port for each name that `runPorts` gives
 */
export function planStack(
  directory: string,
  ports: RunPorts,
  pace: Pace,
  example: Example,
  {
    channels = {},
    alertPacks = [],
    remoteWriteUrl,
  }: Pick<StartOptions, 'channels' | 'alertPacks' | 'remoteWriteUrl'> = {},
): StackPlan {
  const at = addressesOf(ports);
  const address = ofStack((name) => hostPort(LOOPBACK, at.port(name)));
  const url = ofStack(at.url);
  const config = localStackConfig(pace, url.grafana, example.preset);
  const settings = stackSettings(config);
  return {
    pace,
    config,
    settings,
    alertGroups: alertRules(settings.grafana.binding, {
      grafanaUrl: config.grafanaUrl,
      runbookBaseUrl: config.runbookBaseUrl,
      gatewayJobs: settings.prometheus.gatewayJobs,
      scrapeIntervalSeconds: pace.scrapeSeconds,
      // The compiler divides this as well; what comes out is the interval of the pace.
      evaluationIntervalSeconds: pace.evaluationSeconds * pace.divideDurations,
      ...(pace.compress === undefined
        ? {
            divideDurations: pace.divideDurations,
            retentionSeconds: durationSeconds(settings.prometheus.retention.time),
          }
        : // Every window of an objective, also those that a stack of short retention leaves out.
          { compress: pace.compress }),
      alertPacks: [...(stackPreset(config).alertPacks ?? []), ...alertPacks],
      objectives: EXAMPLE_OBJECTIVES,
    }),
    layout: layoutOf(directory),
    address,
    url,
    ports,
    example,
    preset: stackPreset(config),
    at,
    channels,
    ...(remoteWriteUrl === undefined ? {} : { remoteWriteUrl }),
  };
}

function ofStack<T>(value: (name: PortName) => T): Readonly<Record<PortName, T>> {
  return Object.fromEntries(PORT_NAMES.map((name) => [name, value(name)])) as Record<PortName, T>;
}
