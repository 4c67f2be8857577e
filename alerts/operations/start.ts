import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { createGate } from '../../instrumentation/admin/gate';
import { tokenSource } from '../../instrumentation/admin/token';
import type { OperationsConfig } from './config';
import type { OperationsEvent } from './core/events';
import { alertmanagerAt } from './edge/alertmanager';
import { auditLog } from './edge/audit';
import { alertmanagerClock, type Clock } from './edge/clock';
import { openJournal } from './edge/journal';
import { operationsMetrics } from './edge/metrics';
import { alertRuleCount } from './edge/prometheus';
import { operationsServer } from './http/server';
import { AlertOperations } from './service';

/** History that is kept. */
const KEPT_MS = 30 * 24 * 3600 * 1000;
/** Events that the API shows. */
const MOST_HISTORY = 50_000;

export interface RunningOperations {
  /** Base URL. */
  readonly url: string;
  /** Stops listening and asking; what is under way ends first. */
  stop(): Promise<void>;
}

/** Runs alert operations until `stop`. @throws Error if the port or the folder cannot be had */
export async function startOperations(
  config: OperationsConfig,
  out: { write(text: string): unknown },
  clock: Clock = alertmanagerClock(),
): Promise<RunningOperations> {
  const journal = openJournal(config.data, clock.now() - KEPT_MS);
  if (journal.unreadable > 0)
    out.write(
      `${JSON.stringify({ warning: `${journal.unreadable} lines of the journal cannot be read` })}\n`,
    );
  const history: OperationsEvent[] = [...journal.events];
  const metrics = operationsMetrics();
  const alertmanager = alertmanagerAt(config.alertmanagerUrls);
  const operations = new AlertOperations({
    alertmanager,
    settings: config.plan,
    clock,
    metrics,
    service: config.service,
    journal: {
      ...journal,
      append: (events) => {
        journal.append(events);
        history.push(...events);
        if (history.length > MOST_HISTORY) history.splice(0, history.length - MOST_HISTORY);
      },
    },
  });
  const gate = (secret: OperationsConfig['token']) =>
    createGate({
      token: tokenSource(secret),
      isLocal: config.isLocal,
      perSecond: config.requestsPerSecond,
    });
  const server = operationsServer({
    operations,
    history: () => history,
    clock,
    metrics,
    gates: { api: gate(config.token), webhook: gate(config.webhookToken) },
    audit: auditLog(out),
    service: config.service,
    rules: alertRuleCount(config.prometheusUrl, () => performance.now()),
    channels: () =>
      alertmanager.receivers().then(
        ({ length }) => length,
        () => undefined,
      ),
  });
  await listen(server, config);
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const poll = async (): Promise<void> => {
    await operations.look();
    if (!isStopped) timer = setTimeout(() => void poll(), config.pollMs);
  };
  const first = poll();
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await closed;
      await first;
      await operations.idle();
      journal.close();
    },
  };
}

async function listen(server: Server, { port, host }: OperationsConfig): Promise<void> {
  server.listen(port, host);
  await once(server, 'listening');
}
