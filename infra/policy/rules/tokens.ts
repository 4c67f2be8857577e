import { podsOf } from '../pods';
import type { PolicyRule } from '../rule';

/** Accounts whose pods talk to the Kubernetes API. */
const USE_THE_API = ['prometheus', 'prometheus-operator'];

export const tokens: PolicyRule = {
  name: 'tokens-only-where-needed',
  description: 'Only pods that talk to the Kubernetes API hold a token for it.',
  level: 'mandatory',
  check: (objects) =>
    podsOf(objects).flatMap(({ owner, pod }) =>
      pod.automountServiceAccountToken === false || USE_THE_API.includes(pod.serviceAccountName ?? '')
        ? []
        : [
            `${owner}: automountServiceAccountToken is not false, and ${pod.serviceAccountName ?? 'default'} needs no API`,
          ],
    ),
};
