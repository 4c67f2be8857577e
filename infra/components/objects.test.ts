import { parse } from 'yaml';
import type { ConfigMap, KubernetesObject, PolicyRule, Service, ServiceAccount } from '../kubernetes/object';
import type { ServiceMonitor } from '../kubernetes/monitor';
import type { PodSpec } from '../kubernetes/pod';
import type { Deployment, StatefulSet } from '../kubernetes/workload';
import { stackModel } from '../model/stack';
import { MODELS, modelOf } from '../testing/stacks';
import { objectsOf, UNITS } from '.';

const all = (model: (typeof MODELS)[number][1]): KubernetesObject[] =>
  UNITS.flatMap((unit) => objectsOf(unit, model));

function ofKind<T extends KubernetesObject>(
  objects: readonly KubernetesObject[],
  ...kinds: T['kind'][]
): T[] {
  return objects.filter(({ kind }) => kinds.includes(kind)) as T[];
}

describe.each(MODELS)('the objects of %s', (_stack, model) => {
  const objects = all(model);
  const workloads = ofKind<Deployment | StatefulSet>(objects, 'Deployment', 'StatefulSet');

  it('live in a namespace that enforces restricted pods', () => {
    const [namespace] = ofKind(objects, 'Namespace');
    expect(namespace?.metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'restricted',
    });
  });

  it.each(workloads.map((workload) => [workload.metadata.name, workload] as const))(
    '%s is restricted, limited, probed and gets a token only if it talks to the API',
    (name, workload) => {
      const spec: PodSpec = workload.spec.template.spec;
      expect(spec.automountServiceAccountToken).toBe(name === 'prometheus-operator');
      expect(spec.securityContext).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      expect(spec.securityContext.runAsUser).toBeGreaterThan(0);
      for (const container of spec.containers) {
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          runAsNonRoot: true,
          capabilities: { drop: ['ALL'] },
          seccompProfile: { type: 'RuntimeDefault' },
        });
        expect(container.resources.limits.memory).toBe(container.resources.requests.memory);
        expect(container.image).toMatch(/:[^/]+$/);
        const ports = container.ports.map(({ name }) => name);
        for (const probe of [container.startupProbe, container.livenessProbe, container.readinessProbe]) {
          expect(ports).toContain(probe.httpGet.port);
        }
        const volumes = [
          ...spec.volumes.map(({ name }) => name),
          ...('volumeClaimTemplates' in workload.spec ? ['data'] : []),
        ];
        expect(container.volumeMounts.map(({ name }) => name).sort()).toEqual(volumes.sort());
      }
    },
  );

  it('have an account for every workload, and a ConfigMap for every file that is mounted', () => {
    const accounts = ofKind<ServiceAccount>(objects, 'ServiceAccount').map(({ metadata }) => metadata.name);
    const maps = new Map(ofKind<ConfigMap>(objects, 'ConfigMap').map((map) => [map.metadata.name, map.data]));
    for (const { spec } of workloads) {
      expect(accounts).toContain(spec.template.spec.serviceAccountName);
      for (const { configMap } of spec.template.spec.volumes) {
        if (configMap === undefined) continue;
        for (const { key } of configMap.items ?? []) expect(maps.get(configMap.name)).toHaveProperty([key]);
      }
    }
    const withToken = ofKind<ServiceAccount>(objects, 'ServiceAccount')
      .filter(({ automountServiceAccountToken }) => automountServiceAccountToken)
      .map(({ metadata }) => metadata.name);
    expect(withToken.sort()).toEqual(['prometheus', 'prometheus-operator']);
  });

  it('select pods and ports that exist', () => {
    for (const service of ofKind<Service>(objects, 'Service')) {
      const workload = workloads.find(({ metadata }) => metadata.name === service.metadata.name);
      // The operator makes the pods of Prometheus and Alertmanager and names their port as the object says.
      if (workload === undefined) {
        const [operated] = ofKind<KubernetesObject & { readonly spec: { readonly portName: string } }>(
          objects,
          service.metadata.name === 'prometheus' ? 'Prometheus' : 'Alertmanager',
        );
        expect(service.spec.ports.map(({ targetPort }) => targetPort)).toEqual([operated?.spec.portName]);
        expect(service.spec.selector).toMatchObject({ [service.metadata.name]: operated?.metadata.name });
        continue;
      }
      expect(workload.spec.template.metadata.labels).toMatchObject(service.spec.selector);
      const ports = workload.spec.template.spec.containers.flatMap(({ ports }) => ports);
      for (const { targetPort, port } of service.spec.ports) {
        expect(ports).toContainEqual({ name: targetPort, containerPort: port, protocol: 'TCP' });
      }
    }
  });

  it('monitor every component on a port of its Service, and every gateway', () => {
    const services = ofKind<Service>(objects, 'Service');
    const monitors = ofKind<ServiceMonitor>(objects, 'ServiceMonitor');
    const jobs = monitors.map(({ spec }) => {
      const [endpoint] = spec.endpoints;
      return endpoint?.relabelings.find(({ targetLabel }) => targetLabel === 'job')?.replacement;
    });
    expect(jobs.sort()).toEqual(
      [
        'alertmanager',
        'collector',
        'gateway',
        'grafana',
        'loki',
        'operator',
        'prometheus',
        'span-metrics',
        'tempo',
      ].sort(),
    );
    for (const { metadata, spec } of monitors.filter(({ metadata }) => metadata.name !== 'gateway-gateway')) {
      const selected = services.filter((service) =>
        Object.entries(spec.selector.matchLabels).every(
          ([label, value]) => service.metadata.labels[label] === value,
        ),
      );
      expect([metadata.name, selected.length]).toEqual([metadata.name, 1]);
      expect(selected[0]?.spec.ports.map(({ name }) => name)).toContain(spec.endpoints[0]?.port);
    }
  });

  it('ask Grafana for its own health, at its port', () => {
    const grafana = workloads.find(({ metadata }) => metadata.name === 'grafana');
    const [container] = grafana?.spec.template.spec.containers ?? [];
    const ports = Object.fromEntries(
      (container?.ports ?? []).map(({ name, containerPort }) => [name, containerPort]),
    );
    for (const probe of [container?.livenessProbe, container?.readinessProbe]) {
      expect([probe?.httpGet.path, ports[probe?.httpGet.port ?? '']]).toEqual(['/api/health', 3000]);
    }
  });

  it('hold no value of a secret, only where it is read', () => {
    const text = JSON.stringify(objects);
    expect(text).toContain('GF_SECURITY_ADMIN_PASSWORD__FILE');
    expect(text).not.toMatch(/"GF_SECURITY_ADMIN_PASSWORD"/);
    const [secret] = ofKind<KubernetesObject & { readonly stringData: Record<string, string> }>(
      objects,
      'Secret',
    );
    const receivers = (
      parse(secret?.stringData['alertmanager.yaml'] ?? '') as {
        receivers: { webhook_configs: { url?: string; url_file?: string }[] }[];
      }
    ).receivers.flatMap(({ webhook_configs }) => webhook_configs);
    expect(receivers.length).toBe(Object.keys(model.config.receivers).length);
    for (const { url, url_file } of receivers) {
      expect(url).toBeUndefined();
      expect(url_file).toMatch(/^\/etc\/alertmanager\/secrets\//);
    }
  });
});

