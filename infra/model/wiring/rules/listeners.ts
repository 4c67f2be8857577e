import type { Pods } from '../cluster';
import type { WiringRule } from '../context';
import { mountedFiles } from '../documents';
import { finding } from '../finding';

/** Every container port is one at which the binary is told to listen: in its files, flags or variables. */
export const listeners: WiringRule = ({ cluster, config }) =>
  cluster.pods.flatMap((pods) => {
    // The example has its gateway's defaults; the components of the stack have none.
    if (pods.namespace !== config.namespace) return [];
    const told = [
      ...mountedFiles(cluster, pods).flatMap(({ text = '' }) => (text.startsWith('{') ? [] : portsIn(text))),
      ...flags(pods).flatMap(portsIn),
    ];
    return (pods.spec?.containers ?? []).flatMap(({ name: container, ports = [] }) =>
      ports.flatMap(({ name, containerPort }, index) =>
        told.includes(String(containerPort))
          ? []
          : [
              finding(
                pods.owner,
                `container ${container} ports[${index}].containerPort (${name ?? ''})`,
                containerPort,
                'a port at which its configuration lets it listen',
                told,
              ),
            ],
      ),
    );
  });

function flags({ spec }: Pods): string[] {
  return (spec?.containers ?? []).flatMap(({ args = [], env = [] }) => [
    ...args,
    ...env.map(({ name, value = '' }) => `${name}: ${value}`),
  ]);
}

/** Numbers that follow the `:` of an address or stand behind a key that ends in `port`. */
function portsIn(text: string): string[] {
  return [...text.matchAll(/(?:port['"]?\s*[:=]\s*['"]?|:)(\d{2,5})\b/gi)].map(([, port = '']) => port);
}
