import { GROUPS } from '../tests/fixture';
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

  it('lets pages silence what is less urgent only', () => {
    const severity = new Map(
      GROUPS.flatMap(({ rules }) => rules).map((rule) => [rule.alert, rule.labels.severity]),
    );
    expect(
      INHIBITIONS.flatMap(({ source }) => source).filter((name) => severity.get(name) !== 'critical'),
    ).toEqual([]);
    expect(
      INHIBITIONS.flatMap(({ target }) => target).filter((name) => severity.get(name) === 'critical'),
    ).toEqual([]);
  });
});