it('a change of a component’s configuration rolls its pods and nobody else’s', () => {
  const before = modelOf('dev');
  const after = stackModel({ ...before.config, sampling: { ...before.config.sampling, keepPercent: 50 } });
  const checksums = (model: typeof before): Record<string, unknown> =>
    Object.fromEntries(
      ofKind<Deployment | StatefulSet>(all(model), 'Deployment', 'StatefulSet').map(({ metadata, spec }) => [
        metadata.name,
        spec.template.metadata.annotations,
      ]),
    );
  const [old, now] = [checksums(before), checksums(after)];
  expect(Object.keys(old).filter((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]))).toEqual([
    'otel-collector',
  ]);
});

it('a gateway is monitored as its preset says: paths, intervals, its own labels, its token', () => {
  const { config } = modelOf('dev');
  const [gateway] = config.gateways;
  const monitorOf = (preset: string, environment: string): ServiceMonitor['spec']['endpoints'] => {
    const gateways = [{ ...gateway!, metricsToken: { secret: 'gateway-token', key: 'token' } }];
    const monitors = ofKind<ServiceMonitor>(
      all(stackModel({ ...config, preset, environment, gateways })),
      'ServiceMonitor',
    );
    return monitors.find(({ metadata }) => metadata.name === 'gateway-gateway')!.spec.endpoints;
  };
  expect(monitorOf('eucora', 'development')).toEqual([
    {
      port: 'metrics',
      path: '/api/v1/metrics/',
      interval: '15s',
      scrapeTimeout: '10s',
      honorLabels: true,
      relabelings: [
        { targetLabel: 'cluster', replacement: 'eucora-dev', action: 'replace' },
        { targetLabel: 'job', replacement: 'eucora-control-plane', action: 'replace' },
        { targetLabel: 'service', replacement: 'gateway', action: 'replace' },
        { targetLabel: 'environment', replacement: 'development', action: 'replace' },
      ],
    },
  ]);
  expect(monitorOf('gatewayz', 'staging')).toMatchObject([
    { path: '/metrics', interval: '15s', relabelings: [{ replacement: 'gatewayz_staging' }, {}, {}] },
    {
      path: '/prometheus/data/metrics',
      interval: '30s',
      relabelings: [{ replacement: 'gatewayz_data_metrics_staging' }, {}, {}],
    },
  ]);
  expect(monitorOf('api-gateway', 'prod')).toMatchObject([
    { authorization: { credentials: { name: 'gateway-token', key: 'token' } } },
  ]);
});

it('the operator is confined to the namespace of the stack, and is left out where the cluster has one', () => {
  const { config } = modelOf('dev');
  const operator = objectsOf('operator', modelOf('dev'));
  const [deployment] = ofKind<Deployment>(operator, 'Deployment');
  expect(deployment?.spec.template.spec.containers[0]?.args).toEqual(
    expect.arrayContaining([
      `--namespaces=${config.namespace}`,
      `--prometheus-config-reloader=${config.images.configReloader}`,
    ]),
  );
  const [inCluster] = ofKind<KubernetesObject & { readonly rules: readonly PolicyRule[] }>(
    operator,
    'ClusterRole',
  );
  const changed = inCluster?.rules.filter(({ verbs }) =>
    verbs.some((verb) => !['get', 'list', 'watch'].includes(verb)),
  );
  expect(changed?.flatMap(({ resources }) => resources)).toEqual(['events']);
  const without = stackModel({ ...config, operator: { ...config.operator, run: false } });
  expect(objectsOf('operator', without)).toEqual([]);
});
