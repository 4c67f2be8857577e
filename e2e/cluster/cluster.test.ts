import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boundMetric, TRACE_ID_LABEL } from '../../instrumentation/contract';
import { readStackConfig } from '../../infra/config/file';
import { stackBinding } from '../../infra/model/preset';
import { makeDefinitions } from '../../infra/crds/make';
import { queryLogs } from '../../local/clients/loki';
import { prometheusClient } from '../../local/clients/prometheus';
import { spansOfTrace } from '../../local/clients/tempo';
import { eventually } from '../../local/proofs/eventually';
import { sendTracedRequest } from '../../local/proofs/trace';
import { type Gatewatch, gatewatch } from './gatewatch';
import { loadImages } from './images';
import { kubectl as kubectlOf, type Kubectl } from './kubectl';
import { type MemoryWatch, watchMemory } from './memory';
import { type ProdOutcome, tryProd } from './prod';
import { allReady, editStack, identities } from './rollout';
import { type Cluster, output, startCluster, TOOL_VARIABLE, whyNoCluster } from './tool';

/** Everything waits for the one cluster; a test runs after those above it. */
jest.setTimeout(900_000);

const ROOT = join(__dirname, '..', '..');
const NAMESPACES = ['observability', 'gateways'];
/** The receiver ignores the path, so that a secret of ours can be in the URL that works. */
const CANARY = 'canary-7f3c91d2';
const WEBHOOK = `http://alert-receiver.gateways.svc.cluster.local:8082/${CANARY}`;
const ALERT = 'GatewayHighErrorRatio';

const config = readStackConfig('dev', ROOT);
const scratch = mkdtempSync(join(tmpdir(), 'gatewatch-cluster-'));
const say = (line: string): void => void process.stdout.write(`    ${line}\n`);
const began = performance.now();

let cluster: Cluster;
let kubectl: Kubectl;
let gateway: Gatewatch;
let memory: MemoryWatch;
/** All that the commands printed, for the search for secrets. */
const printed: string[] = [];
let password = '';

async function operate(...args: readonly string[]): Promise<string> {
  const text = await gateway.operate(...args);
  printed.push(text);
  return text;
}

const skipped = whyNoCluster(process.env);
if (skipped !== undefined) say(`left out: ${skipped}`);
const onCluster = skipped === undefined ? describe : describe.skip;

