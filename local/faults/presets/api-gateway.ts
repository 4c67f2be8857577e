import { GATEWAY } from '../../../examples/frame';
import { asClient, withKey } from '../../../examples/api-gateway/clients';
import { DEFAULT_RATE } from '../../stack/example';
import { all } from '../act/all';
import { breakSockets } from '../act/break-sockets';
import { load } from '../act/load';
import { stubFault } from '../act/stub-fault';
import { COMMON_ENVIRONMENT, COMMON_UNPROVABLE, commonFaults } from '../common';
import {
  alerts,
  type Cure,
  type Fault,
  type FaultTable,
  gatewayAlerts,
  muted,
  ofGateway,
  type Rig,
} from '../fault';

const CODE = {
  method: 'POST',
  path: '/api/v1/generate/code',
  body: { prompt: 'a table', framework: 'react' },
};

/** Milliseconds: with those requests that need no model, still more than five seconds on average. */
const SLOW_MS = 7500;
/** Requests a second that the connections to the models bear at that pace. */
const SLOW_RATE = 1.5;

/** Slow calls that the connections to the model bear, about one request in six. */
const SOME_SLOW = { rate: 6, latencyMs: 1500, answeredAlone: 15 } as const;

/** Requests a second of the client whose quota is five a minute. */
const GREEDY = 20;
/** New clients a second: a label that takes a hundred is full in a few seconds. */
const NEW_CLIENTS = 30;

async function bothServices(rig: Rig, fault: Readonly<Record<string, number>>): Promise<Cure> {
  return all(await stubFault(rig, 'code-generator', fault), await stubFault(rig, 'image-generator', fault));
}

const own: readonly Fault[] = [
  {
    name: 'a client goes on far beyond its quota',
    proves: alerts('RateLimitViolations'),
    holds: ['upstream'],
    begin: (rig) =>
      Promise.resolve(
        load(rig, rig.stack.endpoints.gateway, GREEDY, () => ({ ...CODE, headers: withKey('trial') })),
      ),
  },
  {
    name: 'clients break their WebSocket sessions off',
    proves: alerts('WebSocketConnectionIssues'),
    begin: (rig) =>
      Promise.resolve(breakSockets(rig, rig.stack.at.port(GATEWAY), '/api/v1/ws', withKey('web'))),
  },
  {
    name: 'hundreds of new clients come with tokens of their own',
    proves: gatewayAlerts('GatewayCardinalityOverflow'),
    holds: ['upstream'],
    onsetSeconds: 10,
    begin: (rig) =>
      Promise.resolve(
        load(rig, rig.stack.endpoints.gateway, NEW_CLIENTS, (i) => ({
          ...CODE,
          // The prompt is refused only after the client is known.
          body: {},
          headers: asClient(`client-${i}`),
        })),
      ),
  },
];

/** Faults of the API gateway. */
export const apiGatewayFaults: FaultTable = {
  faults: [
    ...commonFaults({
      fail: (rig) => bothServices(rig, { errorRatio: 1 }),
      errors: { alert: 'HighErrorRate', labels: ofGateway },
      whenFailing: alerts(
        'CircuitBreakerOpen',
        'ServiceUnavailable',
        'CodeGenerationFailures',
        'ImageGenerationFailures',
      ),
      answeredAlone: 38,
      slow: async (rig) => {
        await rig.stack.setRate(SLOW_RATE);
        const cure = await bothServices(rig, { latencyMs: SLOW_MS });
        return all(cure, () => rig.stack.setRate(DEFAULT_RATE));
      },
      whenSlow: muted('HttpLatencyBudgetBurnFast', gatewayAlerts('HighResponseTime')),
      someSlow: async (rig) => {
        const { stack } = rig;
        await stack.setRate(SOME_SLOW.rate);
        return all(
          await stubFault(rig, 'code-generator', { latencyMs: SOME_SLOW.latencyMs }),
          load(rig, stack.endpoints.gateway, SOME_SLOW.answeredAlone, (i) => ({ path: `/nowhere/${i}` })),
          () => stack.setRate(DEFAULT_RATE),
        );
      },
      slowness: gatewayAlerts('GatewayHighLatencyP95'),
      onsetSeconds: 15,
      recoverySeconds: 10,
    }),
    ...own,
  ],
  unprovable: [
    ...COMMON_UNPROVABLE,
    {
      alert: 'HighMemoryUsage',
      reason:
        'the limit is that of the container, which is read when the gateway starts; a local run has no container, and 85 % of the memory of the whole machine is not ours to take',
    },
  ],
  environment: COMMON_ENVIRONMENT,
};
