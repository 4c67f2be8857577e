import { channelTests, TEST_MS, testUnderWay } from './channel-test';

const HOUR_MS = 3_600_000;
const BEGIN = 1_000 * 24 * HOUR_MS;

describe('a scheduled test of the channels', () => {
  it('is under way for five minutes, as often as asked, at the same time everywhere', () => {
    const day = 24 * HOUR_MS;
    expect([BEGIN, BEGIN + TEST_MS - 1].map((now) => testUnderWay(now, day))).toEqual([BEGIN, BEGIN]);
    expect([BEGIN - 1, BEGIN + TEST_MS].map((now) => testUnderWay(now, day))).toEqual([undefined, undefined]);
    expect(testUnderWay(BEGIN + HOUR_MS, HOUR_MS)).toBe(BEGIN + HOUR_MS);
    expect(testUnderWay(BEGIN, 0)).toBeUndefined();
  });

  it('uses every severity and every level of escalation, and ends by itself', () => {
    const alerts = channelTests(BEGIN, 'alert-operations', 2);
    expect(
      alerts.map(({ labels }) => [labels['alertname'], labels['severity'], labels['escalation_level']]),
    ).toEqual([
      ['TestAlert', 'critical', undefined],
      ['TestAlert', 'warning', undefined],
      ['TestAlert', 'info', undefined],
      ['AlertNotAcknowledged', 'critical', '1'],
      ['AlertNotAcknowledged', 'critical', '2'],
    ]);
    for (const { startsAt, endsAt } of alerts) expect([startsAt, endsAt]).toEqual([BEGIN, BEGIN + TEST_MS]);
    expect(channelTests(BEGIN, 'alert-operations', 2)).toEqual(alerts);
  });
});
