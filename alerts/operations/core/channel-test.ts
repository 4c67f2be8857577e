import { SEVERITIES } from '../../rule';
import { ESCALATION, ESCALATION_LEVEL, type SentAlert } from './escalation';

/** Name of the alert that tests the way that alerts take. */
export const TEST_ALERT = 'TestAlert';

/** Time for which a test alert fires. */
export const TEST_MS = 5 * 60_000;

/** Begin of the scheduled test that is under way; undefined between tests, and if there are none. */
export function testUnderWay(now: number, everyMs: number): number | undefined {
  if (everyMs <= 0) return undefined;
  const begin = Math.floor(now / everyMs) * everyMs;
  return now < begin + TEST_MS ? begin : undefined;
}

/**
 * The alerts of a scheduled test: one of each severity and one of each level of escalation, so that every channel that
 * could be needed is used. They follow from the time alone: several replicas send the same, and each is told of once.
 * @param begin Unix milliseconds, as `testUnderWay` says
 */
export function channelTests(begin: number, service: string, levels: number): readonly SentAlert[] {
  const test = (labels: Readonly<Record<string, string>>, description: string): SentAlert => ({
    labels: { rule_name: 'test_alert', service, test: 'scheduled', ...labels },
    annotations: { summary: 'A scheduled test of the channels of alerts.', description },
    startsAt: begin,
    endsAt: begin + TEST_MS,
  });
  return [
    ...SEVERITIES.map((severity) =>
      test(
        { alertname: TEST_ALERT, severity },
        `Nothing is wrong: this is what a ${severity} alert looks like.`,
      ),
    ),
    ...Array.from({ length: levels }, (_, index) => String(index + 1)).map((level) =>
      test(
        {
          alertname: ESCALATION,
          severity: SEVERITIES[0],
          escalated_alert: TEST_ALERT,
          [ESCALATION_LEVEL]: level,
        },
        `Nothing is wrong: this is what escalation level ${level} looks like.`,
      ),
    ),
  ];
}
