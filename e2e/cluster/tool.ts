import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Variable that names the tool: a program that gives this machine a Kubernetes cluster (`up`, `env`, `image`, ...). */
export const TOOL_VARIABLE = 'GATEWATCH_CLUSTER_TOOL';

/** Why the proofs on a cluster do not run; undefined if they do. */
export function whyNoCluster(env: NodeJS.ProcessEnv): string | undefined {
  const tool = env[TOOL_VARIABLE];
  if (tool === undefined || tool === '') {
    return `no cluster: set ${TOOL_VARIABLE} to a program that gives this machine one (e2e/cluster/README.md)`;
  }
  return existsSync(tool) ? undefined : `no cluster: ${TOOL_VARIABLE} is "${tool}", which does not exist`;
}

/** A cluster that the tool has brought up. */
export interface Cluster {
  /** Variables with which kubectl and Pulumi reach it. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs a command of the tool and returns what it printed. Throws with its output if it fails. */
  run(...args: readonly string[]): Promise<string>;
  /** Takes the cluster down and forgets its data. */
  down(): Promise<void>;
}

/** Brings the cluster up, from nothing. */
export async function startCluster(tool: string): Promise<Cluster> {
  const run = (...args: readonly string[]): Promise<string> => toFile(tool, args);
  await run('down', '--purge');
  await run('up');
  await run('provider-install');
  return {
    env: environment(tool),
    run,
    down: async () => void (await run('down', '--purge')),
  };
}

/** What `eval "$(tool env)"` sets. */
function environment(tool: string): Record<string, string> {
  const script = `eval "$('${tool}' env)" && env -0`;
  const text = execFileSync('bash', ['-c', script], { encoding: 'utf8' });
  return Object.fromEntries(
    text.split('\0').flatMap((line) => {
      const [name, ...value] = line.split('=');
      return name === undefined || value.length === 0 ? [] : [[name, value.join('=')] as const];
    }),
  );
}

/** The tool leaves processes behind that hold its standard output open: a pipe would never end. */
async function toFile(program: string, args: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'gatewatch-cluster-tool-'));
  const file = join(folder, 'output');
  const descriptor = openSync(file, 'w');
  try {
    const child = spawn(program, args, { stdio: ['ignore', descriptor, descriptor] });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    });
    const text = readFileSync(file, 'utf8');
    if (code !== 0) throw new Error(`${program} ${args.join(' ')}: status ${code}\n${text.slice(-6000)}`);
    return text;
  } finally {
    closeSync(descriptor);
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * What a program printed.
 * @throws Error with everything that it printed, if it does not end with status 0
 */
export function output(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  input?: string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    let out = '';
    let all = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      all += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (all += text));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(out);
      else reject(new Error(`${program} ${args.join(' ')}: status ${code}\n${all.slice(-6000)}`));
    });
    child.stdin.on('error', () => undefined).end(input ?? '');
  });
}
