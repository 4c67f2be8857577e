import { parse } from 'yaml';
import { BOARDS_DIR } from '../components/grafana/resources';
import type { KubernetesObject } from '../kubernetes/object';
import type { PodTemplate } from '../kubernetes/pod';
import { UNITS } from '../components';
import { type StackModel, stackModel } from '../model/stack';
import { presets } from '../../instrumentation/presets';
import { runProgram } from '../testing/program';
import { modelOfApiGateway, modelWithPreset } from '../testing/presets';
import { MODELS } from '../testing/stacks';
import { compose } from './compose';
import { manifests } from './manifests';
import { ALERTMANAGER_CONFIG_DIR, TEMPLATES_FILE } from '../model/routing';
import { CONFIG_DIR } from './compose/files';

interface Endpoint {
  readonly path: string;
  readonly interval?: string;
  readonly honorLabels?: boolean;
  readonly relabelings: readonly { readonly targetLabel: string; readonly replacement: string }[];
  readonly metricRelabelings?: readonly object[];
}

/** A Kubernetes object, with what the comparison reads. */
interface Applied extends KubernetesObject {
  readonly data?: Readonly<Record<string, string>>;
  /** Pulumi wraps what is in a Secret. */
  readonly stringData?:
    Readonly<Record<string, string>> | { readonly value: Readonly<Record<string, string>> };
  readonly spec?: {
    readonly groups?: readonly object[];
    readonly endpoints?: readonly Endpoint[];
    readonly externalLabels?: object;
    readonly remoteWrite?: readonly SentOn[];
    readonly scrapeInterval?: string;
    readonly evaluationInterval?: string;
    readonly template?: PodTemplate;
  };
}

/** How one target of a job is scraped; labels without the one that is the job. */
interface Scraped {
  readonly job: string;
  readonly path: string;
  readonly interval: string | undefined;
  readonly honor: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly dropped: readonly object[];
}

/** A remote store as the operator's objects and as prometheus.yml write it, as far as both name it the same. */
interface SentOn {
  readonly name: string;
  readonly url: string;
  readonly headers?: object;
}

/** What a stack configures, whatever it runs on. */
interface Configured {
  readonly collector: unknown;
  readonly tempo: unknown;
  readonly loki: unknown;
  readonly alertmanager: string;
  readonly messages: string;
  readonly rules: unknown;
  readonly boards: Readonly<Record<string, string>>;
  readonly provisioning: Readonly<Record<string, string>>;
  readonly jobs: readonly Scraped[];
  readonly global: object;
  readonly sentOn: readonly SentOn[];
}

/** Names of the cluster's DNS and the address of a pod, as containers on one machine know them. */
function here(text: string, namespace: string): string {
  return text.replaceAll(`.${namespace}.svc.cluster.local`, '').replaceAll('${env:POD_IP}', '0.0.0.0');
}

/** Boards by path: each folder is a ConfigMap of its own, mounted below the folder's name. */
function boardsOf(objects: readonly Applied[]): Record<string, string> {
  const grafana = objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'grafana');
  const { containers = [], volumes = [] } = grafana?.spec?.template?.spec ?? {};
  const mounts = containers.flatMap(({ volumeMounts }) => volumeMounts);
  return Object.fromEntries(
    volumes.flatMap(({ name, configMap }) => {
      const { mountPath = '' } = mounts.find((mount) => mount.name === name) ?? {};
      const map = objects.find(({ metadata }) => metadata.name === configMap?.name);
      if (!mountPath.startsWith(`${BOARDS_DIR}/`)) return [];
      const folder = mountPath.slice(BOARDS_DIR.length + 1);
      return (configMap?.items ?? []).map(({ key, path }) => [`${folder}/${path}`, map?.data?.[key] ?? '']);
    }),
  );
}

function textsOf({ stringData = {} }: Applied): Readonly<Record<string, string>> {
  return typeof stringData['value'] === 'object'
    ? stringData['value']
    : (stringData as Record<string, string>);
}

function ofObjects(objects: readonly Applied[], namespace: string): Configured {
  const find = (kind: string, name: string): Applied => {
    const found = objects.find((one) => one.kind === kind && one.metadata.name === name);
    if (found === undefined) throw new Error(`there is no ${kind} ${name}`);
    return found;
  };
  const file = (map: string, key: string): unknown =>
    parse(here(find('ConfigMap', map).data?.[key] ?? '', namespace)) as unknown;
  const files = (map: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(find('ConfigMap', map).data ?? {}).map(([key, text]) => [
        key.replaceAll('__', '/'),
        here(text, namespace),
      ]),
    );
  const { spec } = find('Prometheus', 'gatewatch');
  return {
    collector: file('otel-collector-config', 'config.yaml'),
    tempo: file('tempo-config', 'tempo.yaml'),
    loki: file('loki-config', 'loki.yaml'),
    // The operator says where files of this Secret are; in a container they are beside its configuration.
    alertmanager: (textsOf(find('Secret', 'alertmanager-config'))['alertmanager.yaml'] ?? '').replace(
      ALERTMANAGER_CONFIG_DIR,
      CONFIG_DIR,
    ),
    messages: textsOf(find('Secret', 'alertmanager-config'))[TEMPLATES_FILE] ?? '',
    rules: find('PrometheusRule', 'gatewatch').spec?.groups,
    boards: boardsOf(objects),
    provisioning: files('grafana-provisioning'),
    jobs: sorted(
      objects
        .filter(({ kind }) => kind === 'ServiceMonitor')
        .flatMap((one) => one.spec?.endpoints ?? [])
        .map((endpoint) => {
          const labels = Object.fromEntries(
            endpoint.relabelings.map(({ targetLabel, replacement }) => [targetLabel, replacement]),
          );
          const { job = '', ...rest } = labels;
          const interval = endpoint.interval === spec?.scrapeInterval ? undefined : endpoint.interval;
          return {
            job,
            path: endpoint.path,
            interval,
            honor: endpoint.honorLabels === true,
            labels: rest,
            dropped: endpoint.metricRelabelings ?? [],
          };
        }),
    ),
    global: {
      scrape_interval: spec?.scrapeInterval,
      evaluation_interval: spec?.evaluationInterval,
      external_labels: spec?.externalLabels,
    },
    sentOn: (spec?.remoteWrite ?? []).map(sentOn),
  };
}

