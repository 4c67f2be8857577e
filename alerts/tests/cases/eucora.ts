import { HOUR, MINUTE } from '../../duration';
import { deployments } from '../../packs/eucora-deployments';
import { traffic } from '../../packs/eucora-traffic';
import { work } from '../../packs/eucora-work';
import { EUCORA } from '../../thresholds';
import type { PackCases } from '../case';
import { gaugeCases, increaseCases, quantileCases, shareCases, timing } from '../kinds';
import { type Observations, ORDERS, serviceOf, type Target } from '../series';
import { counter, gauge, LONG } from '../values';
import { requestShare } from './requests';

const SHORT = 5 * MINUTE;

export const eucoraTrafficCases: PackCases = (s) => {
  const { alerts } = traffic;
  const breaker = (state: 'open' | 'half_open') => ({
    values: { calm: 0, last: 0, first: 1 },
    labels: (target: Target) => ({
      environment: target.environment,
      ...s.exposed('breaker.state', { service: target.service, component: 'intune' }),
    }),
    series: (target: Target, values: string) => [
      s.series('breaker.state', { service: target.service, component: 'intune', state }, target, values),
      s.series(
        'breaker.state',
        { service: target.service, component: 'intune', state: 'closed' },
        target,
        '1+0x200',
      ),
    ],
  });
  return [
    ...gaugeCases({ ...timing('CircuitBreakerOpen', alerts.CircuitBreakerOpen), ...breaker('open') }),
    ...gaugeCases({
      ...timing('CircuitBreakerHalfOpen', alerts.CircuitBreakerHalfOpen),
      ...breaker('half_open'),
    }),
    ...quantileCases({
      ...timing('HighAPILatency', alerts.HighAPILatency, SHORT),
      q: 0.95,
      bound: EUCORA.latencyP95Seconds,
      least: EUCORA.minSlow,
      low: 0.1,
      high: 2,
      labels: serviceOf,
      series: (target: Target, observations: Observations) =>
        s.histogram(
          'http.request.duration',
          { method: 'GET', route: '/apps', status_code: '200' },
          target,
          observations,
        ),
      quantile: (counts) => s.quantile(0.95, 'http.request.duration', counts),
    }),
    ...shareCases({
      ...timing('HighHTTPErrorRate', alerts.HighHTTPErrorRate, SHORT),
      threshold: EUCORA.errorRatio,
      least: EUCORA.minFailed,
      ...requestShare(s),
    }),
    ...quantileCases({
      ...timing('SlowDatabaseQueries', alerts.SlowDatabaseQueries, SHORT),
      q: 0.95,
      bound: EUCORA.queryP95Seconds,
      least: EUCORA.minSlow,
      low: 0.005,
      high: 3,
      labels: serviceOf,
      series: (target: Target, observations: Observations) =>
        s.histogram('db.query.duration', { query_type: 'select' }, target, observations),
      quantile: (counts) => s.quantile(0.95, 'db.query.duration', counts),
    }),
  ];
};

