import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { GRAFANA_HEALTH_PATH } from '../../infra/components/grafana/config';
import { LOOPBACK } from '../ports';
import type { StackPlan } from '../stack/plan';
import { httpReady } from '../supervisor';
import { environment } from './environment';
import { filesFor } from './files';
import type { GrafanaPart } from './part';

/** A container's image may have to be fetched first. */
const DOCKER_READY_MS = 180_000;

/**
 * On Linux the container shares the host's network, where everything listens on the loopback address. Elsewhere Docker
 * runs in a machine of its own: one port is mapped, and the host is reached by its special name.
 */
export function fromDocker(plan: StackPlan, docker: string, platform: NodeJS.Platform): GrafanaPart {
  const { grafana } = plan.layout;
  const [provisioning, boards] = ['/etc/gatewatch/provisioning', '/etc/gatewatch/boards'];
  const shares = platform === 'linux';
  const container = `gatewatch-grafana-${plan.ports.grafana}`;
  const inside = { host: shares ? LOOPBACK : '0.0.0.0', port: shares ? plan.ports.grafana : 3000 };
  const env = environment(plan, inside.host, inside.port, provisioning, boards, '/var/lib/grafana');
  return {
    files: filesFor(plan, boards, (url) => (shares ? url : url.replace(LOOPBACK, 'host.docker.internal'))),
    part: {
      name: 'grafana',
      command: docker,
      args: [
        ...['run', '--rm', '--name', container],
        ...(shares ? ['--network', 'host'] : ['--publish', `${LOOPBACK}:${plan.ports.grafana}:3000`]),
        ...[
          '--volume',
          `${grafana.provisioning}:${provisioning}:ro`,
          '--volume',
          `${grafana.boards}:${boards}:ro`,
        ],
        ...Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
        plan.config.images.grafana,
      ],
      feeds: ['prometheus', 'tempo', 'loki'],
      ready: httpReady(plan.url.grafana + GRAFANA_HEALTH_PATH),
      readyTimeoutMs: DOCKER_READY_MS,
      // The container is a child of the engine, not of the client: it must not outlive a client that was killed.
      afterStop: async () => {
        await promisify(execFile)(docker, ['rm', '--force', container]);
      },
    },
  };
}
