import { readFileSync } from 'node:fs';
import { UsageError } from './arguments';

/** A call of the alert operations server. */
export interface AlertsCall {
  readonly method: 'GET' | 'POST';
  /** With the query. */
  readonly path: string;
}

const READS: Readonly<Record<string, string>> = {
  list: '/alerts',
  stats: '/alerts/stats',
  history: '/alerts/history',
};
const ACTIONS = ['acknowledge', 'unacknowledge', 'suppress', 'unsuppress'];
const PAIR = /^([a-z_]+)=(.*)$/s;
const FINGERPRINT = /^[0-9a-f]{16}$/;

/** A slow Alertmanager makes a slow answer; the server itself gives up before this. */
const TIMEOUT_MS = 30_000;

/**
 * The call that the words behind `gatewatch alerts` stand for: `list status=firing`, `acknowledge FINGERPRINT
 * acknowledged_by=ann`, `test severity=warning`. The server says which pairs it takes.
 * @throws UsageError
 */
export function alertsCall(words: readonly string[]): AlertsCall {
  const [verb = 'list', ...rest] = words;
  const isAction = ACTIONS.includes(verb);
  const [fingerprint = '', ...pairs] = isAction ? rest : ['', ...rest];
  if (!isAction && verb !== 'test' && !Object.hasOwn(READS, verb)) {
    const known = [...Object.keys(READS), ...ACTIONS, 'test'].join(', ');
    throw new UsageError(`"alerts ${verb}" is not known; there are: ${known}`);
  }
  if (isAction && !FINGERPRINT.test(fingerprint)) {
    throw new UsageError(
      `"alerts ${verb}" needs a fingerprint of 16 hexadecimal digits, not "${fingerprint}"`,
    );
  }
  const query = new URLSearchParams(
    pairs.map((pair) => {
      const [, name = '', value = ''] = PAIR.exec(pair) ?? [];
      if (name === '') throw new UsageError(`"${pair}" is no name=value`);
      return [name, value] as [string, string];
    }),
  );
  const search = query.size === 0 ? '' : `?${query}`;
  if (isAction) return { method: 'POST', path: `/alerts/${fingerprint}/${verb}${search}` };
  if (verb === 'test') return { method: 'POST', path: `/alerts/test${search}` };
  return { method: 'GET', path: `${READS[verb]}${search}` };
}

export interface AlertsServer {
  /** Base URL. */
  readonly url: string;
  readonly token: string | undefined;
  readonly tokenFile: string | undefined;
}

/**
 * What the server answers, as JSON.
 * @throws Error if it does not answer
 */
export async function callAlertsServer(
  { url, token, tokenFile }: AlertsServer,
  { method, path }: AlertsCall,
): Promise<{ readonly ok: boolean; readonly text: string }> {
  const shown = token ?? (tokenFile === undefined ? undefined : readFileSync(tokenFile, 'utf8').trim());
  const response = await fetch(`${url}${path}`, {
    method,
    headers: shown === undefined ? {} : { authorization: `Bearer ${shown}` },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((error: unknown) => {
    const { cause, message } = error as Error & { cause?: { code?: string } };
    throw new Error(
      `no answer from ${url} (${cause?.code ?? message}): is this the alert operations server?`,
    );
  });
  const text = await response.text();
  try {
    return { ok: response.ok, text: `${JSON.stringify(JSON.parse(text), undefined, 2)}\n` };
  } catch {
    throw new Error(`${url}${path} answered with status ${response.status} and no JSON`);
  }
}
