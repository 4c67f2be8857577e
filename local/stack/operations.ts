import { join } from 'node:path';
import { httpReady, type PartSpec } from '../supervisor';
import { LOOPBACK } from '../ports';
import { ROOT } from './layout';
import type { StackPlan } from './plan';

/** Name of the part, and of its port. */
export const OPERATIONS = 'alert-operations';

const MAIN = join(ROOT, 'alerts', 'operations', 'main.ts');

/** The alert operations server of the stack. */
export function operationsPart({ layout, at, url, pace }: StackPlan): PartSpec {
  return {
    name: OPERATIONS,
    command: process.execPath,
    args: ['--import', 'tsx', MAIN],
    // Where `tsx` is found from.
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'],
      ALERT_OPERATIONS_ALERTMANAGER_URLS: url.alertmanager,
      ALERT_OPERATIONS_PROMETHEUS_URL: url.prometheus,
      ALERT_OPERATIONS_HOST: LOOPBACK,
      ALERT_OPERATIONS_PORT: String(at.port(OPERATIONS)),
      ALERT_OPERATIONS_DATA: layout.data(OPERATIONS),
      ALERT_OPERATIONS_TOKEN_FILE: layout.operationsToken,
      ALERT_OPERATIONS_WEBHOOK_TOKEN_FILE: layout.operationsWebhookToken,
      ALERT_OPERATIONS_POLL_SECONDS: String(pace.scrapeSeconds),
    },
    needs: ['alertmanager'],
    ready: httpReady(`${url[OPERATIONS]}/health`),
  };
}

/** How a gateway's own endpoints for alerts find the server. */
export function operationsVariables({ layout, url }: StackPlan): Readonly<Record<string, string>> {
  return {
    GATEWATCH_ALERTS_URL: url[OPERATIONS],
    GATEWATCH_ALERTS_TOKEN_FILE: layout.operationsToken,
  };
}
