import { containersOf, podsOf } from '../pods';
import type { PolicyRule } from '../rule';

const AMOUNTS = ['cpu', 'memory'];

export const resources: PolicyRule = {
  name: 'containers-have-requests-and-limits',
  description: 'Each container asks for CPU and memory and is bounded in both; memory is not overcommitted.',
  level: 'mandatory',
  check: (objects) => {
    const operated = podsOf(objects)
      .filter(({ ours }) => !ours)
      .map(({ owner, pod }) => ({ at: owner, container: pod as { resources?: Amounts } }));
    return [...containersOf(objects), ...operated].flatMap(({ at, container: { resources: own = {} } }) => [
      ...(['requests', 'limits'] as const).flatMap((side) =>
        AMOUNTS.filter((amount) => own[side]?.[amount] === undefined).map(
          (amount) => `${at}: resources.${side}.${amount} is not set`,
        ),
      ),
      ...(own.requests?.['memory'] === own.limits?.['memory']
        ? []
        : [
            `${at}: resources.requests.memory is ${own.requests?.['memory']}, limits.memory ${own.limits?.['memory']}: make them equal`,
          ]),
    ]);
  },
};

interface Amounts {
  readonly requests?: Readonly<Record<string, string>>;
  readonly limits?: Readonly<Record<string, string>>;
}
