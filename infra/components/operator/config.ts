import type { StackConfig } from '../../config/schema';
import { port } from '../../model/endpoints';

/** Path that answers 200 while the operator runs. */
export const OPERATOR_HEALTH_PATH = '/healthz';

/** Command-line flags of the operator. It watches the namespace of the stack and no other. */
export function operatorArgs({ namespace, images, resources }: StackConfig): string[] {
  const { configReloader } = resources;
  return [
    `--namespaces=${namespace}`,
    `--prometheus-config-reloader=${images.configReloader}`,
    `--config-reloader-cpu-request=${configReloader.cpu}`,
    `--config-reloader-cpu-limit=${configReloader.cpuLimit}`,
    `--config-reloader-memory-request=${configReloader.memory}`,
    `--config-reloader-memory-limit=${configReloader.memory}`,
    `--web.listen-address=:${port('operator', 'http')}`,
    '--enable-config-reloader-probes=true',
    '--log-format=json',
  ];
}
