import * as units from '@grafana/grafana-foundation-sdk/units';
import { GATEWAYZ } from '../../../alerts/thresholds';
import { ratio } from '../../../alerts/promql';
import { chosenLinks, errorLinks } from '../../kit/event-links';
import { top } from '../../kit/expressions';
import { boardLink } from '../../kit/links';
import { type RowSpec } from '../../kit/panel';
import { RANGE_WINDOW, RATE_WINDOW as window } from '../../kit/scope';
import { duration, heatmap, instant, range, rate, share, table } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { atMost } from '../../kit/thresholds';
import { chosen } from '../../kit/variable-names';

const LINES = 10;

/** Every single call to a provider; retries and fallbacks each count. */
export function calls({ q }: Sources): RowSpec {
  const where = { provider: chosen('provider'), model: chosen('model') } as const;
  const ofProvider = { provider: chosen('provider') } as const;
  const by = ['provider'] as const;
  const failed = (over: string) =>
    ratio(
      q.rate('llm.attempts', { where: { ...where, status: 'error' }, by, window: over }),
      q.rate('llm.attempts', { where, by, window: over }),
    );
  const response = (p: number) =>
    range(
      q.quantile(p, 'provider.response.time', { where: ofProvider, by, window }),
      `{{provider}} p${p * 100}`,
    );
  const users = boardLink('Users', 'llmGateway');
  return {
    id: 2,
    title: 'Calls',
    panels: [
      rate({
        id: 201,
        title: 'Calls by provider and status',
        width: 12,
        stacked: true,
        description: {
          shows: 'Calls that ended, each second, by provider: successes and failures.',
          bad: 'Failures; or a provider whose calls vanish: routing or a breaker avoids it.',
          next: 'See Failed share of calls, then failures by kind.',
        },
        queries: {
          calls: range(
            q.rate('llm.attempts', { where, by: ['provider', 'status'], window }),
            '{{provider}} {{status}}',
          ),
        },
        dataLinks: [...errorLinks, users],
      }),
      share({
        id: 202,
        title: 'Failed share of calls',
        width: 12,
        description: {
          shows: 'Share of the calls to each provider that failed.',
          bad: 'Above the red line: the alert fires from there.',
          next: 'Failures by kind say what to do: wait (rate limit), move traffic (errors), raise the limit of time (timeouts).',
        },
        queries: { failed: range(failed(window), '{{provider}}', { quietWhenHealthy: true }) },
        threshold: atMost(GATEWAYZ.providerErrorRatio),
        alerts: ['ProviderErrorRateHigh'],
        dataLinks: [...errorLinks, users],
      }),
      duration({
        id: 203,
        title: 'p95 duration by provider and model',
        width: 12,
        description: {
          shows: `95th percentile of the time from a call to the end of its answer, of the ${LINES} slowest pairs of provider and model.`,
          bad: 'A provider far slower than another one of the same model.',
          next: 'Move traffic of that model; open slow traces.',
        },
        queries: {
          p95: range(
            top(
              LINES,
              q.quantile(0.95, 'llm.attempt.duration', { where, by: ['provider', 'model'], window }),
            ),
            '{{provider}} {{model}}',
          ),
        },
        dataLinks: [users, ...chosenLinks],
      }),
      duration({
        id: 204,
        title: 'Response time by provider',
        width: 12,
        description: {
          shows:
            'Median and 95th percentile of the time from a call to the head of the response, whatever the model.',
          bad: 'Heads that come late: the provider queues. Heads in time and long durations: answers are long.',
          next: 'Compare with p95 duration by provider and model.',
        },
        queries: { p50: response(0.5), p95: response(0.95) },
        dataLinks: [users, ...chosenLinks],
      }),
      heatmap({
        id: 205,
        title: 'Durations of calls',
        width: 12,
        unit: units.Seconds,
        description: {
          shows: 'How many calls took how long, over time.',
          bad: 'A band at the limit of time: calls hang and are given up.',
          next: 'Choose a provider at the top: the band that stays belongs to it.',
        },
        queries: { durations: range(q.buckets('llm.attempt.duration', { where, window }), '{{le}}') },
        dataLinks: chosenLinks,
      }),
      rate({
        id: 206,
        title: 'Failures by kind',
        width: 12,
        unit: units.EventsPerSecond,
        stacked: true,
        description: {
          shows: 'Calls that failed, each second, by provider and kind of error.',
          bad: 'Anything that was not there before.',
          next: 'Rate limits: spread the load. Timeouts: compare durations. Refused connections: the provider is gone.',
        },
        queries: {
          failures: range(
            q.rate('provider.failures', { where: ofProvider, by: ['provider', 'error_type'], window }),
            '{{provider}} {{error_type}}',
            { quietWhenHealthy: true },
          ),
        },
        dataLinks: errorLinks,
      }),
      table({
        id: 207,
        title: 'Providers compared',
        width: 24,
        description: {
          shows: 'Each provider over the range of the board: calls, failed share, p95, tokens and cost.',
          bad: 'A provider that is slower, fails more and costs more than another.',
          next: 'Change the order of providers in the routing.',
        },
        queries: {
          calls: instant(q.rate('llm.attempts', { where, by, window: RANGE_WINDOW })),
          failed: instant(failed(RANGE_WINDOW)),
          p95: instant(q.quantile(0.95, 'llm.attempt.duration', { where, by, window: RANGE_WINDOW })),
          tokens: instant(q.increase('llm.tokens', { where, by, window: RANGE_WINDOW })),
          cost: instant(q.increase('llm.cost', { where, by, window: RANGE_WINDOW })),
        },
        idle: 'no calls in range',
        joinBy: q.label('llm.attempts', 'provider'),
        columns: [
          { field: q.label('llm.attempts', 'provider'), title: 'Provider' },
          { field: 'Value #calls', title: 'Calls', unit: units.RequestsPerSecond, bar: true },
          { field: 'Value #failed', title: 'Failed share', unit: units.PercentUnit },
          { field: 'Value #p95', title: 'p95', unit: units.Seconds },
          { field: 'Value #tokens', title: 'Tokens', unit: units.Short },
          { field: 'Value #cost', title: 'Cost', unit: units.Dollars },
        ],
        dataLinks: [users, ...chosenLinks],
      }),
    ],
  };
}
