import { alertRules, type AlertGroup } from '../../alerts';
import type { StackConfig } from '../../infra/config/schema';
import { type HostPort, hostPort } from '../../infra/model/address';
import { type StackSettings, stackSettings } from '../../infra/model/settings';
import { LOOPBACK } from '../ports';
import { localStackConfig } from './config';
import { type Layout, layoutOf } from './layout';
import type { Pace } from './pace';
import type { PortName, Ports } from './port-names';

/** `service` label and `service.name` of the example's processes. */
export const SERVICES = { gateway: 'express-gateway', upstream: 'express-upstream' } as const;

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
  readonly ports: Ports;
}

/** The plan of a stack in the directory, on the ports. */
export function planStack(directory: string, ports: Ports, pace: Pace): StackPlan {
  const address = mapPorts(ports, (port) => hostPort(LOOPBACK, port));
  const url = mapPorts(ports, (port) => `http://${LOOPBACK}:${port}`);
  const config = localStackConfig(pace, url.grafana);
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
      divideDurations: pace.divideDurations,
    }),
    layout: layoutOf(directory),
    address,
    url,
    ports,
  };
}

function mapPorts<T>(ports: Ports, value: (port: number) => T): Readonly<Record<PortName, T>> {
  return Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, value(port)])) as Record<
    PortName,
    T
  >;
}
