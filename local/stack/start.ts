import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { locateTool } from '../../tools';
import { findGrafana, GRAFANA_ADVICE, type GrafanaPart, grafanaPart } from '../grafana';
import { leasePorts } from '../ports';
import { DEFAULT_PRESET, exampleOf } from '../examples';
import type { RunningStack } from '../running-stack';
import { serviceParts } from '../services';
import { createSupervisor, PartError, type PartSpec, type Supervisor } from '../supervisor';
import { startWebhookReceiver } from '../webhook';
import { requireSpace, runDirectory } from './directory';
import { DEFAULT_RATE, exampleParts, PRELOAD, TRAFFIC } from './example';
import { stackFiles } from './files';
import type { StartOptions } from './options';
import { paceOf } from './pace';
import { backendParts, BINARIES, type Binaries } from './parts';
import { operationsPart } from './operations';
import { planStack, type StackPlan } from './plan';
import { needsToken } from './gateway-targets';
import { runPorts, type RunPorts } from './port-names';
import { channelSecrets } from './routing';
import { runningStack } from './running';
import { createTeardown, type Teardown } from './teardown';
import { makeFolders, writeError, writeFiles } from './write';

/**
 * Starts the stack with the example on this machine and waits until every part is healthy.
 * @throws PortError, PartError, StackConfigError, or an Error that says what is missing; the reason of `signal` if that
 *   was aborted. Whatever was started has then been stopped.
 */
export async function startStack(options: StartOptions = {}): Promise<RunningStack> {
  const { signal } = options;
  const teardown = createTeardown();
  const abort = (): void => void teardown.run();
  signal?.addEventListener('abort', abort);
  try {
    return await start(options, teardown);
  } catch (error) {
    await teardown.run();
    throw signal?.aborted === true ? signal.reason : error;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

async function start(options: StartOptions, teardown: Teardown): Promise<RunningStack> {
  const { signal, onPlan } = options;
  signal?.throwIfAborted();
  const binaries = locateBinaries();
  requirePreload();
  const example = options.example ?? exampleOf(DEFAULT_PRESET);
  const lease = await leasePorts(Object.keys(runPorts(example)), options.ports);
  await teardown.add(lease.release);
  const directory = await runDirectory(options.directory);
  await requireSpace(directory);
  const plan = planStack(directory, lease.ports as RunPorts, paceOf(options), example, options);
  const grafana = options.grafana === false ? undefined : await planGrafana(plan, options);
  const services = await serviceParts(example.services ?? [], plan.at.port, plan.layout.data);
  for (const { afterStop } of services) if (afterStop !== undefined) await teardown.add(afterStop);
  const parts = [...services, ...partsOf(plan, binaries, options)];
  await writeFiles(directory, { ...stackFiles(plan), ...grafana?.files });
  await writeFiles(directory, secretFiles(plan), OWNER_ONLY);
  await makeFolders([
    plan.layout.logs,
    plan.layout.others,
    ...parts.map(({ name }) => plan.layout.data(name)),
  ]);
  onPlan?.(
    directory,
    [...parts, ...(grafana === undefined ? [] : [grafana.part])].map(({ name }) => name),
  );

  const webhook = await startWebhookReceiver(plan.ports.webhook);
  await teardown.add(webhook.close);
  signal?.throwIfAborted();
  const supervisor = supervise(plan, options);
  await teardown.add(supervisor.stop);
  const [, hasGrafana] = await Promise.all([
    supervisor.start(parts),
    grafana === undefined ? false : startGrafana(supervisor, grafana.part, options),
  ]);
  signal?.throwIfAborted();
  const hasTraffic = parts.some(({ name }) => name === TRAFFIC);
  return runningStack(plan, { supervisor, webhook, hasGrafana, hasTraffic, stop: teardown.run });
}

function partsOf(plan: StackPlan, binaries: Binaries, options: StartOptions): readonly PartSpec[] {
  const rate = options.rate ?? DEFAULT_RATE;
  const example = exampleParts(plan, options.quiet === true ? 0 : rate, options.exampleEnvironment);
  return [
    ...backendParts(plan, binaries),
    operationsPart(plan),
    ...example.filter(({ name }) => rate > 0 || name !== TRAFFIC),
  ];
}

/**
 * Tokens made up for this run: of alert operations, and of the gateways where the preset's metrics ask for one; and the
 * secrets of the channels that the user named.
 */
function secretFiles(plan: StackPlan): Readonly<Record<string, string>> {
  const { root, adminToken, operationsToken, operationsWebhookToken } = plan.layout;
  const files = [operationsToken, operationsWebhookToken, ...(needsToken(plan) ? [adminToken] : [])];
  return Object.fromEntries([
    ...files.map((file) => [relative(root, file), randomBytes(TOKEN_BYTES).toString('hex')] as const),
    ...Object.entries(channelSecrets(plan)).map(([file, text]) => [relative(root, file), text] as const),
  ]);
}

/** Mode of a file that holds a secret. */
const OWNER_ONLY = 0o600;

const TOKEN_BYTES = 24;

function supervise(plan: StackPlan, { onState, onFailure, onNotice }: StartOptions): Supervisor {
  const supervisor = createSupervisor({
    logDirectory: plan.layout.logs,
    ...(onState === undefined ? {} : { onState }),
    onDeath: (error) => (error.part === GRAFANA ? onNotice?.(error.message) : onFailure?.(error)),
    onLogLost: (part, error) => onFailure?.(writeError(`the log of ${part} in ${plan.layout.logs}`, error)),
  });
  // The last moment of this process, however it ends: nothing can be awaited any more.
  process.once('exit', supervisor.killNow);
  return {
    ...supervisor,
    stop: async () => {
      await supervisor.stop();
      process.off('exit', supervisor.killNow);
    },
  };
}

const GRAFANA = 'grafana';

async function planGrafana(plan: StackPlan, { onNotice }: StartOptions): Promise<GrafanaPart | undefined> {
  const source = await findGrafana();
  if (source !== undefined) return grafanaPart(plan, source);
  onNotice?.(GRAFANA_ADVICE);
  return undefined;
}

/** Everything is proven without Grafana: if it does not come up, that is worth a notice and no more. */
async function startGrafana(
  supervisor: Supervisor,
  part: PartSpec,
  { onNotice }: StartOptions,
): Promise<boolean> {
  try {
    await supervisor.start([part]);
    return true;
  } catch (error) {
    if (!(error instanceof PartError)) throw error;
    onNotice?.(error.message);
    return false;
  }
}

/** @throws Error naming every binary that is missing, and the command that builds it */
function locateBinaries(): Binaries {
  const problems: string[] = [];
  const found = BINARIES.map((name) => {
    try {
      return [name, locateTool(name)] as const;
    } catch (error) {
      problems.push((error as Error).message);
      return [name, ''] as const;
    }
  });
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return Object.fromEntries(found) as Binaries;
}

function requirePreload(): void {
  if (existsSync(join(PRELOAD, 'dist', 'register.js'))) return;
  throw new Error('the preload is not built: run npm run build');
}
