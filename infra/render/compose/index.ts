import type { StackModel } from '../../model/stack';
import { toYaml } from '../yaml';
import { backendServices } from './backends';
import { containerFiles } from './files';
import { gatewayServices } from './gateways';
import { SECRETS_DIR, secretFiles } from './secrets';
import type { ComposeService, ComposeVolume } from './service';

export { SECRETS_DIR } from './secrets';

/** A compose file as data. */
export interface ComposeFile {
  readonly name: string;
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly networks: Readonly<Record<string, object>>;
  readonly volumes: Readonly<Partial<Record<ComposeVolume, object>>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

/** Name of the compose file of a stack. */
export function composeFileName(stack: string): string {
  return `docker-compose.${stack}.yml`;
}

/** A stack on one machine: one of each component, the gateways that it runs, the same configurations as in a cluster. */
export function composeFile(model: StackModel, stack: string): ComposeFile {
  const services = { ...backendServices(model), ...gatewayServices(model) };
  const mounted = Object.values(services).flatMap(({ volumes = [] }) => volumes);
  return {
    name: `gatewatch-${stack}`,
    services,
    networks: { observability: {}, gateways: {} },
    volumes: Object.fromEntries(
      mounted.flatMap(({ type, source }) => (type === 'volume' ? [[source, {}] as const] : [])),
    ),
    secrets: secretFiles(model.config),
  };
}

/** The compose file and every file that its containers read, text by path. */
export function compose(model: StackModel, stack: string): Record<string, string> {
  return {
    [composeFileName(stack)]: `${header(stack)}\n${toYaml(composeFile(model, stack))}`,
    ...containerFiles(model),
  };
}

function header(stack: string): string {
  const up = `docker compose -f ${composeFileName(stack)} up -d`;
  return [
    '# Rendered: change the stack file and render again.',
    `# ${up}`,
    `# ${up} --scale NAME=3   (a gateway)`,
    `# Secrets are files \`${SECRETS_DIR}/<secret>/<key>\` beside this file, or below the folder that GATEWATCH_SECRETS names.`,
  ].join('\n');
}
