import { dollars, percent, ratio, score, seconds, telemetry, tokensPerSecond } from '../api';

const DURATION = { duration: seconds(1.5) } as const;
const CONNECTOR = { connectorType: 'intune' } as const;
const SERVICE = { service: 'stock' } as const;
const BREAKER = { ...SERVICE, component: 'reserve' } as const;

/** Calls each helper of `telemetry` at least once, as its type wants it, with figures above 0. */
export function callEveryHelper(): void {
  callRequestHelpers();
  callModelHelpers();
  callBusinessHelpers();
  callDeploymentHelpers();
  callDependencyHelpers();
}

function callRequestHelpers(): void {
  telemetry.idempotency.hit();
  telemetry.idempotency.miss();
  telemetry.idempotency.evicted();
  telemetry.idempotency.request({ outcome: 'replayed' });
  telemetry.idempotency.stored({ entries: 3 });
  const checked = { tenantId: 'acme', endpoint: '/orders', limit: 'per_minute' };
  telemetry.rateLimit.limited({ ...checked, client: 'shop' });
  telemetry.rateLimit.allowed(checked);
  telemetry.rateLimit.quota({ tenantId: 'acme', limit: 'per_minute', quota: 100, remaining: 40 });
  telemetry.websocket.message({ direction: 'inbound', type: 'generate' });
  telemetry.security.authenticated({ method: 'jwt', result: 'success' });
  telemetry.security.tokenValidated({ result: 'expired' });
  telemetry.security.event({ type: 'injection_attempt', severity: 'high' });
}

function callModelHelpers(): void {
  telemetry.llm.request({ model: 'gpt-4', outcome: 'success', ...DURATION });
  telemetry.llm.attempt({
    provider: 'openrouter',
    model: 'gpt-4',
    status: 'success',
    ...DURATION,
    inputTokens: 900,
    outputTokens: 120,
    cacheReadTokens: 800,
    cacheWriteTokens: 50,
    cost: dollars(0.02),
    tenantId: 'acme',
    timeToFirstToken: seconds(0.3),
    outputRate: tokensPerSecond(100),
  });
  telemetry.llm.fallback({ from: 'openrouter', to: 'together', reason: 'timeout' });
  telemetry.llm.cacheLookup({ result: 'hit' });
  const provider = 'openrouter';
  telemetry.provider.health({
    provider,
    score: score(97),
    availability: percent(99.9),
    errorRatio: ratio(0.01),
  });
  telemetry.provider.responded({ provider, responseTime: seconds(0.2) });
  telemetry.provider.failed({ provider, errorType: 'ECONNRESET' });
  telemetry.generation.code({ framework: 'react', status: 'success', ...DURATION });
  telemetry.generation.image({ status: 'failed', ...DURATION });
}

function callBusinessHelpers(): void {
  telemetry.order.processed({ tenantId: 'acme', outcome: 'success' });
  telemetry.tenant.request({ tenantId: 'acme', outcome: 'ok' });
  telemetry.operation.completed({
    operation: 'create_order',
    outcome: 'success',
    tenantId: 'acme',
    ...DURATION,
  });
  telemetry.webhook.delivered({ tenantId: 'acme', age: seconds(4) });
  telemetry.webhook.deadLettered({ tenantId: 'acme' });
  telemetry.webhook.attempted({ outcome: 'failed' });
  telemetry.webhook.backlog({ oldest: seconds(12) });
}

function callDeploymentHelpers(): void {
  const ring = 'pilot';
  telemetry.deployment.completed({ status: 'success', ring, app: 'editor', requiresCab: true, ...DURATION });
  telemetry.deployment.promoted({ ring, outcome: 'passed' });
  telemetry.deployment.gateEvaluated({ ring, result: 'passed' });
  telemetry.deployment.gateSuccess({ ring, ratio: ratio(0.98) });
  telemetry.deployment.riskScored({ score: score(62), requiresCab: true });
  telemetry.deployment.compliant({ ring, app: 'editor', ...DURATION });
  telemetry.deployment.awaitingApproval({ ring, pending: 2 });
  telemetry.deployment.cabDecided({ decision: 'approved' });
  telemetry.connector.health({ ...CONNECTOR, healthy: true });
  telemetry.connector.operation({ ...CONNECTOR, operation: 'deploy', status: 'success', ...DURATION });
  telemetry.task.completed({ task: 'deploy', status: 'success', ...DURATION });
  telemetry.task.retried({ task: 'deploy', retryNumber: 1 });
  telemetry.task.failed({ task: 'deploy', errorType: 'TimeoutError' });
  telemetry.task.queue({ queue: 'default', length: 4, oldest: seconds(9) });
}

function callDependencyHelpers(): void {
  telemetry.circuitBreaker.state({ ...BREAKER, state: 'open' });
  telemetry.circuitBreaker.called({ ...SERVICE, outcome: 'rejected' });
  telemetry.circuitBreaker.failed({ ...BREAKER, errorType: 'ETIMEDOUT' });
  telemetry.circuitBreaker.failureRatio({ ...SERVICE, ratio: ratio(0.6) });
  telemetry.database.query({ queryType: 'select', duration: seconds(0.004) });
  telemetry.database.pool({ pool: 'main', size: 5, used: 3, idle: 2, waiting: 1 });
  telemetry.infrastructure.instances({ ...SERVICE, health: 'healthy', instances: 3 });
  telemetry.infrastructure.healthCheck({ ...SERVICE, result: 'success' });
  telemetry.infrastructure.connections({ ...SERVICE, active: 4, limit: 10 });
  telemetry.infrastructure.connectionRequested({ ...SERVICE, result: 'acquired' });
}
