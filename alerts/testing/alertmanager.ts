import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { alertmanagerConfig, renderAlertmanagerConfig, type Routing } from '../routing';

/** An alert to send. Without `endsAt` it fires until it is sent again with one. */
export interface TestAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly startsAt?: string;
  readonly endsAt?: string;
}

/** The real Alertmanager on a free port of the loopback interface. */
export interface TestAlertmanager {
  readonly url: string;
  readonly folder: string;
  /** @throws Error if Alertmanager refuses the alerts */
  send(alerts: readonly TestAlert[]): Promise<void>;
  /** What it printed so far. */
  output(): string;
  stop(): Promise<void>;
}

/** URL of Alertmanager in messages. */
export const EXTERNAL_URL = 'https://alertmanager.example.com';

const LISTENS = /Listening on.*?address=127\.0\.0\.1:(\d+)/;

/**
 * Starts Alertmanager with a routing.
 * @param binary path of Alertmanager
 * @param routingIn the routing, whose files are below the folder
 * @param filesIn texts of files by path below the folder, for templates and secrets
 * @throws Error with what it printed if it does not start
 */
export async function startAlertmanager(
  binary: string,
  routingIn: (folder: string) => Routing,
  filesIn: (folder: string) => Readonly<Record<string, string>> = () => ({}),
): Promise<TestAlertmanager> {
  const folder = mkdtempSync(join(tmpdir(), 'gatewatch-alertmanager-'));
  const config = join(folder, 'alertmanager.yaml');
  const files = {
    ...filesIn(folder),
    [config]: renderAlertmanagerConfig(alertmanagerConfig(routingIn(folder))),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const child = spawn(
    binary,
    [
      `--config.file=${config}`,
      `--storage.path=${join(folder, 'data')}`,
      '--web.listen-address=127.0.0.1:0',
      `--web.external-url=${EXTERNAL_URL}`,
      '--web.route-prefix=/',
      '--cluster.listen-address=',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let output = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output += text));
  const url = `http://127.0.0.1:${await portOf(child, () => output)}`;
  return {
    url,
    folder,
    send: async (alerts) => {
      const response = await fetch(`${url}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(alerts),
      });
      if (!response.ok) throw new Error(`Alertmanager: ${response.status} ${await response.text()}`);
    },
    output: () => output,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit');
        child.kill('SIGKILL');
        await gone;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The port that it says it listens on. */
function portOf(child: ChildProcess, output: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', () => {
      const port = LISTENS.exec(output())?.[1];
      if (port !== undefined) resolve(Number(port));
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Alertmanager ended with ${code}: ${output()}`)));
  });
}
