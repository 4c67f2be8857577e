import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import * as http from 'node:http';
import { join } from 'node:path';
import { parseMetrics, type Samples } from './metrics-text';
import { until } from './until';

const ROOT = join(__dirname, '..', '..');
const TSX = require.resolve('tsx/cjs');
const REGISTER = join(ROOT, 'instrumentation', 'register.ts');
/** Arguments of Node.js that load the preload from its sources. */
export const preloadArgs = ['--require', TSX, '--require', REGISTER];

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A gateway in a process of its own. */
export interface Gateway {
  readonly url: string;
  readonly adminUrl: string;
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Resolves when the process has ended. */
  readonly ended: Promise<Exit>;
  /** What `/metrics` shows now. */
  metrics(): Promise<Samples>;
  /** Body of a JSON path on the admin port. */
  admin<T>(path: string): Promise<T>;
  /** Sends the signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Exit>;
}

export interface GatewayOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** False runs it bare, to compare with. */
  readonly preload?: boolean;
  /** False if no admin port is expected to come up. */
  readonly admin?: boolean;
}

const children = new Set<ChildProcess>();

/** Starts a gateway of `testing/gateways` under the preload and waits until it listens. */
export async function startGateway(file: string, options: GatewayOptions = {}): Promise<Gateway> {
  const { args = [], env = {}, preload = true, admin = preload } = options;
  const script = join(__dirname, 'gateways', file);
  const child = spawn(process.execPath, [...(preload ? preloadArgs : []), script, ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], GATEWATCH_ADMIN_PORT: '0', OTEL_TRACES_EXPORTER: 'none', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  void ended.then(() => children.delete(child));
  const out = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (out.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (out.stderr += chunk.toString()));

  const find = (stream: keyof typeof out, pattern: RegExp) =>
    until(`${file} says ${pattern}`, () => {
      if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode}: ${out.stderr}`);
      return pattern.exec(out[stream])?.[1];
    });
  const url = `http://127.0.0.1:${await find('stdout', /port (\d+)/)}`;
  const adminUrl = admin ? await find('stderr', /admin port listens on (\S+)/) : '';
  return {
    url,
    adminUrl,
    child,
    stdout: () => out.stdout,
    stderr: () => out.stderr,
    ended: ended.then(([code, signal]) => ({ code, signal })),
    metrics: async () => parseMetrics((await request(`${adminUrl}/metrics`)).body),
    admin: async <T>(path: string) => JSON.parse((await request(`${adminUrl}${path}`)).body) as T,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      const [code, endedBy] = await ended;
      return { code, signal: endedBy };
    },
  };
}

/** Ends every gateway that a test has left. */
export async function stopGateways(): Promise<void> {
  await Promise.all(
    [...children].map(async (child) => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }),
  );
}

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** One HTTP request; on a connection of its own unless an agent is given. */
export async function request(url: string, options: http.RequestOptions = {}): Promise<Answer> {
  const call = http.request(url, { agent: false, ...options });
  call.end();
  const [response] = (await once(call, 'response')) as [http.IncomingMessage];
  let body = '';
  for await (const chunk of response) body += String(chunk);
  return { status: response.statusCode ?? 0, headers: response.headers, body };
}
