import { type AlertName, findRule, routing, type Routing, DEFAULT_TIMING } from '.';
import { type Scope } from './scope';

// Compiled by `npm run types`, never run. Each line below a directive has to be an error: where one is not, the
// compiler reports the directive itself as unused.
export const known: AlertName = 'GatewayDown';
// @ts-expect-error there is no such alert
export const unknown: AlertName = 'GatewayDwon';
// @ts-expect-error there is no such alert
findRule([], 'Nothing');

const receivers = { page: [{ kind: 'webhook', url: 'http://127.0.0.1:1/page' }] } as const;
const rest = { timing: DEFAULT_TIMING, inhibitions: [] } as const;
const deadMansSwitch = { receiver: 'page', repeatInterval: 60 } as const;
routing({
  receivers,
  bySeverity: { critical: 'page', warning: 'page', info: 'page' },
  deadMansSwitch,
  ...rest,
});
routing({
  receivers,
  // @ts-expect-error there is no such receiver
  bySeverity: { critical: 'pager', warning: 'page', info: 'page' },
  deadMansSwitch,
  ...rest,
});

export const inhibition: Routing['inhibitions'][number] = {
  source: ['GatewayDown'],
  // @ts-expect-error there is no such alert
  target: ['GatewayLag'],
  equal: ['service'],
  reason: '',
};

// @ts-expect-error a rule cannot read a metric that the contract does not have
export const condition = ({ q }: Scope): unknown => q.series('http.failures');
