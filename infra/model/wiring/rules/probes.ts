import type { WiringRule } from '../context';
import { finding } from '../finding';

/** Every probe asks a port of its container for a path that is served there. */
export const probes: WiringRule = ({ cluster, served }) =>
  cluster.pods.flatMap((pods) =>
    (pods.spec?.containers ?? []).flatMap((container) =>
      (['startupProbe', 'livenessProbe', 'readinessProbe'] as const).flatMap((kind) => {
        const probe = container[kind]?.httpGet;
        if (probe === undefined) return [];
        const at = `container ${container.name} ${kind}.httpGet`;
        const ports = container.ports ?? [];
        const port = ports.find(
          ({ name, containerPort }) => name === probe.port || containerPort === probe.port,
        );
        if (port === undefined) {
          const names = ports.flatMap(({ name }) => name ?? []);
          return [finding(pods.owner, `${at}.port`, probe.port, 'a port of the container', names)];
        }
        const paths = served(pods)?.[port.name ?? ''];
        if (paths === undefined || paths.includes(probe.path ?? '/')) return [];
        return [
          finding(pods.owner, `${at}.path`, probe.path, `a path that is served at ${port.name}`, paths),
        ];
      }),
    ),
  );
