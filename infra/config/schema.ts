import { z } from 'zod';
import { bytes, count, duration, flag, name, number, secretKey, url } from './fields';
import { exampleSchema } from './example';
import { gatewaysSchema } from './gateways';
import { imagesSchema } from './images';
import { loadSchema } from './load';
import { networkSchema } from './network';
import { operatorSchema } from './operator';
import { PRESET_ALLOWED } from './preset';
import { remoteWriteSchema } from './remote-write';
import { escalationsSchema, muteTimesSchema, receiversSchema, routeRulesSchema } from './receivers';
import { resourcesSchema } from './resources';
import { secretsSchema } from './secrets';

/**
 * The stack configuration: what `Pulumi.<stack>.yaml` holds below `gatewatch:`. Everything about a key is stated here
 * once: what it means, what is allowed, its default. The type, the `config` block of Pulumi.yaml and
 * docs/configuration.md follow from it.
 */
export const stackSchema = z.strictObject({
  environment: name().describe(
    'Environment: the target label `environment` and `deployment.environment.name`.',
  ),
  preset: z
    .string({ error: PRESET_ALLOWED })
    .meta({ allowed: PRESET_ALLOWED })
    .describe(
      'Preset of the gateways: which metrics exist, under which names. A file has to be at the same path where the ' +
        'gateways run.',
    )
    .default('default'),
  namespace: name().describe('Namespace of the stack; it is created.').default('observability'),
  operator: operatorSchema,
  example: exampleSchema,
  secrets: secretsSchema,
  gateways: gatewaysSchema,
  intervals: z
    .strictObject({
      scrape: duration('1s')
        .describe('Time between two scrapes of a target; unless given that of the preset, else 15s.')
        .optional(),
      evaluation: duration('1s')
        .describe('Time between two evaluations of the rules; unless given that of the preset, else 15s.')
        .optional(),
    })
    .prefault({})
    .describe('How often Prometheus looks.'),
  retention: z
    .strictObject({
      prometheus: duration('2h').describe('How long metrics are kept.').default('15d'),
      tempo: duration('1h').describe('How long traces are kept.').default('7d'),
      // Loki deletes whole index periods, which are a day long.
      loki: duration('1d').describe('How long logs are kept.').default('7d'),
      alertmanager: duration('1h').describe('How long resolved alerts are kept.').default('5d'),
    })
    .prefault({})
    .describe('How long data is kept.'),
  replicas: z
    .strictObject({
      prometheus: count(1, 2).describe('Prometheus servers; each scrapes everything.').default(1),
      alertmanager: count(1, 5).describe('Alertmanagers; they share what was notified.').default(1),
      collector: count(1, 100)
        .describe(
          'Collectors that gateways send to. More than one hand their spans on to `sampler`, as one collector has to see ' +
            'all spans of a trace.',
        )
        .default(1),
      sampler: count(1, 100)
        .describe(
          'Collectors that decide which traces are kept; as many as `collector`, where that is more than one.',
        )
        .optional(),
    })
    .prefault({})
    .describe('Instances by component; what is not listed has one.'),
  storage: z
    .strictObject({
      className: name()
        .describe('StorageClass of the volumes; the default class of the cluster unless given.')
        .optional(),
      prometheus: bytes().describe('Volume of each Prometheus.').default('20Gi'),
      alertmanager: bytes().describe('Volume of each Alertmanager.').default('1Gi'),
      collector: bytes().describe('Volume of each collector, with `queues.persistent`.').default('2Gi'),
      tempo: bytes().describe('Volume of Tempo.').default('20Gi'),
      loki: bytes().describe('Volume of Loki.').default('20Gi'),
    })
    .prefault({})
    .describe('Volumes.'),
  load: loadSchema,
  resources: resourcesSchema,
  sampling: z
    .strictObject({
      head: number(0, 1)
        .describe('Share of new traces that gateways record: `OTEL_TRACES_SAMPLER_ARG` of the gateways.')
        .default(1),
      decisionWait: duration('100ms')
        .describe('Time from the first span of a trace to the decision whether it is kept.')
        .default('10s'),
      maxTraces: count(100, 10_000_000)
        .describe(
          'Most traces that wait for a decision; more than new traces per second × decisionWait × 1.5.',
        )
        .default(50_000),
      slow: duration('1ms').describe('A trace at least this long is always kept.').default('1s'),
      keepPercent: number(0, 100)
        .describe('Share in percent that is kept of traces that are neither slow nor failed.')
        .default(10),
    })
    .prefault({})
    .describe('Which traces are kept. Traces with an error always are.'),
  queues: z
    .strictObject({
      persistent: flag()
        .describe(
          'Keep what waits for Tempo and Loki on a volume: it outlives the collector, and is kept until they are back.',
        )
        .default(false),
    })
    .prefault({})
    .describe('Queues of the collectors.'),
  remoteWrite: remoteWriteSchema,
  receivers: receiversSchema,
  routes: z
    .strictObject(
      {
        critical: name().describe('Receiver of critical alerts.'),
        warning: name().describe('Receiver of warnings.'),
        info: name().describe('Receiver of alerts that are context for others.'),
        watchdog: name().describe(
          'Receiver of the Watchdog: something outside that raises the alarm when it stops.',
        ),
      },
      { error: 'the receivers for critical, warning, info and watchdog' },
    )
    .describe('Which receiver gets which alert.'),
  routeRules: routeRulesSchema,
  escalations: escalationsSchema,
  muteTimes: muteTimesSchema,
  grafanaUrl: url().describe('URL at which people reach Grafana; links in alerts lead there.'),
  grafanaAdmin: z
    .strictObject({
      secret: name().describe('Existing Secret in the namespace of the stack.').default('grafana-admin'),
      key: secretKey().describe('Key of the Secret that holds the password.').default('password'),
    })
    .prefault({})
    .describe('Password of the user `admin` of Grafana.'),
  runbookBaseUrl: url().describe('URL of the folder that holds the runbooks; links in alerts lead there.'),
  network: networkSchema,
  images: imagesSchema,
});

/** A checked stack configuration, defaults filled in. */
export type StackConfig = z.output<typeof stackSchema>;
