import { ALERTMANAGER_READY_PATH, alertmanagerArgs } from '../../infra/components/alertmanager/config';
import { COLLECTOR_HEALTH_PATH, collectorArgs } from '../../infra/components/collector/config';
import { LOKI_READY_PATH, lokiArgs } from '../../infra/components/loki/config';
import { prometheusArgs } from '../../infra/components/prometheus/config';
import { TEMPO_READY_PATH, tempoArgs } from '../../infra/components/tempo/config';
import { httpReady, type PartSpec } from '../supervisor';
import { OPERATIONS } from './operations';
import type { StackPlan } from './plan';

/** Binaries that a local stack runs, by the names that tools/ builds them under. */
export const BINARIES = ['prometheus', 'alertmanager', 'tempo', 'loki', 'otelcol'] as const;
export type Binaries = Readonly<Record<(typeof BINARIES)[number], string>>;

const PROMETHEUS_READY_PATH = '/-/ready';

/**
 * Tempo holds its receivers open for half a minute after SIGTERM and writes nothing in that time. What the collector
 * sent it before is on disk at once, so it can be killed.
 */
const TEMPO_STOP_MS = 1000;

/**
 * Prometheus sends its first alerts before it has found Alertmanager, and by default again after a minute only: for so
 * long the Watchdog of a stack that was just started would be missing.
 */
const RESEND_DELAY = '5s';

/**
 * The processes of the stack itself. Prometheus comes last and goes first: it never sees a target that is not yet, or
 * no longer, there, and so raises no alert about the start or the stop.
 */
export function backendParts(plan: StackPlan, binaries: Binaries): readonly PartSpec[] {
  const { layout, settings, address, url } = plan;
  return [
    {
      name: 'tempo',
      command: binaries.tempo,
      args: tempoArgs({ config: layout.tempoConfig }),
      ready: httpReady(url.tempo + TEMPO_READY_PATH),
      stopTimeoutMs: TEMPO_STOP_MS,
    },
    {
      name: 'loki',
      command: binaries.loki,
      args: lokiArgs({ config: layout.lokiConfig }),
      ready: httpReady(url.loki + LOKI_READY_PATH),
    },
    {
      name: 'alertmanager',
      command: binaries.alertmanager,
      args: alertmanagerArgs(
        settings.alertmanager,
        { config: layout.alertmanagerConfig, data: layout.data('alertmanager') },
        address.alertmanager,
        url.alertmanager,
      ),
      ready: httpReady(url.alertmanager + ALERTMANAGER_READY_PATH),
    },
    {
      name: 'collector',
      command: binaries.otelcol,
      args: collectorArgs({ config: layout.collectorConfig }),
      // Its queues hold what arrives before Tempo and Loki are ready; at the end it hands over what it has.
      feeds: ['tempo', 'loki'],
      ready: httpReady(url['collector-health'] + COLLECTOR_HEALTH_PATH),
    },
    {
      name: 'prometheus',
      command: binaries.prometheus,
      args: [
        ...prometheusArgs(
          settings.prometheus,
          { config: layout.prometheusConfig, data: layout.data('prometheus') },
          address.prometheus,
          url.prometheus,
        ),
        // Rules can be edited in the run directory and loaded with POST /-/reload.
        '--web.enable-lifecycle',
        `--rules.alert.resend-delay=${RESEND_DELAY}`,
      ],
      needs: [
        'tempo',
        'loki',
        'alertmanager',
        OPERATIONS,
        'collector',
        ...plan.example.processes.map(({ name }) => name),
      ],
      ready: httpReady(url.prometheus + PROMETHEUS_READY_PATH),
    },
  ];
}
