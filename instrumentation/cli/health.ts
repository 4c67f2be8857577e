import type { HealthSnapshot } from '../health/snapshot';

/**
 * Health of a running gateway.
 * @param url base URL of its admin port
 * @throws Error that names the URL and what to check, if nothing answers there or something else does
 */
export async function fetchHealth(url: string, timeoutMs: number): Promise<HealthSnapshot> {
  const path = `${url}/health`;
  let response: Response;
  try {
    response = await fetch(path, { signal: AbortSignal.timeout(timeoutMs) });
  } catch (error) {
    throw new Error(
      `no answer from ${path} (${reasonOf(error)}): is the gateway running, and is this its admin port?`,
    );
  }
  try {
    const body = (await response.json()) as HealthSnapshot;
    if (response.ok && (body.status === 'ok' || body.status === 'degraded')) return body;
  } catch {
    // Not JSON: the same as a wrong answer.
  }
  throw new Error(`${path} answered with status ${response.status} and no health: is this the admin port?`);
}

function reasonOf(error: unknown): string {
  const { cause, message } = error as Error & { cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? message;
}
