import type { Labels } from './object';

/** Spreads pods over nodes; on one node all of them still run. */
export function spread(labels: Labels) {
  return [
    {
      maxSkew: 1,
      topologyKey: 'kubernetes.io/hostname',
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: labels },
    },
  ] as const;
}
