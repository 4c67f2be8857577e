import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { presets } from '../../instrumentation/presets';
import { eventually } from '../../local/proofs/eventually';
import { locateTool } from '../../tools';
import { ESCALATION, ESCALATION_LEVEL } from '../operations/core/escalation';
import { rulesOf } from '../tests/fixture';
import { startAlertmanager } from '../testing/alertmanager';
import { startHttpReceiver } from '../testing/receivers';
import { TRUTH_RECEIVERS, truthRouting } from '../testing/truth-routing';
import { alertmanagerConfig, renderAlertmanagerConfig } from './config';
import { receiversOf } from './told';

type Labels = Readonly<Record<string, string>>;

/** Every alert that there is, with its severity. */
const RULES: readonly Labels[] = [
  ...new Map(
    Object.values(presets)
      .flatMap((preset) => rulesOf(preset).groups.flatMap(({ rules }) => rules))
      .map(({ alert, labels }) => [`${alert} ${labels.severity}`, { alertname: alert, ...labels }]),
  ).values(),
];
/** What comes from elsewhere: any severity, also one that nobody knows, or none. */
const FOREIGN: readonly Labels[] = [
  ...['critical', 'warning', 'info', 'urgent'].map((severity) => ({ alertname: 'Foreign', severity })),
  { alertname: 'Foreign' },
  ...['1', '2', '3'].map((level) => ({
    alertname: ESCALATION,
    severity: 'critical',
    [ESCALATION_LEVEL]: level,
  })),
];
const TENANTS = ['', 'acme', 'globex', 'a.b|c', 'acme2', 'axb'];
const ENVIRONMENTS = ['prod', 'staging', 'dev'];

/** Alert by tenant and environment; for foreign ones by team and service, too. */
const TABLE: readonly Labels[] = [
  ...RULES.flatMap((rule) =>
    ['', 'acme'].flatMap((tenant) => ENVIRONMENTS.map((environment) => row(rule, { tenant, environment }))),
  ),
  ...FOREIGN.flatMap((alert) =>
    TENANTS.flatMap((tenant) =>
      ENVIRONMENTS.flatMap((environment) =>
        ['', 'payments', 'search'].flatMap((team) =>
          ['ledger', 'orders'].map((service) => row(alert, { tenant, environment, team, service })),
        ),
      ),
    ),
  ),
];

function row(
  alert: Labels,
  { tenant, ...more }: { readonly tenant: string } & Readonly<Record<string, string>>,
): Labels {
  const labels = { service: 'orders', ...alert, tenant_id: tenant, ...more };
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ''));
}

/** A process a row takes its time: amtool is asked for every alert in and out of production, and for some foreign ones. */
const ASKED = TABLE.filter(({ alertname, environment, severity }, index) =>
  alertname === 'Foreign' || alertname === ESCALATION
    ? index % 5 === 0 || severity === undefined
    : environment !== 'dev',
);

const key = (labels: Labels): string => JSON.stringify(Object.entries(labels).sort());

it('has a row for each alert, severity, tenant and environment, and names every receiver', () => {
  const routing = truthRouting(() => ({ kind: 'webhook', url: 'http://127.0.0.1:9/' }));
  expect(RULES.length).toBeGreaterThan(70);
  expect(new Set(TABLE.map(key)).size).toBe(TABLE.length);
  const told = new Set(TABLE.flatMap((labels) => receiversOf(routing, labels)));
  expect([...told].sort()).toEqual([...TRUTH_RECEIVERS].sort());
});

it('amtool routes every alert as the routing says', async () => {
  const routing = truthRouting(() => ({ kind: 'webhook', url: 'http://127.0.0.1:9/' }));
  const folder = mkdtempSync(join(tmpdir(), 'gatewatch-truth-'));
  try {
    const file = join(folder, 'alertmanager.yaml');
    writeFileSync(file, renderAlertmanagerConfig(alertmanagerConfig(routing)));
    const amtool = locateTool('amtool');
    const exec = promisify(execFile);
    const wrong: string[] = [];
    const rows = [...ASKED];
    const ask = async (): Promise<void> => {
      for (let labels = rows.pop(); labels !== undefined; labels = rows.pop()) {
        const args = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
        const { stdout } = await exec(amtool, ['config', 'routes', 'test', `--config.file=${file}`, ...args]);
        const wanted = receiversOf(routing, labels).join();
        if (stdout.trim() !== wanted) wrong.push(`${key(labels)}: ${stdout.trim()}, not ${wanted}`);
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, ask));
    expect(wrong).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 300_000);

it('the real Alertmanager delivers every row to the receivers that the routing says, and to no other', async () => {
  interface Delivery {
    readonly receiver: string;
    readonly alerts: readonly { readonly status: string; readonly labels: Labels }[];
  }
  const receiver = await startHttpReceiver<Delivery>(() => ({ status: 200, body: '' }));
  // Inhibition has a test of its own: here every alert of every system fires at once.
  const routing = { ...truthRouting(() => ({ kind: 'webhook', url: receiver.url })), inhibitions: [] };
  const alertmanager = await startAlertmanager(locateTool('alertmanager'), () => routing);
  try {
    await alertmanager.send(TABLE.map((labels) => ({ labels })));
    const wanted = TABLE.flatMap((labels) =>
      receiversOf(routing, labels).map((name) => `${name} ${key(labels)}`),
    ).sort();
    const delivered = (): string[] =>
      [
        ...new Set(
          receiver
            .received()
            .flatMap(({ body: { receiver: name, alerts } }) =>
              alerts.map(({ labels }) => `${name} ${key(labels)}`),
            ),
        ),
      ].sort();
    await eventually(() => Promise.resolve(delivered().length >= wanted.length ? true : undefined), {
      what: `${wanted.length} deliveries`,
      timeoutMs: 60_000,
    });
    expect(delivered()).toEqual(wanted);
  } finally {
    await alertmanager.stop();
    await receiver.close();
  }
}, 120_000);
