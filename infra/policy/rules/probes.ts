import { containersOf } from '../pods';
import type { PolicyRule } from '../rule';

const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;

export const probes: PolicyRule = {
  name: 'containers-are-probed',
  description: 'Each container tells when it has started, is ready and is alive.',
  level: 'mandatory',
  check: (objects) =>
    containersOf(objects).flatMap(({ at, container }) =>
      PROBES.filter((probe) => container[probe] === undefined).map((probe) => `${at}: ${probe} is not set`),
    ),
};
