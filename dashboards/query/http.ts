/** A query that takes longer is too slow for a board. */
const TIMEOUT_MS = 30_000;

/**
 * The JSON body of the answer to a GET.
 * @throws Error with URL, status and the beginning of the body unless the status is 2xx
 */
export async function getJson<T>(
  base: string,
  path: string,
  parameters: Readonly<Record<string, string>> = {},
): Promise<T> {
  const query = new URLSearchParams(parameters).toString();
  const url = `${base}${path}${query === '' ? '' : `?${query}`}`;
  const response = await fetch(url, {
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (response.ok) return (await response.json()) as T;
  throw new Error(`GET ${url}: ${response.status} ${(await response.text()).slice(0, 300).trim()}`);
}
