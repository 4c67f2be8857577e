import type { StackConfig } from '../config/schema';
import type { Labels } from './object';
import { podSecurity, type PodSecurity } from './pod';
import { priorityClassName } from './priority';
import { spread } from './spread';
import type { VolumeClaim } from './workload';
import { labelsOf } from './labels';
import { volumeClaim } from './workload';

/**
 * What the operator's Prometheus and Alertmanager objects have in common. The operator hardens the containers itself;
 * the pod's security is ours to say.
 */

/** Name of the operator's objects: their pods are called e.g. `prometheus-gatewatch-0`. */
export const OPERATED_NAME = 'gatewatch';

/** User `nobody`, whom the images of Prometheus and Alertmanager run as. */
const NOBODY = 65534;

export type Operated = 'prometheus' | 'alertmanager';

/** Labels that the operator puts on the pods of an object. */
export function operatedLabels(kind: Operated): Labels {
  return { 'app.kubernetes.io/name': kind, [kind]: OPERATED_NAME };
}

export interface OperatedSpec {
  readonly image: string;
  readonly version: string;
  readonly portName: 'http';
  readonly priorityClassName: string;
  readonly securityContext: PodSecurity;
  readonly podMetadata: { readonly labels: Labels };
  readonly storage: { readonly volumeClaimTemplate: VolumeClaim };
  readonly topologySpreadConstraints: readonly object[];
}

/** The common part of both specs. */
export function operatedSpec(kind: Operated, config: StackConfig): OperatedSpec {
  const image = config.images[kind];
  return {
    image,
    version: imageTag(image),
    portName: 'http',
    priorityClassName: priorityClassName(config.namespace),
    securityContext: podSecurity(NOBODY),
    podMetadata: { labels: labelsOf(kind) },
    storage: { volumeClaimTemplate: volumeClaim(kind, config.storage, config.storage[kind]) },
    topologySpreadConstraints: spread(operatedLabels(kind)),
  };
}

/** The tag of an image, from which the operator learns which flags the binary knows. */
export function imageTag(image: string): string {
  return /:([^/@:]+)(@|$)/.exec(image)?.[1] ?? '';
}