interface PrometheusFile {
  readonly global: Readonly<Record<string, unknown>>;
  readonly remote_write?: readonly SentOn[];
  readonly scrape_configs: readonly {
    readonly job_name: string;
    readonly metrics_path?: string;
    readonly scrape_interval?: string;
    readonly honor_labels?: boolean;
    readonly static_configs?: readonly { readonly labels: Readonly<Record<string, string>> }[];
    readonly relabel_configs?: readonly {
      readonly target_label: string;
      readonly replacement: string;
      readonly regex: string;
    }[];
    readonly metric_relabel_configs?: readonly object[];
  }[];
}

function ofFiles(files: Readonly<Record<string, string>>): Configured {
  const below = (folder: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(files)
        .filter(([path]) => path.startsWith(`${folder}/`))
        .map(([path, text]) => [path.slice(folder.length + 1), text]),
    );
  const yaml = (path: string): unknown => parse(files[path] ?? '') as unknown;
  const {
    global,
    scrape_configs: jobs,
    remote_write: written = [],
  } = yaml('prometheus/prometheus.yml') as PrometheusFile;
  return {
    collector: yaml('collector/config.yaml'),
    tempo: yaml('tempo/tempo.yaml'),
    loki: yaml('loki/loki.yaml'),
    alertmanager: files['alertmanager/alertmanager.yml'] ?? '',
    messages: files[`alertmanager/${TEMPLATES_FILE}`] ?? '',
    rules: (yaml('prometheus/rules.yaml') as { readonly groups: unknown }).groups,
    boards: below('grafana/boards'),
    provisioning: below('grafana/provisioning'),
    jobs: sorted(
      jobs.flatMap((job) => {
        // Addresses behind a name are told apart by the name, and get their labels by it.
        const names = [...new Set((job.relabel_configs ?? []).map(({ regex }) => regex))];
        const labels = [
          ...(job.static_configs ?? []).map((one) => one.labels),
          ...names.map((name) =>
            Object.fromEntries(
              (job.relabel_configs ?? [])
                .filter(({ regex }) => regex === name)
                .map(({ target_label, replacement }) => [target_label, replacement]),
            ),
          ),
        ];
        return labels.map((own) => ({
          job: job.job_name,
          path: job.metrics_path ?? '/metrics',
          interval: job.scrape_interval,
          honor: job.honor_labels === true,
          labels: own,
          dropped: job.metric_relabel_configs ?? [],
        }));
      }),
    ),
    global: {
      scrape_interval: global['scrape_interval'],
      evaluation_interval: global['evaluation_interval'],
      external_labels: global['external_labels'],
    },
    sentOn: written.map(sentOn),
  };
}

const sentOn = ({ name, url, headers }: SentOn): SentOn => ({
  name,
  url,
  ...(headers === undefined ? {} : { headers }),
});

const sorted = (jobs: readonly Scraped[]): Scraped[] =>
  [...jobs].sort((a, b) => (`${a.job} ${a.path}` < `${b.job} ${b.path}` ? -1 : 1));

const objectsIn = (model: StackModel): Applied[] =>
  Object.values(manifests(model, UNITS)).map((text) => parse(text) as Applied);

/** One machine has one collector, whose queues are in memory. */
const onOneMachine = ({ config }: StackModel): StackModel =>
  stackModel({ ...config, queues: { persistent: false }, replicas: { ...config.replicas, collector: 1 } });

/** The operator runs in clusters only. */
const withoutOperator = ({ jobs, ...rest }: Configured): Configured => ({
  ...rest,
  jobs: jobs.filter(({ job }) => job !== 'operator'),
});

const CASES: readonly (readonly [string, StackModel])[] = [
  ...MODELS,
  ...Object.keys(presets).map(
    (preset) => [`dev with the preset ${preset}`, modelWithPreset(preset)] as const,
  ),
  ['three replicas of a gateway', modelOfApiGateway()],
];

describe.each(CASES)('%s', (_name, model) => {
  const { namespace } = model.config;
  const fromManifests = ofObjects(objectsIn(model), namespace);

  it('configures the same pipelines, rules and boards as manifests and as a compose file', () => {
    const fromCompose = ofFiles(compose(model, 'test'));
    expect(fromCompose).toEqual(withoutOperator(ofObjects(objectsIn(onOneMachine(model)), namespace)));
    expect(fromCompose.jobs.length).toBeGreaterThanOrEqual(8);
    expect(Object.keys(fromCompose.boards).length).toBeGreaterThanOrEqual(1);
    expect(fromCompose.rules).not.toEqual([]);
  });

  it('configures the same by the Pulumi program', async () => {
    const registered: Applied[] = [];
    await runProgram(
      model.config,
      () => [],
      ({ inputs }) => inputs.kind === undefined || registered.push(inputs as unknown as Applied),
    );
    expect(ofObjects(registered, namespace)).toEqual(fromManifests);
  });
});