onCluster('dev on a real cluster', () => {
  beforeAll(async () => {
    cluster = await startCluster(process.env[TOOL_VARIABLE] ?? '');
    kubectl = kubectlOf(cluster.env);
    gateway = gatewatch(cluster, scratch);
    const rendered = join(scratch, 'dev');
    await gateway.render('dev', rendered);
    await makeDefinitions();
    say(await loadImages(cluster, rendered, scratch, config.images.example));
    memory = watchMemory(kubectl, NAMESPACES);
  });
  afterAll(async () => {
    await memory?.stop();
    const { total, byPod } = memory?.peak() ?? { total: 0, byPod: {} };
    const pods = Object.entries(byPod).map(([pod, mebibytes]) => `${pod} ${mebibytes.toFixed(0)}`);
    say(`peak memory of the pods ${total.toFixed(0)} MiB: ${pods.join(', ')}`);
    say(`all of it ${((performance.now() - began) / 1000).toFixed(0)} s`);
    await kubectl?.close();
    await cluster?.down();
    rmSync(scratch, { recursive: true, force: true });
  });

  it('a preview creates nothing', async () => {
    const set = ['config', 'set', '--secret', '--path', 'gatewatch:secrets.alert-webhook.url', WEBHOOK];
    await operate('preview');
    await output('pulumi', ['--cwd', gateway.project, '--stack', 'dev', ...set], gateway.env);
    const text = await operate('preview');
    expect(text).toContain('would create Deployment'.toLowerCase());
    expect(await kubectl.list('pods', 'observability')).toEqual([]);
  });

  it('comes up from nothing: every pod ready, none restarted', async () => {
    const start = performance.now();
    const text = await operate('up', '--generate-password');
    const pods = await allReady(kubectl, NAMESPACES, 300_000);
    say(`up: ${((performance.now() - start) / 1000).toFixed(0)} s until ${pods.length} pods were ready`);
    expect(text).toContain('OTLP endpoint  http://otel-collector.observability.svc.cluster.local:4317');
    const get = ['config', 'get', '--path', 'gatewatch:secrets.grafana-admin.password'];
    password = (
      await output('pulumi', ['--cwd', gateway.project, '--stack', 'dev', ...get], gateway.env)
    ).trim();
    expect(password).toMatch(/^[\w-]{32}$/);
  });

  it('every target of every monitor is up in the Prometheus of the cluster', async () => {
    const prometheus = prometheusClient(await kubectl.forward('observability', 'service/prometheus', 9090));
    const grafana = await grafanaVersion();
    const monitors = await kubectl.list('servicemonitors', 'observability');
    const up = await eventually(
      async () => {
        const targets = await prometheus.targets();
        const pools = new Set(targets.map(({ labels }) => labels['job']));
        const well = targets.every((target) => target.health === 'up' || isStandIn(target, grafana));
        return well && pools.size >= monitors.length ? targets : undefined;
      },
      { what: `targets of ${monitors.length} monitors to be up`, timeoutMs: 180_000 },
    );
    const well = up.filter(({ health }) => health === 'up').map(({ job }) => job);
    say(`${well.length} of ${up.length} targets up: ${well.sort().join(', ')}`);
    const down = (await prometheus.query('up == 0')).map(({ labels }) => labels['job']);
    expect(down).toEqual(grafana === STAND_IN ? ['grafana'] : []);
    if (grafana === STAND_IN) say('not up: grafana, whose image is a stand-in without metrics here');
    expect(up.length).toBe(monitors.length);
  });

  it('a request leaves a trace in Tempo, a log in Loki and an exemplar in Prometheus', async () => {
    const [web, tempo, loki, metrics] = await Promise.all([
      kubectl.forward('gateways', 'service/gateway', 8080),
      kubectl.forward('observability', 'service/tempo', 3200),
      kubectl.forward('observability', 'service/loki', 3100),
      kubectl.forward('observability', 'service/prometheus', 9090),
    ]);
    const traceId = await sendTracedRequest(web, { path: '/orders/42', through: [] });
    const spans = await eventually(
      async () => {
        const found = await spansOfTrace(tempo, traceId);
        return found.length > 0 ? found : undefined;
      },
      { what: `trace ${traceId} in Tempo`, timeoutMs: 120_000 },
    );
    expect(new Set(spans.map(({ service }) => service))).toEqual(new Set(['gateway']));
    const lines = await eventually(
      async () => {
        const found = await queryLogs(loki, `{service_name="gateway"} | trace_id="${traceId}"`);
        return found.length > 0 ? found : undefined;
      },
      { what: `a log of trace ${traceId} in Loki`, timeoutMs: 120_000 },
    );
    const { name } = boundMetric(stackBinding(config), 'http.request.duration');
    const exemplar = await eventually(
      async () => {
        const found = await prometheusClient(metrics).exemplars(`${name}_bucket{service="gateway"}`);
        const id = found.at(-1)?.[TRACE_ID_LABEL];
        return id !== undefined && (await spansOfTrace(tempo, id)).length > 0 ? id : undefined;
      },
      { what: `an exemplar of ${name} whose trace is in Tempo`, timeoutMs: 120_000 },
    );
    say(`trace ${traceId}: ${spans.length} spans, ${lines.length} log lines; exemplar ${exemplar}`);
  });

  it('a gateway of three replicas is three targets, each of them up and with metrics of its own', async () => {
    const prometheus = prometheusClient(await kubectl.forward('observability', 'service/prometheus', 9090));
    const scale = (replicas: number): Promise<string> =>
      kubectl.run(['scale', '--namespace=gateways', 'deployment/gateway', `--replicas=${replicas}`]);
    const observed = (replicas: number): Promise<readonly string[]> =>
      eventually(
        async () => {
          const up = await prometheus.query(
            'up{job="gateway"} == 1 and on (instance) process_resident_memory_bytes',
          );
          return up.length === replicas ? up.map(({ labels }) => labels['instance'] ?? '') : undefined;
        },
        { what: `${replicas} replicas of the gateway to be scraped`, timeoutMs: 300_000 },
      );
    await scale(3);
    say(`three replicas: ${[...(await observed(3))].sort().join(', ')}`);
    await scale(1);
    // A series ends with its target: what is left is the replica that stays.
    expect(new Set(await observed(1)).size).toBe(1);
  });

  it('a second up changes nothing', async () => {
    const before = await allReady(kubectl, NAMESPACES, 60_000);
    const text = await operate('up');
    expect(text).toMatch(/^up: \d+ same in/m);
    expect(identities(await allReady(kubectl, NAMESPACES, 60_000))).toEqual(identities(before));
  });

  it('a failing upstream makes the alert reach the receiver', async () => {
    const [upstream, receiver] = await Promise.all([
      kubectl.forward('gateways', 'service/upstream', 8081),
      kubectl.forward('gateways', 'service/alert-receiver', 8082),
    ]);
    const start = performance.now();
    await fetch(`${upstream}/fault`, { method: 'POST', body: JSON.stringify({ errorRatio: 1 }) });
    const alert = await eventually(
      async () => {
        const answer = await fetch(`${receiver}/received`);
        const all = (await answer.json()) as { status: string; labels: Record<string, string> }[];
        return all.find(({ status, labels }) => status === 'firing' && labels['alertname'] === ALERT);
      },
      { what: `${ALERT} at the receiver`, timeoutMs: 600_000 },
    );
    await fetch(`${upstream}/fault`, { method: 'DELETE' });
    say(`${ALERT} reached the receiver ${((performance.now() - start) / 1000).toFixed(0)} s after the fault`);
    expect(alert.labels).toMatchObject({ service: 'gateway', environment: 'dev', severity: 'critical' });
  });

  it('a change rolls only what reads it', async () => {
    const before = identities(await allReady(kubectl, NAMESPACES, 60_000));
    editStack(gateway.project, 'dev', (values) => {
      values['gatewatch:sampling'] = { ...(values['gatewatch:sampling'] as object), keepPercent: 50 };
    });
    say((await operate('up')).split('\n').find((line) => line.startsWith('up:')) ?? '');
    const after = identities(await allReady(kubectl, NAMESPACES, 120_000));
    expect(Object.keys(after).filter((workload) => after[workload] !== before[workload])).toEqual([
      'otel-collector',
    ]);
  });

  it('no secret is anywhere but in Secrets', async () => {
    const objects = await kubectl.run([
      ...[
        'get',
        'configmaps,deployments,statefulsets,pods,services,events',
        '--all-namespaces',
        '--output=yaml',
      ],
    ]);
    const crs = await kubectl.run([
      'get',
      'prometheuses,alertmanagers,prometheusrules',
      '-A',
      '--output=yaml',
    ]);
    const pods = (await Promise.all(NAMESPACES.map((one) => kubectl.list('pods', one)))).flat();
    const logs = await Promise.all(
      pods.map(({ metadata }) =>
        kubectl.run(['logs', '-n', metadata.namespace ?? '', metadata.name, '--all-containers', '--tail=-1']),
      ),
    );
    const rendered = join(scratch, 'dev');
    const places: Readonly<Record<string, string>> = {
      'what the commands printed': printed.join('\n'),
      'the state': await gateway.state(),
      'the stack file': readFileSync(join(gateway.project, 'Pulumi.dev.yaml'), 'utf8'),
      'the rendered manifests': readdirSync(rendered)
        .map((file) => readFileSync(join(rendered, file), 'utf8'))
        .join('\n'),
      'objects of the cluster': objects + crs,
      'logs of the pods': logs.join('\n'),
    };
    const secrets = [CANARY, password].flatMap((one) => [
      one,
      Buffer.from(one).toString('base64').slice(0, -4),
    ]);
    for (const [place, text] of Object.entries(places)) {
      expect([place, text.length > 0, secrets.filter((secret) => text.includes(secret))]).toEqual([
        place,
        true,
        [],
      ]);
    }
    const real = await kubectl.run(['get', 'secret', '-n', 'observability', 'alert-webhook', '-o', 'json']);
    const { data } = JSON.parse(real) as { data: { url: string } };
    expect(Buffer.from(data.url, 'base64').toString()).toBe(WEBHOOK);
  });

  it('destroy leaves nothing but the definitions', async () => {
    say((await operate('destroy', '--yes')).split('\n').find((line) => line.startsWith('destroy:')) ?? '');
    await expectGone();
    expect(await definitionsOfTheOperator()).toBe(10);
  });

  it('prod is taken by the API server, field by field, and its pods are admitted', async () => {
    const prod: ProdOutcome = await tryProd(kubectl, gateway, scratch);
    say(`${prod.objects} objects of prod applied; ${prod.pods.length} pods admitted`);
    for (const line of prod.unschedulable) say(`cannot run here: ${line}`);
    expect(prod.refused).toEqual([]);
    expect(prod.pods.length).toBeGreaterThan(8);
  });

  it('up takes over the definitions that are there, and destroy --definitions removes them', async () => {
    await operate('up');
    await allReady(kubectl, NAMESPACES, 300_000);
    await operate('destroy', '--yes', '--definitions');
    await expectGone();
    expect(await definitionsOfTheOperator()).toBe(0);
  });
});

