import * as units from '@grafana/grafana-foundation-sdk/units';
import { EUCORA } from '../../../alerts/thresholds';
import { chosenLinks, errorLinks, routeLinks } from '../../kit/event-links';
import { eventsOrZero, times, top } from '../../kit/expressions';
import { boardLink, ofSeries } from '../../kit/links';
import { type RowSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { counts, duration, range, rate } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { atMost, rare } from '../../kit/thresholds';

const SECONDS_A_MINUTE = 60;
/** More lines than this cannot be told apart. */
const ENDPOINTS = 8;
/** A breaker that opens, tries and closes changes three times; more within one bar is a breaker that flaps. */
const FLAPPING = 4;

/** Breakers, the API and the tasks behind the roll-outs. */
export function system({ q }: Sources): RowSpec {
  const connector = q.label('breaker.transitions', 'component');
  const route = q.label('http.request.duration', 'route');
  const latency = (p: number) =>
    range(
      top(ENDPOINTS, q.quantile(p, 'http.request.duration', { by: ['route'], window })),
      `{{${route}}} p${p * 100}`,
    );
  const tasks = (p: number) =>
    range(q.quantile(p, 'task.duration', { by: ['status'], window }), `{{status}} p${p * 100}`);
  const perMinute = 'per minute';
  return {
    id: 2,
    title: 'System',
    panels: [
      counts({
        id: 201,
        title: 'Circuit Breaker State Changes',
        width: 12,
        description: {
          shows: 'Changes of state of the breakers, by connector, state left and state entered.',
          bad: 'Any change to open: calls to that connector are refused without being tried.',
          next: 'Open the board of the connector: the failures that its breaker counted say why.',
        },
        queries: {
          changes: range(
            eventsOrZero(q, q.increase('breaker.transitions', { by: ['component', 'from', 'to'], window })),
            `{{${connector}}} {{from_state}} to {{to_state}}`,
            { quietWhenHealthy: true },
          ),
        },
        threshold: rare(FLAPPING),
        alerts: ['CircuitBreakerOpen', 'CircuitBreakerHalfOpen'],
        dataLinks: [
          boardLink('This connector', 'connectors', { connector: ofSeries(connector) }),
          ...errorLinks,
        ],
      }),
      duration({
        id: 202,
        title: 'API Response Latency',
        width: 12,
        description: {
          shows: `Median, 95th and 99th percentile of the time to answer, of the ${ENDPOINTS} slowest endpoints each. Points are exemplars.`,
          bad: 'p95 above the red line.',
          next: 'Click an exemplar of the endpoint: its longest span is what to look at.',
        },
        queries: { p50: latency(0.5), p95: latency(0.95), p99: latency(0.99) },
        threshold: atMost(EUCORA.latencyP95Seconds),
        alerts: ['HighAPILatency'],
        dataLinks: [...routeLinks(route), boardLink('Gateway overview', 'gatewayOverview')],
      }),
      duration({
        id: 203,
        title: 'Celery Task Execution Time',
        width: 12,
        description: {
          shows:
            'Median and 95th percentile of the time that a task ran, by how it ended: success against failure.',
          bad: 'Failures that take long run into a timeout; failures at once are refused. Successes near the red line are about to fail.',
          next: 'Open failed traces: a task goes on with the trace of the request that queued it.',
        },
        queries: { p50: tasks(0.5), p95: tasks(0.95) },
        // A task waits for a connector and for little else: from there on its alert fires.
        threshold: atMost(EUCORA.connectorP95Seconds),
        alerts: ['TaskExecutionTimeoutTrend', 'HighConnectorLatency'],
        dataLinks: [...errorLinks, ...chosenLinks],
      }),
      rate({
        id: 204,
        title: 'System Error Rates',
        width: 12,
        unit: units.EventsPerMinute,
        description: {
          shows:
            'Executions of tasks that failed, tasks that were given up, and breakers that tripped, each minute.',
          bad: 'Tasks that are given up: lost work. A breaker that trips over and over.',
          next: 'Open error logs of the range; the kind of error tells a refused call from a timeout.',
        },
        queries: {
          executions: range(
            times(
              eventsOrZero(q, q.rate('task.duration', { where: { status: { not: 'success' } }, window })),
              SECONDS_A_MINUTE,
            ),
            `failed executions ${perMinute}`,
            { quietWhenHealthy: true },
          ),
          tasks: range(
            times(
              eventsOrZero(q, q.rate('task.failures', { by: ['task', 'error_type'], window })),
              SECONDS_A_MINUTE,
            ),
            `{{task_name}} given up: {{error_type}}`,
            { quietWhenHealthy: true },
          ),
          trips: range(
            times(
              eventsOrZero(
                q,
                q.rate('breaker.transitions', { where: { to: 'open' }, by: ['component'], window }),
              ),
              SECONDS_A_MINUTE,
            ),
            `{{${connector}}} breaker tripped`,
            { quietWhenHealthy: true },
          ),
        },
        // As many a minute as the alert allows timeouts an hour is far beyond single failures.
        threshold: rare(EUCORA.taskTimeoutsPerHour),
        alerts: ['HighTaskFailureRate', 'HighHTTPErrorRate'],
        dataLinks: errorLinks,
      }),
    ],
  };
}
