import { bind, type Preset } from '../../instrumentation/contract';
import { apiGateway } from '../../instrumentation/presets/api-gateway';
import { eucora } from '../../instrumentation/presets/eucora';
import { gatewayz } from '../../instrumentation/presets/gatewayz';
import { OUTCOME_BY_STATUS_CODE } from '../../instrumentation/presets/outcome';
import { queries, type Queries } from './queries';
import type { TargetMatch } from './selector';

const of = (preset: Preset, target?: TargetMatch): Queries => queries(bind(preset), target);
const window = '5m';

describe('a label that the preset omits', () => {
  it.each([
    [gatewayz, 'status_code'],
    [eucora, 'status'],
    [apiGateway, 'status_code'],
  ])('is matched by the label that implies its value ($name)', (preset, label) => {
    const q = of(preset);
    const matched = (outcome: Parameters<typeof q.series<'http.requests'>>[1]) =>
      q.series('http.requests', outcome).text;
    expect(matched({ outcome: 'server_error' })).toBe(`http_requests_total{${label}=~"5.."}`);
    expect(matched({ outcome: { not: 'server_error' } })).toBe(`http_requests_total{${label}!~"5.."}`);
    expect(matched({ outcome: { oneOf: ['server_error', 'client_aborted'] } })).toBe(
      `http_requests_total{${label}=~"5..|none"}`,
    );
    expect(matched({ outcome: { noneOf: ['client_error', 'server_error'] } })).toBe(
      `http_requests_total{${label}!~"4..|5.."}`,
    );
    expect(q.series('http.requests', { outcome: 'ok' }).uses).toEqual([
      { id: 'http.requests', labels: [label] },
    ]);
  });

  it('says what is implied where the match follows from nothing', () => {
    expect(() => of(gatewayz).series('http.requests', { outcome: { regex: '$outcome' } })).toThrow(
      'metric "http.requests" omits the label "outcome" in this preset, so it cannot be matched by ' +
        `{"regex":"$outcome"}; values that other labels imply: ${Object.keys(OUTCOME_BY_STATUS_CODE.outcome).join(', ')}; ` +
        'match on one of: method, route, status_code, job, instance, service, environment',
    );
    expect(() => of(apiGateway).series('breaker.state', { component: 'x' })).toThrow(
      'metric "breaker.state" omits the label "component" in this preset, so it cannot be matched by "x"; ' +
        'values that other labels imply: none; match on one of: service, state, job, instance, environment',
    );
  });

  it('cannot be grouped by, and can be asked for before', () => {
    expect(() => of(gatewayz).rate('http.requests', { by: ['outcome'], window })).toThrow(
      'metric "http.requests" omits the label "outcome" in this preset; group by one that it carries: ' +
        'method, route, status_code, job, instance, service, environment',
    );
    expect(of(gatewayz).carries('http.requests', 'outcome')).toBe(false);
    expect(of(gatewayz).carries('http.requests', 'status_code')).toBe(true);
    expect(of(gatewayz).carries('task.retries', 'task')).toBe(false);
  });
});

it('values are matched in the spelling of the preset', () => {
  const q = of(gatewayz);
  expect(q.series('breaker.state', { state: { oneOf: ['open', 'half_open'] } }).text).toBe(
    'circuit_breaker_state{state=~"OPEN|HALF_OPEN"}',
  );
  expect(q.series('breaker.state', { state: { not: 'closed' } }).text).toBe(
    'circuit_breaker_state{state!="CLOSED"}',
  );
});

it('a breaker is read from its state set, also where a number is exposed beside it', () => {
  expect(
    of(eucora).aggregate('sum', 'breaker.state', { where: { state: 'open' }, by: ['component'] }).text,
  ).toBe('sum by (connector_type) (circuit_breaker_in_state{state="open"})');
});

describe('matchers on targets', () => {
  const target = { job: 'api', service: { regex: '$service' } } as const;

  it('are part of every selector', () => {
    expect(of(eucora, target).series('http.requests', { method: 'GET' }).text).toBe(
      'http_requests_total{job="api",service=~"$service",method="GET"}',
    );
    expect(of(eucora, { job: 'api' }).absent('http.requests').labels).toEqual(['job']);
  });

  it.each([eucora, apiGateway])('leave out a target label that the metric has itself ($name)', (preset) => {
    const state = of(preset, target).series('breaker.state', { service: 'billing' });
    expect(state.text).toMatch(/^circuit_breaker_\w+\{job="api",service="billing"\}$/);
    expect(state.labels.filter((label) => label === 'service')).toHaveLength(1);
  });

  it('reach a metric whose own label has another name in the preset', () => {
    expect(of(gatewayz, target).series('breaker.state', { service: 'openrouter' }).text).toBe(
      'circuit_breaker_state{job="api",service=~"$service",provider="openrouter"}',
    );
  });
});
