import { serviceUrl } from '../../endpoints';
import { stackOutputs } from '../../outputs';
import type { WiringRule } from '../context';
import { finding } from '../finding';
import { containerPort, podsBehind } from '../monitored';

const ADDRESS = /^https?:\/\/([^.]+)\.([^.]+)\.svc\.cluster\.local:(\d+)$/;

/** Addresses that the stack tells others lead to pods. */
export const announced: WiringRule = ({ cluster, config }) => {
  const { otlpEndpoint, prometheusUrl, alertmanagerUrl } = stackOutputs(config);
  const otlpHttpEndpoint = serviceUrl(config.namespace, 'collector', 'otlp-http');
  return Object.entries({ otlpEndpoint, otlpHttpEndpoint, prometheusUrl, alertmanagerUrl }).flatMap(
    ([output, url]) => {
      const [, name, namespace, port] = ADDRESS.exec(url) ?? [];
      const service = cluster.services.find(
        ({ metadata }) => metadata.name === name && metadata.namespace === namespace,
      );
      const ports = service?.spec?.ports ?? [];
      const used = ports.find((one) => one.port === Number(port));
      const reached =
        service !== undefined &&
        used !== undefined &&
        podsBehind(cluster, service).some((pods) => containerPort(pods, used) !== undefined);
      if (reached) return [];
      const there = cluster.services.flatMap(({ metadata, spec }) =>
        (spec?.ports ?? []).map((one) => `${metadata.name}.${metadata.namespace ?? ''}:${one.port}`),
      );
      return [finding(`output ${output}`, 'address', url, 'a port of a Service that leads to pods', there)];
    },
  );
};