export const eucoraDeploymentCases: PackCases = (s) => {
  const { alerts } = deployments;
  const completed = (status: 'success' | 'failed' | 'rolled_back' | 'cancelled') =>
    ({ status, ring: 'canary', app: 'mail', requires_cab: 'false' }) as const;
  const ofRing = (target: Target) => ({ ...serviceOf(target), ring: 'canary' });
  return [
    ...shareCases({
      ...timing('LowDeploymentSuccessRate', alerts.LowDeploymentSuccessRate, HOUR),
      threshold: 0.03,
      least: EUCORA.minFailedDeployments,
      labels: serviceOf,
      part: (target, phases) => [
        s.series('deployment.completed', completed('rolled_back'), target, counter(...phases)),
      ],
      rest: (target, phases) => [
        s.series('deployment.completed', completed('success'), target, counter(...phases)),
        // Cancelled ones are neither; they may be many.
        s.series('deployment.completed', completed('cancelled'), target, counter(...phases)),
      ],
    }),
    ...gaugeCases({
      ...timing('DeploymentApprovalBacklog', alerts.DeploymentApprovalBacklog),
      values: { calm: 0, last: EUCORA.pendingApprovals, first: EUCORA.pendingApprovals + 1 },
      labels: serviceOf,
      // Two replicas show the same backlog; it counts once.
      series: (target, values) =>
        ['10.0.0.1:9464', '10.0.0.2:9464'].map((instance) =>
          s.series('deployment.approvals.pending', { ring: 'pilot' }, { ...target, instance }, values),
        ),
    }),
    {
      alert: 'DeploymentApprovalBacklog',
      kind: 'fires',
      name: 'the backlogs of two rings add up',
      series: (['pilot', 'canary'] as const).map((ring) =>
        s.series(
          'deployment.approvals.pending',
          { ring },
          ORDERS,
          gauge([LONG, EUCORA.pendingApprovals - 1]),
        ),
      ),
      checks: [
        { at: 1800, firing: [{ labels: serviceOf(ORDERS), value: 2 * (EUCORA.pendingApprovals - 1) }] },
      ],
    },
    ...quantileCases({
      ...timing('HighDeploymentLatency', alerts.HighDeploymentLatency, HOUR),
      q: 0.95,
      bound: EUCORA.deploymentP95Seconds,
      least: EUCORA.minFailedDeployments,
      low: 30,
      high: 1000,
      labels: serviceOf,
      series: (target, observations) =>
        s.histogram('deployment.duration', { ring: 'canary', status: 'success' }, target, observations),
      quantile: (counts) => s.quantile(0.95, 'deployment.duration', counts),
    }),
    ...quantileCases({
      ...timing('HighRiskScoreDistribution', alerts.HighRiskScoreDistribution, HOUR),
      q: 0.75,
      bound: EUCORA.riskScoreP75,
      least: EUCORA.minFailedDeployments,
      low: 10,
      high: 85,
      labels: serviceOf,
      series: (target, observations) =>
        s.histogram('deployment.risk_score', { requires_cab: 'true' }, target, observations),
      quantile: (counts) => s.quantile(0.75, 'deployment.risk_score', counts),
    }),
    ...increaseCases({
      ...timing('ExcessiveCABApprovals', alerts.ExcessiveCABApprovals, 24 * HOUR),
      threshold: EUCORA.cabApprovalsPerDay,
      labels: serviceOf,
      series: (target, phases) => [
        s.series('deployment.cab_decisions', { decision: 'approved' }, target, counter(...phases)),
        s.series('deployment.cab_decisions', { decision: 'rejected' }, target, counter([2, 1])),
      ],
    }),
    ...gaugeCases({
      ...timing('LowPromotionGateSuccessRate', alerts.LowPromotionGateSuccessRate),
      values: { calm: 1, last: EUCORA.gateSuccessRatio, first: 0.94 },
      labels: ofRing,
      series: (target, values) => [
        s.series('promotion.gate.success_ratio', { ring: 'canary' }, target, values),
        s.series(
          'promotion.gate.evaluations',
          { ring: 'canary', result: 'passed' },
          target,
          gauge([LONG, 20]),
        ),
      ],
    }),
    {
      alert: 'LowPromotionGateSuccessRate',
      kind: 'silent',
      name: 'a ring whose gate was never evaluated',
      series: [
        s.series('promotion.gate.success_ratio', { ring: 'global' }, ORDERS, gauge([LONG, 0])),
        s.series(
          'promotion.gate.evaluations',
          { ring: 'global', result: 'passed' },
          ORDERS,
          gauge([LONG, 0]),
        ),
      ],
      checks: [{ at: 900, firing: [] }],
    },
  ];
};

export const eucoraWorkCases: PackCases = (s) => {
  const { alerts } = work;
  const ofConnector = (target: Target) => ({
    ...serviceOf(target),
    ...s.exposed('connector.health', { connector_type: 'intune' }),
  });
  const task = (status: 'success' | 'failed' | 'timeout') => ({ task: 'sync', status }) as const;
  const operation = (status: 'success' | 'failed') =>
    ({ connector_type: 'intune', operation: 'deploy', status }) as const;
  return [
    ...shareCases({
      ...timing('HighTaskFailureRate', alerts.HighTaskFailureRate, SHORT),
      threshold: EUCORA.taskFailureRatio,
      least: EUCORA.minFailed,
      labels: serviceOf,
      part: (target, phases) => s.histogram('task.duration', task('failed'), target, { 1: phases }),
      rest: (target, phases) => s.histogram('task.duration', task('success'), target, { 1: phases }),
    }),
    ...increaseCases({
      ...timing('TaskExecutionTimeoutTrend', alerts.TaskExecutionTimeoutTrend, HOUR),
      threshold: EUCORA.taskTimeoutsPerHour,
      labels: serviceOf,
      series: (target, phases) => [
        ...s.histogram('task.duration', task('timeout'), target, { 300: phases }),
        ...s.histogram('task.duration', task('failed'), target, { 1: [[400, 1]] }),
      ],
    }),
    ...gaugeCases({
      ...timing('ConnectorUnhealthy', alerts.ConnectorUnhealthy),
      values: { calm: 1, last: 1, first: 0 },
      labels: ofConnector,
      series: (target, values) => [
        s.series('connector.health', { connector_type: 'intune' }, target, values),
      ],
    }),
    ...quantileCases({
      ...timing('HighConnectorLatency', alerts.HighConnectorLatency, SHORT),
      q: 0.95,
      bound: EUCORA.connectorP95Seconds,
      least: EUCORA.minSlow,
      low: 1,
      high: 50,
      labels: ofConnector,
      series: (target, observations) =>
        s.histogram('connector.operation.duration', operation('success'), target, observations),
      quantile: (counts) => s.quantile(0.95, 'connector.operation.duration', counts),
    }),
    ...shareCases({
      ...timing('ConnectorOperationFailures', alerts.ConnectorOperationFailures, SHORT),
      threshold: EUCORA.connectorFailureRatio,
      least: EUCORA.minFailed,
      labels: ofConnector,
      part: (target, phases) =>
        s.histogram('connector.operation.duration', operation('failed'), target, { 1: phases }),
      rest: (target, phases) =>
        s.histogram('connector.operation.duration', operation('success'), target, { 1: phases }),
    }),
  ];
};
