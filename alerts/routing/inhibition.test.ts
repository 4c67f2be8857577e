import { presets } from '../../instrumentation/presets';
import type { AlertName } from '../packs';
import { GROUPS, rulesOf } from '../tests/fixture';
import { INCIDENT_GROUP_BY, INCIDENTS } from './incidents';
import { checkInhibitions, type Inhibition, INHIBITIONS } from './inhibition';

const one = (over: Partial<Inhibition>): readonly Inhibition[] => [
  { source: ['GatewayDown'], target: ['GatewayEventLoopLag'], equal: ['service'], reason: 'test', ...over },
];

describe('checkInhibitions', () => {
  it('finds nothing wrong with the inhibitions that are shipped', () => {
    expect(INHIBITIONS.length).toBeGreaterThan(0);
    expect(checkInhibitions(INHIBITIONS, GROUPS)).toEqual([]);
    expect(checkInhibitions(one({}), GROUPS)).toEqual([]);
  });

  it('names a label that one side never has', () => {
    expect(
      checkInhibitions(one({ source: ['GatewayTargetsMissing'], equal: ['service', 'severity'] }), GROUPS),
    ).toEqual([
      'inhibitions[0].source: GatewayTargetsMissing never has the label "service" that both sides must have',
    ]);
    expect(checkInhibitions(one({ target: ['GatewayHighLatencyP95'], equal: ['instance'] }), GROUPS)).toEqual(
      [
        'inhibitions[0].target: GatewayHighLatencyP95 never has the label "instance" that both sides must have',
      ],
    );
  });

  it('refuses to silence every service, and an alert by itself', () => {
    expect(checkInhibitions(one({ equal: [] }), GROUPS)).toEqual([
      'inhibitions[0].equal is empty, so one alert would silence the targets of every service: name the labels',
    ]);
    expect(checkInhibitions(one({ target: ['GatewayDown'] }), GROUPS)).toEqual([
      'inhibitions[0]: GatewayDown is source and target, so it would silence itself',
    ]);
  });

  it('lets a page be silenced by one of the same incident only', () => {
    expect(
      checkInhibitions(one({ source: ['GatewayHighErrorRatio'], target: ['GatewayDown'] }), GROUPS),
    ).toEqual([
      'inhibitions[0]: GatewayHighErrorRatio would silence the page GatewayDown: only a page of the same incident may do so',
    ]);
    const same = one({ source: ['GatewayHighErrorRatio'], target: ['HttpAvailabilityBudgetBurnFast'] });
    expect(checkInhibitions(same, GROUPS)).toEqual([]);
  });

  it('refuses alerts that silence each other, also by way of others', () => {
    const link = (source: AlertName, target: AlertName): Inhibition => ({
      source: [source],
      target: [target],
      equal: ['service'],
      reason: 'test',
    });
    const circle = [
      link('GatewayEventLoopLag', 'GatewayRestarting'),
      link('GatewayRestarting', 'GatewayHighLatencyP95'),
      link('GatewayHighLatencyP95', 'GatewayEventLoopLag'),
    ];
    expect(checkInhibitions(circle, GROUPS)).toEqual(
      ['GatewayEventLoopLag', 'GatewayRestarting', 'GatewayHighLatencyP95'].map(
        (name) => `inhibitions: ${name} is silenced by what it silences, so nobody hears of either`,
      ),
    );
    expect(checkInhibitions(circle.slice(0, 2), GROUPS)).toEqual([]);
  });
});

describe.each(Object.values(presets))('inhibitions and incidents under $name', (preset) => {
  const { groups } = rulesOf(preset);
  const rules = groups.flatMap((group) => group.rules);

  it('have labels that both sides have', () => {
    expect(checkInhibitions(INHIBITIONS, groups)).toEqual([]);
  });

  it('group pages by labels that each of them has', () => {
    for (const { alerts } of INCIDENTS) {
      const here = rules.filter(({ alert }) => (alerts as readonly string[]).includes(alert));
      for (const { labels, seriesLabels } of here) {
        expect(labels.severity).toBe('critical');
        expect(seriesLabels).toEqual(expect.arrayContaining([...INCIDENT_GROUP_BY]));
      }
    }
  });
});

it('every alert that is a source, a target, or of an incident is on under some preset', () => {
  const on = new Set(
    Object.values(presets).flatMap((preset) =>
      rulesOf(preset).groups.flatMap(({ rules }) => rules.map(({ alert }) => alert)),
    ),
  );
  const named = [
    ...INHIBITIONS.flatMap(({ source, target }) => [...source, ...target]),
    ...INCIDENTS.flatMap(({ alerts }) => alerts),
  ];
  expect(named.filter((name) => !on.has(name))).toEqual([]);
});
