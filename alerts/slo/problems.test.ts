import { bind, gatewayJobs } from '../../instrumentation/contract';
import { presets } from '../../instrumentation/presets';
import { compilePacks } from '../compile';
import { DAY, HOUR, MINUTE } from '../duration';
import { scopeOf } from '../scope';
import { CONTEXT } from '../tests/fixture';
import * as objectives from './objectives';
import { leftOut, sloPack } from './pack';
import { sloProblems } from './problems';
import { eventIndicator, type Slo } from './slo';

const hub = bind(presets['warehouse-hub']!);
const context = { ...CONTEXT, gatewayJobs: gatewayJobs(presets['warehouse-hub']!) };
const scope = scopeOf(hub, context);
const problems = (over: Partial<Slo>, retention?: number): readonly string[] =>
  sloProblems({ ...objectives.webhookDelivery, ...over }, scope, retention);
const page = { severity: 'critical', budgetShare: 0.02, long: HOUR, short: 5 * MINUTE } as const;

it('finds nothing wrong with what is shipped', () => {
  const all = [
    objectives.httpAvailability,
    objectives.httpLatency,
    objectives.webhookDelivery,
    objectives.webhookFreshness,
  ];
  expect(all.flatMap((slo) => sloProblems(slo, scope))).toEqual([]);
});

it.each<[string, Partial<Slo>, RegExp]>([
  ['an objective of 1', { objective: 1 }, /objective is 1: a share of good events between 0 and 1/],
  ['an objective in percent', { objective: 99.9 }, /objective is 99\.9: a share/],
  [
    'a factor that cannot be reached',
    { objective: 0.9, pairs: [page] },
    /pairs\[0\]: factor 14\.4 needs 144 % of bad events, which cannot be: at an objective of 0\.9 the factor has to stay below 10/,
  ],
  [
    'a factor within the budget',
    { pairs: [{ ...page, long: 20 * HOUR }] },
    /pairs\[0\]: factor 0\.72 is below 1, so it alerts while the budget lasts/,
  ],
  [
    'a short window that is not short',
    { pairs: [{ ...page, short: HOUR }] },
    /pairs\[0\]: short \(1h\) has to be shorter than long \(1h\)/,
  ],
  [
    'a long window beyond the period',
    { period: 30 * MINUTE, pairs: [{ ...page, budgetShare: 1 }] },
    /long \(1h\) is longer than the period \(30m\)/,
  ],
  ['no pair', { pairs: [] }, /pairs is empty/],
  ['a share of the budget above 1', { pairs: [{ ...page, budgetShare: 2 }] }, /budgetShare is 2: a share/],
  ['a least number of 0', { minBadEvents: 0 }, /minBadEvents is 0: a whole number from 1 on/],
  [
    'a label that the metric lacks',
    { groupBy: ['service', 'route'] },
    /has no label "route"; it has: tenant, outcome/,
  ],
  [
    'a value that no sample has',
    {
      indicator: {
        ...eventIndicator('webhooks.deliveries', {}),
        bad: { metric: 'webhooks.deliveries', where: { outcome: 'lost' } },
      },
    },
    /bad matches outcome "lost", which is none of: delivered, dead_lettered/,
  ],
  [
    'sides with different labels',
    {
      indicator: {
        kind: 'events',
        bad: { metric: 'webhooks.attempts', where: { outcome: 'failed' } },
        total: { metric: 'webhooks.deliveries', where: {} },
      },
    },
    /groupBy "tenant" is missing on "webhooks\.attempts" and tenant_id on "webhooks\.deliveries"/,
  ],
  [
    'a metric of a pack that is off',
    { indicator: eventIndicator('llm.requests', { outcome: 'error' }) },
    /metric "llm\.requests" is not exposed: its pack is off/,
  ],
  [
    'a bound that is no bucket',
    { groupBy: ['service'], indicator: { kind: 'latency', metric: 'http.request.duration', bound: 0.3 } },
    /0\.3 is not a bucket bound/,
  ],
  [
    'a name that is none',
    { id: 'Webhook Delivery', name: 'webhook' },
    /id is "Webhook Delivery": snake_case/,
  ],
])('names %s', (_, over, expected) => {
  expect(problems(over).join('\n')).toMatch(expected);
});

it('names everything at once, with the objective that it is about', () => {
  const found = problems({ objective: 2, minBadEvents: 0.5, pairs: [{ ...page, short: 2 * HOUR }] });
  expect(found.length).toBe(3);
  expect(found.every((one) => one.startsWith('slo "webhook_delivery": '))).toBe(true);
});

it('compares windows with how long samples are kept', () => {
  expect(problems({}, 2 * DAY)).toEqual([
    expect.stringMatching(/period is 30d, but samples are kept for 2d/),
    expect.stringMatching(/pairs\[3\]: long \(3d\) reaches back further than samples are kept \(2d\)/),
  ]);
  expect(problems({}, 30 * DAY)).toEqual([]);
});

describe('a stack that keeps samples for two days', () => {
  const short = { ...context, retentionSeconds: 2 * DAY };

  it('has shipped objectives without the windows that it cannot fill, and says which', () => {
    const [group, period] = compilePacks([sloPack(objectives.httpAvailability, ['http'], true)], hub, short);
    expect(group?.rules.map(({ expr }) => expr).join()).not.toContain('rate3d');
    expect(group?.records?.map(({ record }) => record)).not.toContain('slo:http_availability_bad:rate3d');
    expect(period?.records?.map(({ record }) => record)).toEqual(['slo:http_availability_objective:ratio']);
    expect(leftOut(objectives.httpAvailability, 2 * DAY)).toEqual([
      'the ratio and the budget of the period',
      'the warning window of 259200 s',
    ]);
  });

  it("refuses one's own objective that needs more", () => {
    expect(() => compilePacks([sloPack(objectives.httpAvailability, ['http'])], hub, short)).toThrow(
      /^the objectives are wrong:\n- slo "http_availability": period is 30d, but samples are kept for 2d/,
    );
  });
});

it('a stack sets another objective', () => {
  const [group] = compilePacks([sloPack(objectives.httpAvailability, ['http'], true)], hub, {
    ...context,
    objectives: { http_availability: 0.95 },
  });
  expect(group?.rules[0]?.expr).toContain('slo:http_availability_total:rate1h) > 0.72)');
  expect(() =>
    compilePacks([sloPack(objectives.httpAvailability, ['http'], true)], hub, {
      ...context,
      objectives: { http_availability: 0.9 },
    }),
  ).toThrow(/factor 14\.4 needs 144 % of bad events/);
});
