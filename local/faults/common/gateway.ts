import { parse, stringify } from 'yaml';
import { GATEWAY } from '../../../examples/frame';
import { layoutOf } from '../../stack/layout';
import { all } from '../act/all';
import { changeConfiguration } from '../act/configuration';
import { stutter } from '../act/freeze';
import { load } from '../act/load';
import { repeat } from '../act/repeat';
import { alerts, type Fault, gatewayAlerts, type Proven } from '../fault';

/** Longer than the bound of the event loop's lag, and well within the time-out of a scrape. */
const FROZEN_MS = 500;
const RUNS_MS = 300;

/** A life of a process that a scrape has seen for certain. */
const LIFE_MS = 1200;

/** Requests a second beside the traffic that fill the queue of an exporter in seconds. */
const BUSY = 150;

const COLLECTOR: Proven = { alert: 'StackTargetDown', labels: () => ({ job: 'collector' }) };

/**
 * What happens to the process of a gateway, and to what it hands its telemetry to.
 * @param whenCollectorIsDown alerts of the preset beside those of every gateway
 */
export const gatewayFaults = (whenCollectorIsDown: readonly Proven[] = []): readonly Fault[] => [
  {
    name: 'the gateway is killed and stays down',
    proves: gatewayAlerts('GatewayDown'),
    holds: ['gateway', 'upstream'],
    recoverySeconds: 5,
    begin: async ({ stack }) => {
      await stack.halt(GATEWAY, 'SIGKILL');
      return () => stack.resume(GATEWAY);
    },
  },
  {
    name: 'the gateway is killed again and again',
    proves: gatewayAlerts('GatewayRestarting'),
    holds: ['gateway', 'upstream'],
    onsetSeconds: 15,
    recoverySeconds: 5,
    begin: (rig) =>
      Promise.resolve(repeat(rig, LIFE_MS, () => rig.stack.restart(GATEWAY, 'SIGKILL', () => undefined))),
  },
  {
    name: `the process of the gateway gets no CPU for ${FROZEN_MS} ms, again and again`,
    proves: gatewayAlerts('GatewayEventLoopLag'),
    holds: ['gateway'],
    begin: (rig) => Promise.resolve(stutter(rig, GATEWAY, FROZEN_MS, RUNS_MS)),
  },
  {
    name: 'the collector is down while the gateway is busy',
    proves: [
      ...gatewayAlerts(
        'GatewayTelemetryExportFailing',
        'GatewayTelemetryDropped',
        'GatewayInstrumentationDegraded',
      ),
      ...whenCollectorIsDown,
      COLLECTOR,
    ],
    holds: ['collector', 'gateway', 'upstream'],
    onsetSeconds: 20,
    // The gateway probes less and less often while nobody takes its telemetry.
    recoverySeconds: 40,
    begin: async (rig) => {
      const { stack } = rig;
      await stack.halt('collector', 'SIGKILL');
      return all(
        load(rig, stack.endpoints.gateway, BUSY, (i) => ({ path: `/nowhere/${i}` })),
        () => stack.resume('collector'),
      );
    },
  },
  {
    name: 'service discovery finds no gateway any more',
    proves: alerts('GatewayTargetsMissing'),
    holds: ['gateway', 'upstream', 'prometheus configuration'],
    recoverySeconds: 5,
    begin: ({ stack }) => {
      const withoutGateways = (text: string): string => {
        const config = parse(text) as { scrape_configs: { job_name: string; static_configs: object[] }[] };
        for (const job of config.scrape_configs) {
          if (stack.gatewayJobs.includes(job.job_name)) job.static_configs = [];
        }
        return stringify(config, { lineWidth: 0 });
      };
      const { prometheusConfig } = layoutOf(stack.directory);
      return changeConfiguration(prometheusConfig, stack.endpoints.prometheus, withoutGateways, true);
    },
  },
];
