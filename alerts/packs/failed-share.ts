import { failedOutcomes } from '../../instrumentation/contract';
import type { Share } from '../conditions';
import type { Seconds } from '../duration';
import type { Scope } from '../scope';
import { SERVICE } from './targets';

/** The share of requests to a service that the gateway failed, as far as the preset can tell. */
export function failedShare({ q, binding, window }: Scope, length: Seconds): Share {
  const over = { by: SERVICE, window: window(length) };
  const failed = { ...over, where: { outcome: { oneOf: failedOutcomes(binding) } } } as const;
  return {
    part: q.rate('http.requests', failed),
    whole: q.rate('http.requests', over),
    count: q.increase('http.requests', failed),
  };
}
