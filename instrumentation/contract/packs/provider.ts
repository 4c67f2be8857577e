import { errorType, provider } from '../dimensions';
import { counter, gauge, histogram } from '../metric';

/** How well each provider does, as the gateway sees it. */
export const providerHealth = {
  'provider.health.score': gauge({
    name: 'provider_health_score',
    cluster: 'max',
    unit: 'score',
    help: 'Health of a provider from 0 (unusable) to 100, as routing uses it.',
    labels: { provider },
    seriesBudget: 21,
    why: 'The number by which routing decides, so that its choices can be explained.',
  }),
  'provider.availability': gauge({
    name: 'provider_availability_percent',
    cluster: 'max',
    unit: 'percent',
    help: 'Share of time in which a provider could be used, 0 to 100.',
    labels: { provider },
    seriesBudget: 21,
    why: 'In percent, as service level agreements with providers state it.',
  }),
  'provider.error_ratio': gauge({
    name: 'provider_error_ratio',
    cluster: 'max',
    unit: 'ratio',
    help: 'Share of recent calls to a provider that failed, 0 to 1.',
    labels: { provider },
    seriesBudget: 21,
    why: "The gateway's own view over its routing window; rules take the ratio of the attempt counters instead.",
  }),
  'provider.response.time': histogram({
    name: 'provider_response_time_seconds',
    unit: 'seconds',
    help: 'Time from a call to a provider to the head of its response, whatever the model, by provider.',
    labels: { provider },
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    seriesBudget: 21,
    why: 'Time to the head tells a slow provider from a long answer, which the duration by model cannot.',
  }),
  'provider.failures': counter({
    name: 'provider_failures_total',
    unit: '1',
    help: 'Calls to a provider that failed, by kind of error.',
    labels: { provider, error_type: errorType },
    seriesBudget: 200,
    why: 'Rate limits, timeouts and refused connections ask for different answers.',
  }),
} as const;
