import { percent, shareAbove } from '../conditions';
import { MINUTE, SECOND } from '../duration';
import { binary } from '../promql';
import { alertPack } from '../rule';
import { GATEWAYZ } from '../thresholds/gatewayz';
import { SERVICE_TEXT, TARGET } from './targets';

const WINDOW = 5 * MINUTE;
const PROVIDER = ['service', 'environment', 'provider'] as const;

/** Rules of Gatewayz: its providers, and whether its metrics are there. */
export const gatewayz = alertPack({
  name: 'gatewayz',
  byPreset: true,
  reads: ['provider', 'llm', 'self', 'stack'],
  alerts: {
    // GZ-R-01
    ProviderHealthLow: {
      severity: 'warning',
      condition: ({ q }) =>
        binary(
          q.aggregate('min', 'provider.health.score', { by: PROVIDER }),
          '<',
          GATEWAYZ.providerHealthScore,
        ),
      for: 5 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'A provider is in poor health.',
      description: () =>
        `Provider {{ $labels.provider }} of ${SERVICE_TEXT} has a health score of {{ $value | humanize }}; below ` +
        `${GATEWAYZ.providerHealthScore} of 100 it should not be relied on.`,
      board: 'llmProviders',
      boardVariables: { service: 'service', provider: 'provider' },
    },
    // GZ-R-02. From the calls themselves: the gauge of the gateway has a window of its own that nobody knows.
    ProviderErrorRateHigh: {
      severity: 'warning',
      condition: ({ q, window }) => {
        const over = { by: PROVIDER, window: window(WINDOW) };
        const failed = { ...over, where: { status: 'error' } } as const;
        return shareAbove(
          {
            part: q.rate('llm.attempts', failed),
            whole: q.rate('llm.attempts', over),
            count: q.increase('llm.attempts', failed),
          },
          GATEWAYZ.providerErrorRatio,
          GATEWAYZ.minFailedCalls,
        );
      },
      for: 5 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'A provider fails too many calls.',
      description: ({ window }) =>
        `{{ $value | humanizePercentage }} of the calls of ${SERVICE_TEXT} to provider {{ $labels.provider }} failed over ` +
        `the last ${window(WINDOW)}; more than ${percent(GATEWAYZ.providerErrorRatio)} is too much.`,
      board: 'llmProviders',
      boardVariables: { service: 'service', provider: 'provider' },
    },
    // GZ-N-01. A target that answers and has none of our metrics: /metrics of something else, or of a preload that is off.
    MetricsNotPopulated: {
      severity: 'warning',
      condition: ({ q }) =>
        binary(
          binary(q.aggregate('max', 'prometheus.up', { by: TARGET }), '==', 1),
          'unless',
          q.aggregate('max', 'self.info', { by: TARGET }),
        ),
      for: GATEWAYZ.populatedSeconds * SECOND,
      summary: 'A gateway answers on its metrics endpoint without its metrics.',
      description: () =>
        `{{ $labels.instance }} of ${SERVICE_TEXT} is scraped, but shows none of the gateway's metrics; they have to be ` +
        `there ${GATEWAYZ.populatedSeconds} s after a start.`,
      board: 'gatewayOverview',
    },
  },
});
