import { randomBytes } from 'node:crypto';
import { LocalWorkspace, type EngineEvent, type OutputMap, type Stack } from '@pulumi/pulumi/automation';
import { objectsOf, UNITS } from '../components';
import { readStackConfig } from '../config/file';
import { stackNames } from '../config/stacks';
import { CONFIG_NAMESPACE } from '../config/problem';
import type { StackConfig } from '../config/schema';
import { foreignSecrets } from '../model/needed-secrets';
import { type StackModel, stackModel } from '../model/stack';
import { unpinnedImages } from '../model/unpinned-images';
import { run } from '../program/run';
import { pulumiEnv, SetupError } from './backend';
import { brokenEdges } from './broken';
import type { Request } from './command';
import { progress } from './progress';
import { definitionUrns, releaseDefinitions } from './retained';

/** Environment in which an image may not change under its name. */
const PRODUCTION = 'prod';

/** How many objects went through what. */
export type Changes = Readonly<Record<string, number>>;

/** What an operation did. */
export interface Result {
  readonly changes: Changes;
  /** Of `up` only. */
  readonly outputs: OutputMap;
}

/**
 * Runs one operation of Pulumi's engine over the program of this repository, with Pulumi.yaml and the stack files of a
 * folder.
 * @param tell called with each line of progress
 * @throws SetupError, StackConfigError, or what the Automation API throws
 */
export async function operate(
  request: Request,
  env: NodeJS.ProcessEnv,
  tell: (line: string) => void,
): Promise<Result> {
  const envVars = pulumiEnv(env);
  const stacks = stackNames(request.cwd);
  if (!stacks.includes(request.stack)) {
    throw new SetupError(
      `There is no stack "${request.stack}": ${request.cwd} has files of ${stacks.join(', ') || 'none'} (Pulumi.<stack>.yaml).`,
    );
  }
  const config = readStackConfig(request.stack, request.cwd);
  if (request.operation === 'up') {
    if (!request.allowTags) refuseUnpinned(config);
    refuseBroken(stackModel(config));
  }
  const stack = await LocalWorkspace.createOrSelectStack(
    // The program tells its outputs by returning them.
    { projectName: CONFIG_NAMESPACE, stackName: request.stack, program: () => Promise.resolve({ ...run() }) },
    { workDir: request.cwd, envVars },
  );
  if (request.operation === 'up') await settleSecrets(request, config, stack, tell);
  const planned = request.operation === 'preview' || (request.operation === 'destroy' && !request.yes);
  const { line } = progress(planned, () => performance.now());
  let changes: Changes = {};
  const onEvent = (event: EngineEvent): void => {
    // The only count that a preview of a removal has.
    if (event.summaryEvent !== undefined) changes = counted(event.summaryEvent.resourceChanges);
    const text = line(event);
    if (text !== undefined) tell(text);
  };
  switch (request.operation) {
    case 'preview': {
      await stack.preview({ onEvent });
      return { changes, outputs: {} };
    }
    case 'up': {
      const { outputs } = await stack.up({ onEvent });
      return { changes, outputs };
    }
    case 'refresh': {
      await stack.refresh({ onEvent });
      return { changes, outputs: {} };
    }
    case 'destroy': {
      const exclude = await keptDefinitions(stack, request);
      await stack.destroy({ onEvent, previewOnly: !request.yes, exclude });
      return { changes, outputs: {} };
    }
  }
}

/**
 * Definitions stay in the cluster, and in the state, so that the next `up` knows that they are there; with
 * `--definitions` they go.
 * @returns URNs of what a destroy passes over
 */
async function keptDefinitions(stack: Stack, { definitions, yes }: Request): Promise<string[]> {
  const state = await stack.exportStack();
  if (!definitions) return definitionUrns(state);
  if (yes) await stack.importStack(releaseDefinitions(state));
  return [];
}

function refuseUnpinned(config: StackConfig): void {
  const unpinned = unpinnedImages(config);
  if (config.environment !== PRODUCTION || unpinned.length === 0) return;
  throw new SetupError(
    'In production images are pinned by digest. These are not:\n' +
      unpinned.map((image) => `- ${image}`).join('\n') +
      '\nAdd @sha256:… to them below gatewatch:images, or accept them with --allow-tags.',
  );
}

/** What `npm run verify` finds is found before anything is applied, too. */
function refuseBroken(model: StackModel): void {
  const objects = UNITS.flatMap((unit) => objectsOf(unit, model));
  const found = brokenEdges(objects, model.config);
  if (found.length === 0) return;
  throw new SetupError(`The stack would not work as it is; nothing was applied:\n${found.join('\n')}`);
}

/** Says which Secrets others have to bring; makes up Grafana's password if asked to. */
async function settleSecrets(
  { generatePassword }: Request,
  config: StackConfig,
  stack: Stack,
  tell: (line: string) => void,
): Promise<void> {
  const { secret, key } = config.grafanaAdmin;
  const foreign = foreignSecrets(config);
  const isPassword = (one: (typeof foreign)[number]): boolean => one.name === secret && one.key === key;
  if (generatePassword && foreign.some(isPassword)) {
    const value = randomBytes(24).toString('base64url');
    await stack.setConfig(
      `${CONFIG_NAMESPACE}:secrets["${secret}"]["${key}"]`,
      { value, secret: true },
      true,
    );
    tell(`  Grafana's password is made up and kept, encrypted, in the stack file`);
  }
  for (const one of foreign.filter((candidate) => !(generatePassword && isPassword(candidate)))) {
    tell(`  note: Secret ${config.namespace}/${one.name} has to be there, with ${one.what} as ${one.key}`);
  }
}

function counted(changes: Partial<Record<string, number>> | undefined): Changes {
  return Object.fromEntries(
    Object.entries(changes ?? {}).flatMap(([op, count]) =>
      count === undefined || count === 0 ? [] : [[op, count] as const],
    ),
  );
}
