import { join, relative } from 'node:path';
import {
  alertmanagerConfig,
  notificationTemplates,
  renderAlertmanagerConfig,
  renderRules,
} from '../../alerts';
import { collectorConfig } from '../../infra/components/collector/config';
import { lokiConfig } from '../../infra/components/loki/config';
import { prometheusConfig } from '../../infra/components/prometheus/config';
import { tempoConfig } from '../../infra/components/tempo/config';
import { hostPort } from '../../infra/model/address';
import { toYaml } from '../../infra/render/yaml';
import { LOOPBACK } from '../ports';
import { gatewayTargets } from './gateway-targets';
import { OPERATIONS } from './operations';
import type { StackPlan } from './plan';
import { remoteStorages } from './remote-write';
import { localRouting } from './routing';

/** Text of every configuration file by path below the run directory. */
export function stackFiles(plan: StackPlan): Readonly<Record<string, string>> {
  const { layout, settings, address, url } = plan;
  const files: [path: string, text: string][] = [
    [
      layout.collectorConfig,
      toYaml(
        collectorConfig(settings.collector, {
          otlpGrpc: address['otlp-grpc'],
          otlpHttp: address['otlp-http'],
          spanMetrics: address['span-metrics'],
          telemetry: address['collector-metrics'],
          health: address['collector-health'],
          tempo: address['tempo-otlp-grpc'],
          loki: url.loki,
        }),
      ),
    ],
    [
      layout.tempoConfig,
      toYaml(
        tempoConfig(
          settings.tempo,
          {
            http: address.tempo,
            grpc: address['tempo-grpc'],
            otlpGrpc: address['tempo-otlp-grpc'],
            otlpHttp: address['tempo-otlp-http'],
          },
          layout.data('tempo'),
        ),
      ),
    ],
    [
      layout.lokiConfig,
      toYaml(
        lokiConfig(settings.loki, { http: address.loki, grpc: address['loki-grpc'] }, layout.data('loki')),
      ),
    ],
    [layout.prometheusConfig, toYaml(prometheusFile(plan))],
    [layout.rules, renderRules(plan.alertGroups)],
    [layout.alertmanagerConfig, renderAlertmanagerConfig(alertmanagerConfig(localRouting(plan)))],
    [layout.alertmanagerTemplates, notificationTemplates({ kind: 'alertmanager' })],
  ];
  return Object.fromEntries(files.map(([path, text]) => [relative(layout.root, path), text]));
}

function prometheusFile(plan: StackPlan): object {
  const { layout, remoteWriteUrl } = plan;
  const others =
    remoteWriteUrl === undefined
      ? undefined
      : {
          ...stackPrometheus(plan, [layout.rules, join(layout.others, 'rules-*.yaml')]),
          scrape_config_files: [join(layout.others, 'jobs-*.yaml')],
        };
  const config = others ?? stackPrometheus(plan, [layout.rules]);
  const storages = remoteStorages(plan);
  return storages.length === 0 ? config : { ...config, remote_write: storages };
}

function stackPrometheus(plan: StackPlan, ruleFiles: readonly string[]): object {
  const { settings, address, example } = plan;
  return prometheusConfig(
    settings.prometheus,
    {
      gateways: gatewayTargets(plan),
      stack: {
        collector: [address['collector-metrics']],
        'span-metrics': [address['span-metrics']],
        prometheus: [address.prometheus],
        alertmanager: [address.alertmanager],
        [OPERATIONS]: [address[OPERATIONS]],
        tempo: [address.tempo],
        loki: [address.loki],
      },
      others: Object.fromEntries(
        Object.entries(example.scraped ?? {}).map(([job, process]) => [
          job,
          [hostPort(LOOPBACK, plan.at.port(process))],
        ]),
      ),
      alertmanagers: [address.alertmanager],
    },
    ruleFiles,
  );
}
