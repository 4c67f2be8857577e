import { circuitBreaker } from './domains/circuit-breaker';
import { connector } from './domains/connector';
import { database } from './domains/database';
import { deployment } from './domains/deployment';
import { generation } from './domains/generation';
import { idempotency } from './domains/idempotency';
import { infrastructure } from './domains/infrastructure';
import { llm } from './domains/llm';
import { provider } from './domains/provider';
import { rateLimit } from './domains/rate-limit';
import { security } from './domains/security';
import { task } from './domains/task';
import { operation, order, tenant } from './domains/tenant-business';
import { webhook } from './domains/webhook';
import { websocket } from './domains/websocket';
import { sources } from './sources';

export type * from './source-types';
export * from './units';

/**
 * Records what only the gateway's own code can know, by domain: `telemetry.order.processed({ tenantId, outcome })`.
 * Labels and units are checked by the compiler. Nothing here throws; what the preset does not expose is left out, and
 * without the preload nothing happens.
 */
export const telemetry = {
  idempotency,
  rateLimit,
  llm,
  provider,
  circuitBreaker,
  order,
  webhook,
  tenant,
  operation,
  deployment,
  task,
  connector,
  database,
  websocket,
  generation,
  security,
  infrastructure,
  sources,
};
