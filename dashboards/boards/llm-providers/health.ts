import * as units from '@grafana/grafana-foundation-sdk/units';
import { GATEWAYZ } from '../../../alerts/thresholds';
import { chosenLinks, errorLinks } from '../../kit/event-links';
import { boardLink } from '../../kit/links';
import { type RowSpec } from '../../kit/panel';
import { bars, instant, level, range, share } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { atMost } from '../../kit/thresholds';
import { chosen } from '../../kit/variable-names';

const PERCENT = 100;

/** What the gateway itself thinks of each provider, as its routing uses it. */
export function health({ q }: Sources): RowSpec {
  const where = { provider: chosen('provider') } as const;
  const by = ['provider'] as const;
  const PROVIDER = '{{provider}}';
  const score = q.aggregate('min', 'provider.health.score', { where, by });
  const healthy = {
    value: GATEWAYZ.providerHealthScore,
    bad: 'below',
    warning: (GATEWAYZ.providerHealthScore + PERCENT) / 2,
  } as const;
  const available = {
    value: GATEWAYZ.providerAvailabilityPercent,
    bad: 'below',
    warning: (GATEWAYZ.providerAvailabilityPercent + PERCENT) / 2,
  } as const;
  return {
    id: 1,
    title: 'Health',
    panels: [
      bars({
        id: 101,
        title: 'Health score',
        width: 6,
        unit: units.Short,
        max: PERCENT,
        description: {
          shows: 'Score of each provider now, from 0 (unusable) to 100, as routing uses it.',
          bad: 'Red: routing avoids it, and the alert fires.',
          next: 'See its failures by kind below, and the state of its breakers.',
        },
        queries: { score: instant(score, PROVIDER) },
        threshold: healthy,
        alerts: ['ProviderHealthLow'],
        dataLinks: errorLinks,
      }),
      level({
        id: 102,
        title: 'Health score over time',
        width: 6,
        unit: units.Short,
        max: PERCENT,
        description: {
          shows: 'Score of each provider over time.',
          bad: 'One that falls alone: the provider. All together: the way out of the gateway.',
          next: 'Compare with the error rate of the same moment.',
        },
        queries: { score: range(score, PROVIDER) },
        threshold: healthy,
        alerts: ['ProviderHealthLow'],
        dataLinks: errorLinks,
      }),
      level({
        id: 103,
        title: 'Availability against the agreement',
        width: 6,
        unit: units.Percent,
        max: PERCENT,
        description: {
          shows:
            'Share of time in which each provider could be used, and the line of what its agreement promises.',
          bad: 'Below the line for longer than a moment: the provider owes you something.',
          next: 'Keep a picture of the range; move traffic to providers above the line.',
        },
        queries: {
          availability: range(q.aggregate('min', 'provider.availability', { where, by }), PROVIDER),
        },
        threshold: available,
        dataLinks: errorLinks,
      }),
      share({
        id: 104,
        title: 'Error rate as routing sees it',
        width: 6,
        description: {
          shows: "Share of the recent calls to each provider that failed, over the gateway's own window.",
          bad: 'Above the red line. It lags behind Failed share of calls, which counts every call.',
          next: 'Compare the two: a large difference means that the window of routing is long.',
        },
        queries: { errors: range(q.aggregate('max', 'provider.error_ratio', { where, by }), PROVIDER) },
        threshold: atMost(GATEWAYZ.providerErrorRatio),
        alerts: ['ProviderErrorRateHigh'],
        dataLinks: [...errorLinks, boardLink('Users', 'llmGateway'), ...chosenLinks],
      }),
    ],
  };
}
