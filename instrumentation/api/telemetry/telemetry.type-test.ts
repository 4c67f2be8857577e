import { bytes, milliseconds, percent, ratio, seconds, since, telemetry } from '../../index';

// Compiled by `npm run types`, never run. Each line below a directive has to be an error: where one is not, the
// compiler reports the directive itself as unused.

telemetry.deployment.promoted({ ring: 'pilot', outcome: 'passed' });
telemetry.deployment.promoted({ from: 'lab', ring: 'global', outcome: 'blocked' });
// @ts-expect-error the ring is outside the closed set
telemetry.deployment.promoted({ ring: 'moon', outcome: 'passed' });
// @ts-expect-error the outcome is outside the closed set
telemetry.deployment.promoted({ ring: 'pilot', outcome: 'fine' });
// @ts-expect-error a label is missing
telemetry.deployment.promoted({ ring: 'pilot' });
// @ts-expect-error nothing is promoted to the first ring
telemetry.deployment.promoted({ ring: 'lab', outcome: 'passed' });

// @ts-expect-error there is no such domain
telemetry.weather.changed();
// @ts-expect-error there is no such metric of the domain
telemetry.order.lost({ tenantId: 'acme', outcome: 'success' });

telemetry.order.processed({ tenantId: 'acme', outcome: 'success' });
// @ts-expect-error there is no such label
telemetry.order.processed({ tenantId: 'acme', outcome: 'success', region: 'eu' });
// @ts-expect-error a label is missing
telemetry.order.processed({ outcome: 'success' });
// @ts-expect-error the value is outside the closed set
telemetry.order.processed({ tenantId: 'acme', outcome: 'ok' });
// @ts-expect-error all labels are missing
telemetry.order.processed();

telemetry.llm.request({ model: 'm', outcome: 'success', duration: seconds(1.5) });
telemetry.llm.request({ model: 'm', outcome: 'success', duration: milliseconds(1500) });
telemetry.llm.request({ model: 'm', outcome: 'success', duration: since(0) });
// @ts-expect-error a bare number may be milliseconds
telemetry.llm.request({ model: 'm', outcome: 'success', duration: 1500 });
// @ts-expect-error bytes are no duration
telemetry.llm.request({ model: 'm', outcome: 'success', duration: bytes(3) });
// @ts-expect-error a measure is missing
telemetry.llm.request({ model: 'm', outcome: 'success' });
telemetry.provider.health({ provider: 'p', errorRatio: ratio(0.1), availability: percent(99) });
// @ts-expect-error percent are no ratio
telemetry.provider.health({ provider: 'p', errorRatio: percent(10) });
// @ts-expect-error a ratio is no percentage
telemetry.provider.health({ provider: 'p', availability: ratio(0.99) });

// What is optional may be left out, undefined, or right.
const attempt = { provider: 'p', model: 'm', status: 'success', duration: seconds(1) } as const;
telemetry.llm.attempt(attempt);
telemetry.llm.attempt({ ...attempt, cost: undefined });
telemetry.llm.attempt({ ...attempt, inputTokens: 12, tenantId: 'acme' });
// @ts-expect-error tokens are a number
telemetry.llm.attempt({ ...attempt, inputTokens: '12' });
// @ts-expect-error there is no such optional value
telemetry.llm.attempt({ ...attempt, totalTokens: 12 });
telemetry.rateLimit.limited({ tenantId: 'acme', endpoint: '/orders', limit: 'per_minute' });
// @ts-expect-error the helper itself says what was decided
telemetry.rateLimit.limited({ tenantId: 'acme', endpoint: '/orders', decision: 'limited' });

telemetry.idempotency.hit();
// @ts-expect-error a hit has no labels
telemetry.idempotency.hit({ key: 'k' });
const deployed = { status: 'success', ring: 'lab', app: 'a', duration: seconds(1) } as const;
telemetry.deployment.completed({ ...deployed, requiresCab: true });
// @ts-expect-error true or false, and no text
telemetry.deployment.completed({ ...deployed, requiresCab: 'yes' });
telemetry.task.retried({ task: 't', retryNumber: 1 });
telemetry.connector.health({ connectorType: 'intune', healthy: true });
telemetry.circuitBreaker.state({ service: 's', component: 'c', state: 'half_open' });
// @ts-expect-error the state is outside the closed set
telemetry.circuitBreaker.state({ service: 's', component: 'c', state: 'ajar' });
