import { type Component, SERVICE_NAMES } from '../model/endpoints';
import type { Labels } from './object';

/** Label that everything of the stack carries. Prometheus takes rules and monitors with it, and no others. */
export const PART_OF: Labels = { 'app.kubernetes.io/part-of': 'gatewatch' };

/** Label of the example's objects: it is watched by the stack, not part of it. */
export const PART_OF_EXAMPLE: Labels = { 'app.kubernetes.io/part-of': 'gatewatch-example' };

/** Labels of a component's objects and pods. */
export function labelsOf(component: Component): Labels {
  return { 'app.kubernetes.io/name': SERVICE_NAMES[component], ...PART_OF };
}
