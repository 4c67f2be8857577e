import { z } from 'zod';
import { cidr, count, labels, name } from './fields';

/** Where what a URL leads to is, for NetworkPolicies, which know no names. */
export const remoteFields = {
  pods: z
    .strictObject({
      namespace: name().describe('Namespace of the pods.'),
      labels: labels('{ app: mimir }').describe('Labels of the pods.'),
      port: count(1, 65_535).describe('Port of the pods; that of the URL unless given.').optional(),
    })
    .optional()
    .describe('Pods behind the URL, where they are in the cluster.'),
  addresses: z
    .array(cidr(), { error: 'a list of address ranges' })
    .min(1, { error: 'at least one address range: else nothing leaves' })
    .describe('Addresses behind the URL, where it leads out of the cluster.')
    .default(['0.0.0.0/0']),
};
