import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Gate } from '../../../instrumentation/admin/gate';
import { statistics } from '../core/statistics';
import type { AuditLine } from '../edge/audit';
import { AlertmanagerError } from '../edge/alertmanager';
import type { Clock } from '../edge/clock';
import type { ActionName, ActionOutcome, operationsMetrics } from '../edge/metrics';
import type { AlertOperations } from '../service';
import { type Acted, ALERT_ACTIONS, checkedFingerprint, testAlert } from './actions';
import { readBody } from './body';
import { alertStats, listAlerts, listHistory } from './lists';
import { BadRequest, NONE, parseQuery } from './query';
import { webhookAlerts } from './webhook';

export interface ServerParts {
  readonly operations: AlertOperations;
  readonly history: () => Parameters<typeof listHistory>[0];
  readonly clock: Clock;
  readonly metrics: ReturnType<typeof operationsMetrics>;
  readonly gates: { readonly api: Gate; readonly webhook: Gate };
  readonly audit: (line: AuditLine) => void;
  readonly service: string;
  readonly rules: () => Promise<number | undefined>;
  readonly channels: () => Promise<number | undefined>;
}

/** The answer to a call: a JSON object, or text. */
interface Answer {
  readonly status: number;
  readonly body: object | string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly acted?: { readonly action: ActionName; readonly outcome: ActionOutcome; readonly by: string };
}

const CORRELATION = /^[A-Za-z0-9._:-]{1,128}$/;
/** Whole request, headers included, so that slow senders hold nothing. */
const REQUEST_TIMEOUT_MS = 10_000;

/** The HTTP server of alert operations; it does not listen yet. */
export function operationsServer(parts: ServerParts): Server {
  const server = createServer((request, response) => void serve(parts, request, response));
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.headersTimeout = REQUEST_TIMEOUT_MS;
  return server;
}

async function serve(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const given = request.headers['x-correlation-id'];
  const id = typeof given === 'string' && CORRELATION.test(given) ? given : randomUUID();
  const { pathname: path, searchParams: query } = urlOf(request);
  const answer = await answerTo(parts, request, path, query).catch(failed);
  const { status, body, headers = {}, acted } = answer;
  const text =
    typeof body === 'string'
      ? body
      : JSON.stringify({
          timestamp: iso(parts.clock.now()),
          correlation_id: id,
          service: parts.service,
          ...body,
        });
  const contentType =
    typeof body === 'string' ? 'text/plain; version=0.0.4; charset=utf-8' : 'application/json; charset=utf-8';
  response
    .writeHead(status, {
      'content-type': contentType,
      'x-correlation-id': id,
      'cache-control': 'no-store',
      ...headers,
    })
    .end(text);
  if (acted !== undefined) parts.metrics.action(acted.action, acted.outcome);
  if ([401, 403, 429].includes(status)) parts.metrics.denied();
  if (path === '/health' || path === '/metrics') return;
  parts.audit({
    at: iso(parts.clock.now()),
    method: request.method ?? '',
    path,
    status,
    correlation_id: id,
    remote: request.socket.remoteAddress ?? '',
    ...(acted === undefined ? {} : { action: acted.action, outcome: acted.outcome, by: acted.by }),
  });
}

async function answerTo(
  parts: ServerParts,
  request: IncomingMessage,
  path: string,
  query: URLSearchParams,
): Promise<Answer> {
  const { method = '', headers } = request;
  if (path === '/health') return only('GET', method) ?? health(parts);
  if (path === '/metrics') return only('GET', method) ?? { status: 200, body: metricsText(parts) };
  const isWebhook = path === '/webhook';
  const gate = isWebhook ? parts.gates.webhook : parts.gates.api;
  const refused = gate({ access: 'guarded', isWrite: method !== 'GET', headers });
  if (refused !== undefined) {
    return {
      status: refused.status,
      body: JSON.parse(String(refused.body)) as object,
      headers: refused.headers,
    };
  }
  if (isWebhook) return only('POST', method) ?? webhook(parts, await readBody(request));
  return only(isRead(path) ? 'GET' : 'POST', method) ?? guarded(parts, path, query);
}

