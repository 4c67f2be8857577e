import { createHash } from 'node:crypto';
import { type Component, SERVICE_NAMES } from '../model/endpoints';
import { labelsOf } from './labels';
import type { KubernetesObject, Labels } from './object';
import type { PodSpec, PodTemplate } from './pod';

interface LabelSelector {
  readonly matchLabels: Labels;
}

export interface Deployment extends KubernetesObject {
  readonly kind: 'Deployment';
  readonly spec: {
    readonly replicas: number;
    readonly revisionHistoryLimit: number;
    readonly selector: LabelSelector;
    readonly strategy: { readonly type: 'RollingUpdate' | 'Recreate' };
    readonly template: PodTemplate;
  };
}

export interface VolumeClaim {
  readonly metadata: { readonly name: string; readonly labels: Labels };
  readonly spec: {
    readonly accessModes: readonly ['ReadWriteOnce'];
    readonly storageClassName?: string;
    readonly resources: { readonly requests: { readonly storage: string } };
  };
}

export interface StatefulSet extends KubernetesObject {
  readonly kind: 'StatefulSet';
  readonly spec: {
    readonly replicas: number;
    readonly revisionHistoryLimit: number;
    readonly serviceName: string;
    readonly selector: LabelSelector;
    readonly template: PodTemplate;
    readonly podManagementPolicy?: 'Parallel';
    readonly volumeClaimTemplates?: readonly VolumeClaim[];
  };
}

/** Roll-backs are made by applying an earlier configuration; a few revisions are kept for looking. */
const REVISIONS = 3;

/** Annotation that changes when what a pod reads changes, so that exactly its readers are restarted. */
const CHECKSUM = 'gatewatch/config-checksum';

/** Name, namespace and labels of a workload; its pods carry the labels and are selected by them. */
export interface Named {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
}

function named(component: Component, namespace: string): Named {
  return { name: SERVICE_NAMES[component], namespace, labels: labelsOf(component) };
}

/** What sets a workload of many pods, or of known places, apart from one pod. */
interface More {
  readonly replicas?: number;
  readonly annotations?: Labels;
}

function workload({ name, namespace, labels }: Named, pod: PodSpec, reads: object, annotations: Labels = {}) {
  const checksum = createHash('sha256').update(JSON.stringify(reads)).digest('hex');
  return {
    apiVersion: 'apps/v1',
    metadata: { name, namespace, labels },
    selector: { matchLabels: labels },
    template: { metadata: { labels, annotations: { ...annotations, [CHECKSUM]: checksum } }, spec: pod },
  } as const;
}

/**
 * A Deployment, of one pod unless said otherwise.
 * @param reads data of the ConfigMaps that the pod reads
 */
export function deployment(
  component: Component,
  namespace: string,
  pod: PodSpec,
  reads: object,
  strategy: 'RollingUpdate' | 'Recreate',
  more?: More,
): Deployment {
  return namedDeployment(named(component, namespace), pod, reads, strategy, more);
}

/**
 * A Deployment that is no component of the stack, of one pod unless said otherwise.
 * @param reads data of the ConfigMaps that the pod reads
 */
export function namedDeployment(
  identity: Named,
  pod: PodSpec,
  reads: object,
  strategy: 'RollingUpdate' | 'Recreate',
  { replicas = 1, annotations }: More = {},
): Deployment {
  const { apiVersion, metadata, selector, template } = workload(identity, pod, reads, annotations);
  return {
    apiVersion,
    kind: 'Deployment',
    metadata,
    spec: {
      replicas,
      revisionHistoryLimit: REVISIONS,
      selector,
      strategy: { type: strategy },
      template,
    },
  };
}

/**
 * A StatefulSet, of one pod unless said otherwise.
 * @param reads data of the ConfigMaps that the pod reads
 * @param volumes one of each for every pod
 */
export function statefulSet(
  component: Component,
  namespace: string,
  pod: PodSpec,
  reads: object,
  volumes: readonly VolumeClaim[],
  { replicas = 1 }: More = {},
): StatefulSet {
  const { apiVersion, metadata, selector, template } = workload(named(component, namespace), pod, reads);
  return {
    apiVersion,
    kind: 'StatefulSet',
    metadata,
    spec: {
      replicas,
      revisionHistoryLimit: REVISIONS,
      // Pods are told apart by their volumes; none waits for another.
      ...(replicas > 1 ? { podManagementPolicy: 'Parallel' as const } : {}),
      serviceName: SERVICE_NAMES[component],
      selector,
      template,
      ...(volumes.length === 0 ? {} : { volumeClaimTemplates: volumes }),
    },
  };
}

/** A claim for a volume of this size. */
export function volumeClaim(
  component: Component,
  storage: { readonly className?: string | undefined },
  size: string,
): VolumeClaim {
  return {
    metadata: { name: 'data', labels: labelsOf(component) },
    spec: {
      accessModes: ['ReadWriteOnce'],
      ...(storage.className === undefined ? {} : { storageClassName: storage.className }),
      resources: { requests: { storage: size } },
    },
  };
}
