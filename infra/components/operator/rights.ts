import type { PolicyRule } from '../../kubernetes/object';

/**
 * What the operator may do. Its own manifests give it every verb on every Secret and ConfigMap of the cluster; confined
 * to one namespace it needs no more than this.
 */

const READ = ['get', 'list', 'watch'] as const;
const KEEP = [...READ, 'create', 'update', 'patch', 'delete'] as const;

/** In the namespace of the stack: read what it is told, make what the told things need. */
export const NAMESPACE_RIGHTS: readonly PolicyRule[] = [
  {
    apiGroups: ['monitoring.coreos.com'],
    resources: [
      'alertmanagerconfigs',
      'alertmanagers',
      'podmonitors',
      'probes',
      'prometheusagents',
      'prometheuses',
      'prometheusrules',
      'scrapeconfigs',
      'servicemonitors',
      'thanosrulers',
    ],
    verbs: READ,
  },
  {
    apiGroups: ['monitoring.coreos.com'],
    resources: [
      'alertmanagers/finalizers',
      'alertmanagers/status',
      'prometheusagents/finalizers',
      'prometheusagents/status',
      'prometheuses/finalizers',
      'prometheuses/status',
      'thanosrulers/finalizers',
      'thanosrulers/status',
    ],
    verbs: ['get', 'update', 'patch'],
  },
  { apiGroups: ['apps'], resources: ['statefulsets'], verbs: KEEP },
  { apiGroups: [''], resources: ['configmaps', 'secrets'], verbs: KEEP },
  { apiGroups: [''], resources: ['pods'], verbs: [...READ, 'delete'] },
  {
    apiGroups: [''],
    resources: ['services', 'services/finalizers'],
    verbs: ['get', 'create', 'update', 'delete'],
  },
];

/** In the cluster: namespaces and storage classes are in no namespace, and of events the operator asks for all or none. */
export const CLUSTER_RIGHTS: readonly PolicyRule[] = [
  { apiGroups: [''], resources: ['namespaces'], verbs: READ },
  { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: ['create', 'patch'] },
  { apiGroups: ['storage.k8s.io'], resources: ['storageclasses'], verbs: ['get'] },
];