function isRead(path: string): boolean {
  return ['/alerts', '/alerts/stats', '/alerts/history'].includes(path);
}

async function guarded(parts: ServerParts, path: string, query: URLSearchParams): Promise<Answer> {
  const { operations, clock, rules, channels } = parts;
  switch (path) {
    case '/alerts':
      return { status: 200, body: listAlerts(operations, query, clock.now()) };
    case '/alerts/history':
      return { status: 200, body: listHistory(parts.history(), query) };
    case '/alerts/stats': {
      parseQuery(NONE, query);
      const [ruleCount = null, channelCount = null] = await Promise.all([rules(), channels()]);
      return {
        status: 200,
        body: alertStats(operations, clock.now(), { rules: ruleCount, channels: channelCount }),
      };
    }
    case '/alerts/test':
      return acting('test', testAlert(operations, query));
  }
  const [, fingerprint = '', action = ''] = /^\/alerts\/([^/]+)\/([a-z]+)$/.exec(path) ?? [];
  if (!Object.hasOwn(ALERT_ACTIONS, action)) return { status: 404, body: { error: `there is no ${path}` } };
  const name = action as keyof typeof ALERT_ACTIONS;
  return acting(
    name,
    Promise.resolve().then(() => ALERT_ACTIONS[name](operations, checkedFingerprint(fingerprint), query)),
  );
}

/** The answer of an action, also if it fails: then too it counts, and is in the audit log. */
async function acting(action: ActionName, pending: Promise<Acted>): Promise<Answer> {
  try {
    const { status, body, outcome, by } = await pending;
    return { status, body, acted: { action, outcome, by } };
  } catch (error) {
    const outcome = error instanceof BadRequest ? 'refused' : 'failed';
    return { ...failed(error), acted: { action, outcome, by: '' } };
  }
}

function webhook({ operations }: ServerParts, body: string): Promise<Answer> {
  const told = async (): Promise<Acted> => {
    const alerts = webhookAlerts(body);
    await operations.tell(alerts);
    return {
      status: 200,
      outcome: 'done',
      body: { status: 'success', alerts: alerts.length },
      by: 'alertmanager',
    };
  };
  return acting('webhook', told());
}

function health({ operations }: ServerParts): Answer {
  const { failure } = operations;
  return {
    status: 200,
    body: {
      status: failure === undefined ? 'ok' : 'degraded',
      components: {
        alertmanager: failure === undefined ? { status: 'ok' } : { status: 'degraded', reason: failure },
      },
    },
  };
}

function metricsText({ operations, clock, metrics }: ServerParts): string {
  const now = statistics(operations.state, operations.muted, clock.now());
  return metrics.render({
    alerts: {
      firing: now.firing_alerts,
      acknowledged: now.acknowledged_alerts,
      suppressed: now.suppressed_alerts,
    },
    oldestUnacknowledgedSeconds: now.oldest_unacknowledged?.age_seconds ?? 0,
  });
}

function only(allowed: 'GET' | 'POST', method: string): Answer | undefined {
  if (method === allowed) return undefined;
  return {
    status: 405,
    body: { error: `${allowed} is the method of this path` },
    headers: { allow: allowed },
  };
}

function failed(error: unknown): Answer {
  const { message } = error as Error;
  if (error instanceof BadRequest) return { status: 400, body: { error: message } };
  return { status: error instanceof AlertmanagerError ? 503 : 500, body: { error: message } };
}

function urlOf({ url = '/' }: IncomingMessage): URL {
  return URL.canParse(url, 'http://localhost')
    ? new URL(url, 'http://localhost')
    : new URL('http://localhost/');
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