/** What the cluster tool's image says it is where there is no Grafana. */
const STAND_IN = 'stand-in';

async function grafanaVersion(): Promise<string> {
  const url = await kubectl.forward('observability', 'service/grafana', 3000);
  const answer = await fetch(`${url}/api/health`);
  return ((await answer.json()) as { version: string }).version;
}

function isStandIn({ job }: { readonly job: string }, version: string): boolean {
  return job === 'grafana' && version === STAND_IN;
}

async function definitionsOfTheOperator(): Promise<number> {
  const all = await kubectl.list('customresourcedefinitions');
  return all.filter(({ metadata }) => metadata.name.endsWith('.monitoring.coreos.com')).length;
}

/** Nothing of the stack is left in the cluster, in a namespace or outside of one. */
async function expectGone(): Promise<void> {
  const left = await kubectl.list(
    'namespaces,persistentvolumes,clusterroles,clusterrolebindings,priorityclasses,pods,persistentvolumeclaims',
  );
  const ours = left.filter(
    ({ kind, metadata }) =>
      NAMESPACES.includes(metadata.namespace ?? metadata.name) ||
      kind === 'PersistentVolume' ||
      metadata.name.startsWith('observability-') ||
      metadata.name.startsWith('gatewatch-'),
  );
  expect(ours.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([]);
}
