import { nameOf } from '../cluster';
import type { WiringRule } from '../context';
import { finding } from '../finding';
import { containerPort, podsBehind } from '../monitored';

/** Every Service leads to the pods of exactly one workload, and each of its ports to a container port of theirs. */
export const serviceTarget: WiringRule = ({ cluster }) =>
  cluster.of('Service').flatMap((service) => {
    const pods = podsBehind(cluster, service);
    const { selector, ports = [] } = service.spec ?? {};
    const [only] = pods;
    if (only === undefined || pods.length > 1) {
      const there = cluster.pods
        .filter(({ namespace, address }) => namespace === service.metadata.namespace && address === undefined)
        .map(({ owner, labels }) => `${owner} ${JSON.stringify(labels)}`);
      const count = only === undefined ? 'none' : pods.map(({ owner }) => owner).join(' and ');
      return [
        finding(
          nameOf(service),
          'spec.selector',
          selector,
          `labels of the pods of one workload of its namespace, but it selects ${count}`,
          there,
        ),
      ];
    }
    return ports.flatMap((port, index) => {
      const duplicate = ports.findIndex(({ name }) => name === port.name) !== index;
      if (duplicate) {
        return [finding(nameOf(service), `spec.ports[${index}].name`, port.name, 'a name of its own')];
      }
      if (containerPort(only, port) !== undefined) return [];
      const names = only.ports.flatMap(({ name }) => name ?? []);
      return [
        finding(
          nameOf(service),
          `spec.ports[${index}].targetPort`,
          port.targetPort ?? port.port,
          `a container port of ${only.owner}`,
          names,
        ),
      ];
    });
  });
