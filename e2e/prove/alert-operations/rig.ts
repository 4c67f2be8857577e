import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alertmanagerArgs } from '../../../infra/components/alertmanager/config';
import { hostPort } from '../../../infra/model/address';
import { leasePorts, LOOPBACK } from '../../../local/ports';
import { eventually } from '../../../local/proofs/eventually';
import { startWebhookReceiver, type WebhookReceiver } from '../../../local/webhook';
import { locateTool } from '../../../tools';

const ROOT = join(__dirname, '..', '..', '..');
const MAIN = join(ROOT, 'alerts', 'operations', 'main.ts');
export const TOKEN = 'token-of-the-api';
export const WEBHOOK_TOKEN = 'token-of-the-webhook';

/** A replica of the service in a process of its own. */
export interface Replica {
  readonly url: string;
  readonly child: ChildProcess;
  /** The audit log and the rest of its output so far. */
  output(): string;
}

/** The real Alertmanager with a receiver of pages, and replicas of the service before it. */
export interface Rig {
  readonly alertmanager: string;
  readonly pager: WebhookReceiver;
  startAlertmanager(): Promise<void>;
  stopAlertmanager(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** @param name names its journal, so that the same one started again has it */
  startReplica(name: string, env?: Readonly<Record<string, string>>): Promise<Replica>;
  stopReplica(replica: Replica, signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  stop(): Promise<void>;
}

const READY = { timeoutMs: 30_000 };

export async function startRig(): Promise<Rig> {
  const lease = await leasePorts(['alertmanager', 'webhook', 'replica-a', 'replica-b'] as const);
  const folder = mkdtempSync(join(tmpdir(), 'alert-operations-'));
  const pager = await startWebhookReceiver(lease.ports.webhook);
  const children = new Set<ChildProcess>();
  let server: ChildProcess | undefined;
  const alertmanager = `http://${LOOPBACK}:${lease.ports.alertmanager}`;
  const files = { config: join(folder, 'alertmanager.yaml'), data: join(folder, 'alertmanager') };
  const tokenFile = join(folder, 'webhook-token');
  writeFileSync(tokenFile, WEBHOOK_TOKEN);
  const jump = join(folder, 'jump.cjs');
  writeFileSync(jump, JUMP);
  writeFileSync(files.config, configOf(pager.url, lease.ports['replica-a'], tokenFile));

  const start = (command: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess => {
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    children.add(child);
    child.once('exit', () => children.delete(child));
    return child;
  };
  const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };

  return {
    alertmanager,
    pager,
    startAlertmanager: async () => {
      const listen = hostPort(LOOPBACK, lease.ports.alertmanager);
      const args = alertmanagerArgs({ retention: '1h' }, files, listen, alertmanager);
      server = start(locateTool('alertmanager'), args, process.env);
      server.stdout?.resume();
      server.stderr?.resume();
      await answers(`${alertmanager}/-/ready`);
    },
    stopAlertmanager: async (signal) => {
      if (server !== undefined) await end(server, signal);
    },
    startReplica: async (name, env = {}) => {
      const port = lease.ports[name as 'replica-a'];
      const child = start(process.execPath, ['--require', jump, '--import', 'tsx', MAIN], {
        PATH: process.env['PATH'],
        ALERT_OPERATIONS_ALERTMANAGER_URLS: alertmanager,
        ALERT_OPERATIONS_PORT: String(port),
        ALERT_OPERATIONS_DATA: join(folder, name),
        ALERT_OPERATIONS_TOKEN: TOKEN,
        ALERT_OPERATIONS_WEBHOOK_TOKEN: WEBHOOK_TOKEN,
        ALERT_OPERATIONS_POLL_SECONDS: '0.3',
        ALERT_OPERATIONS_HOLD_MINUTES: '0.1',
        ALERT_OPERATIONS_RESOLVED_AFTER_SECONDS: '5',
        ALERT_OPERATIONS_ESCALATE_AFTER_MINUTES: '0.05',
        ALERT_OPERATIONS_REQUESTS_PER_SECOND: '1000',
        ...env,
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (text) => (output += String(text)));
      const url = `http://${LOOPBACK}:${port}`;
      await eventually(
        async () => {
          if (child.exitCode !== null) return 'ended';
          return (await fetch(`${url}/health`)).ok ? 'up' : undefined;
        },
        { what: `${name}: ${output}`, ...READY },
      );
      if (child.exitCode !== null) throw new Error(`${name} ended: ${output}`);
      return { url, child, output: () => output };
    },
    stopReplica: ({ child }, signal) => end(child, signal),
    stop: async () => {
      await Promise.all([...children].map((child) => end(child, 'SIGKILL')));
      await pager.close();
      await lease.release();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Sets the clock of a replica by JUMP_MS as soon as it gets SIGUSR2. */
const JUMP = `
const now = Date.now;
process.on('SIGUSR2', () => { Date.now = () => now() + Number(process.env.JUMP_MS); });
`;

/** Pages at once and repeats for hours: whatever arrives twice is a double page. The first replica hears it all too. */
function configOf(pager: string, replica: number, tokenFile: string): string {
  return `
route:
  receiver: pager
  group_by: [alertname]
  group_wait: 3s
  group_interval: 1s
  repeat_interval: 4h
receivers:
  - name: pager
    webhook_configs:
      - url: ${pager}
      - url: http://${LOOPBACK}:${replica}/webhook
        http_config: { authorization: { credentials_file: ${tokenFile} } }
`;
}

async function answers(url: string): Promise<void> {
  await eventually(async () => ((await fetch(url)).ok ? true : undefined), { what: url, ...READY });
}
