import type { Config } from '../../config/types';
import { correlationId } from '../correlation-id';
import { type AdminResponse, json } from '../response';
import type { AdminHandler, AdminRequest } from '../routes';
import { type AlertsAnswer, type AlertsClient, AlertsFailure } from './client';

/** Segments that mean nothing but themselves: a path must not lead elsewhere on the server. */
const SAFE_PATH = /^(\/(?!\.{1,2}(\/|$))[A-Za-z0-9._~:-]{1,128}){0,8}$/;

/** Hands a call on to the alert operations server. The path is below its base URL. */
export async function callAlerts(
  client: AlertsClient | undefined,
  config: Config,
  asked: AdminRequest,
  path: string,
  answer: (given: AlertsAnswer) => AdminResponse,
): Promise<AdminResponse> {
  if (client === undefined) {
    return json(503, {
      error: 'there is no alert operations server: set GATEWATCH_ALERTS_URL to its base URL',
    });
  }
  if (!SAFE_PATH.test(path)) return json(404, { error: 'no such path at the alert operations server' });
  const { method, query, headers } = asked;
  const id = correlationId(asked.exchange, config.traces.correlationHeader);
  const contentType = headers['content-type'];
  try {
    const body = method === 'GET' ? undefined : await asked.body();
    return answer(
      await client.call({
        method,
        path,
        query,
        body,
        headers: {
          'x-correlation-id': id,
          ...(contentType === undefined ? {} : { 'content-type': contentType }),
        },
      }),
    );
  } catch (error) {
    if (!(error instanceof AlertsFailure)) throw error;
    return json(
      error.isAway ? 503 : 502,
      { error: error.message },
      error.isAway ? { 'retry-after': '5' } : {},
    );
  }
}

/**
 * Hands calls on, and answers back as they are.
 * @param path at the server; that of the request unless given
 */
export function alertsProxy(client: AlertsClient | undefined, config: Config, path?: string): AdminHandler {
  return (asked) =>
    callAlerts(client, config, asked, path ?? asked.path, ({ status, contentType, body }) => ({
      status,
      headers: { 'content-type': contentType === '' ? 'application/octet-stream' : contentType },
      body,
    }));
}
