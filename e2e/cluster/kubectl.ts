import { type ChildProcess, spawn } from 'node:child_process';
import { output } from './tool';

/** An object of the cluster, as far as the proofs look at it. */
export interface LiveObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly uid: string };
  readonly status?: {
    readonly phase?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
    readonly containerStatuses?: readonly ContainerStatus[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
  };
}

interface ContainerStatus {
  readonly name: string;
  readonly ready: boolean;
  readonly restartCount: number;
}

/** kubectl for one cluster. */
export interface Kubectl {
  run(args: readonly string[], input?: string): Promise<string>;
  list(kinds: string, namespace?: string): Promise<readonly LiveObject[]>;
  /** A port of a Service on 127.0.0.1, until all is closed. */
  forward(namespace: string, target: string, port: number): Promise<string>;
  /** Ends every forwarding. */
  close(): Promise<void>;
}

export function kubectl(env: Readonly<Record<string, string>>): Kubectl {
  const forwards: ChildProcess[] = [];
  const run = (args: readonly string[], input?: string): Promise<string> =>
    output('kubectl', args, env, input);
  return {
    run,
    list: async (kinds, namespace) => {
      const where = namespace === undefined ? ['--all-namespaces'] : ['--namespace', namespace];
      const text = await run(['get', kinds, ...where, '--output=json', '--ignore-not-found']);
      return text.trim() === '' ? [] : (JSON.parse(text) as { items: LiveObject[] }).items;
    },
    forward: async (namespace, target, port) => {
      // kubectl takes a free port and says which.
      const args = ['--namespace', namespace, 'port-forward', '--address', '127.0.0.1', target, `:${port}`];
      const child = spawn('kubectl', args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
      forwards.push(child);
      return `http://127.0.0.1:${await forwarded(child, target)}`;
    },
    close: async () => {
      await Promise.all(
        forwards.map(async (child) => {
          if (child.exitCode !== null || child.signalCode !== null) return;
          const end = new Promise((resolve) => child.once('close', resolve));
          child.kill('SIGTERM');
          await end;
        }),
      );
    },
  };
}

function forwarded(child: ChildProcess, target: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = '';
    const read = (chunk: unknown): void => {
      text += String(chunk);
      const port = /Forwarding from 127\.0\.0\.1:(\d+)/.exec(text)?.[1];
      if (port !== undefined) resolve(Number(port));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`port-forward to ${target}: status ${code}\n${text}`)));
  });
}

/** One line for each pod that does not run as it should: not ready, or with a container that was restarted. */
export function podProblems(pods: readonly LiveObject[]): readonly string[] {
  return pods.flatMap(({ metadata, status }) => {
    const containers = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
    const restarted = containers.filter(({ restartCount }) => restartCount > 0).map(({ name }) => name);
    const ready = status?.conditions?.some((one) => one.type === 'Ready' && one.status === 'True') === true;
    return [
      ...(ready ? [] : [`${metadata.name} is not ready (${status?.phase ?? 'no status'})`]),
      ...(restarted.length === 0 ? [] : [`${metadata.name} was restarted: ${restarted.join(', ')}`]),
    ];
  });
}
