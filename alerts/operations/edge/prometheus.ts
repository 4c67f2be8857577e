import { z } from 'zod';

const TIMEOUT_MS = 3_000;
/** Rules change with a deployment, not with a request. */
const CACHE_MS = 30_000;

const RULES = z.object({ data: z.object({ groups: z.array(z.object({ rules: z.array(z.unknown()) })) }) });

/** Number of alert rules that Prometheus evaluates; undefined if it does not say. Asked twice a minute at most. */
export function alertRuleCount(
  url: string | undefined,
  now: () => number,
): () => Promise<number | undefined> {
  let known: number | undefined;
  let askedAt = -Infinity;
  return async () => {
    if (url === undefined) return undefined;
    if (Math.abs(now() - askedAt) < CACHE_MS) return known;
    askedAt = now();
    try {
      const response = await fetch(`${url}/api/v1/rules?type=alert`, {
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const { data } = RULES.parse(await response.json());
      known = data.groups.reduce((sum, { rules }) => sum + rules.length, 0);
    } catch {
      known = undefined;
    }
    return known;
  };
}
