/** Longest answer time of any local API; a part that takes longer is as good as down. */
const TIMEOUT_MS = 10_000;

/**
 * The JSON body of a GET.
 * @throws Error with method, URL, status and the beginning of the body unless the status is 2xx
 */
export async function getJson<T>(url: string): Promise<T> {
  const response = await fetch(url, {
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) {
    throw new Error(`GET ${url}: ${response.status} ${(await response.text()).slice(0, 300).trim()}`);
  }
  return (await response.json()) as T;
}
