import { z } from 'zod';
import { cidr, count, labels, name } from './fields';

/** Every address: what has to be said where nothing narrower is known. */
const ANYWHERE = '0.0.0.0/0';

/** What lies outside the stack and is talked to. NetworkPolicies admit these and nobody else. */
export const networkSchema = z
  .strictObject({
    apiServer: z
      .array(cidr(), { error: 'a list of address ranges' })
      .min(1, { error: 'at least one address range: Prometheus finds its targets through the API server' })
      .describe('Addresses of the Kubernetes API server; narrow them to what the cluster has.')
      .default([ANYWHERE]),
    receivers: z
      .array(cidr(), { error: 'a list of address ranges' })
      .min(1, { error: 'at least one address range: else no notification leaves' })
      .describe('Addresses at which receivers of alerts answer.')
      .default([ANYWHERE]),
    receiverPort: count(1, 65_535).describe('Port at which receivers of alerts answer.').default(443),
    dns: z
      .strictObject({
        namespace: name().describe('Namespace of the cluster DNS.').default('kube-system'),
        pods: labels('{ k8s-app: kube-dns }')
          .describe('Labels of the pods of the cluster DNS.')
          .default({ 'k8s-app': 'kube-dns' }),
      })
      .prefault({})
      .describe('Cluster DNS.'),
    ingress: z
      .strictObject({
        namespace: name().describe('Namespace of the ingress controller.'),
        pods: labels('{ app.kubernetes.io/name: ingress-nginx }').describe(
          'Labels of the pods of the ingress controller.',
        ),
      })
      .optional()
      .describe('Who brings people to Grafana; without it Grafana is reached by port-forward only.'),
  })
  .prefault({})
  .describe('What lies outside the stack and is talked to: NetworkPolicies admit it and nobody else.');
