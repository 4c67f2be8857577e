import { DAY, MINUTE } from '../../duration';
import { alertmanager } from '../../packs/alertmanager';
import { STACK } from '../../thresholds';
import type { PackCases } from '../case';
import { gaugeCases, shareCases, timing } from '../kinds';
import { BILLING, instanceOf, ORDERS, type Target } from '../series';
import { counter, gauge, type Phase } from '../values';

const WINDOW = 10 * MINUTE;
const SLACK = { integration: 'slack' } as const;

export const alertmanagerCases: PackCases = (s) => {
  const { alerts } = alertmanager;
  const sum = (a: readonly Phase[], b: readonly Phase[]): Phase[] =>
    a.map(([samples, value], index): Phase => [samples, value + (b[index]?.[1] ?? 0)]);
  const failed = (target: Target, phases: readonly Phase[]) =>
    s.series(
      'alertmanager.notifications.failed',
      { ...SLACK, reason: 'serverError' },
      target,
      counter(...phases),
    );
  return [
    ...shareCases({
      ...timing('AlertmanagerDeliveryFailing', alerts.AlertmanagerDeliveryFailing, WINDOW),
      threshold: STACK.notificationFailureRatio,
      least: STACK.minFailedNotifications,
      labels: (target) => ({ ...instanceOf(target), ...SLACK }),
      // The counter of all counts the failed ones too; it comes as two series of two replicas of the receiver's name.
      part: (target, phases) => [
        failed(target, phases),
        s.series(
          'alertmanager.notifications',
          SLACK,
          { ...target, job: 'alertmanager-failed' },
          counter(...sum(phases, [])),
        ),
      ],
      rest: (target, phases) => [
        s.series('alertmanager.notifications', SLACK, { ...target, job: 'alertmanager' }, counter(...phases)),
      ],
    }),
    ...(['prometheus.config.reloaded', 'alertmanager.config.reloaded'] as const).flatMap((id) =>
      gaugeCases({
        ...timing('StackConfigNotLoaded', alerts.StackConfigNotLoaded),
        values: { calm: 1, last: 1, first: 0 },
        labels: (target) => ({ ...instanceOf(target), job: target.job === 'tempo' ? 'tempo' : s.jobs[0]! }),
        series: (target, values) => [
          s.series(id, {}, target, values),
          s.series(
            id === 'prometheus.config.reloaded'
              ? 'alertmanager.config.reloaded'
              : 'prometheus.config.reloaded',
            {},
            { ...target, job: 'other' },
            gauge([300, 1]),
          ),
        ],
      }),
    ),
  ];
};

export const certificateCases: PackCases = (s) => {
  const ends = (target: Target, unix: number) =>
    s.series('probe.certificate.end', {}, target, gauge([1000, unix]));
  const limit = STACK.certificateSeconds;
  return [
    {
      alert: 'CertificateExpiring',
      kind: 'fires',
      name: 'one of two certificates ends in two days',
      series: [ends(ORDERS, 2 * DAY), ends(BILLING, 80 * DAY)],
      checks: [{ at: 2 * 3600, firing: [{ labels: instanceOf(ORDERS), value: 2 * DAY - 2 * 3600 }] }],
    },
    {
      alert: 'CertificateExpiring',
      kind: 'silent',
      name: 'both certificates are new',
      series: [ends(ORDERS, 60 * DAY), ends(BILLING, 80 * DAY)],
      checks: [{ at: 2 * 3600, firing: [] }],
    },
    {
      alert: 'CertificateExpiring',
      kind: 'boundary',
      name: 'fires an hour after the end is two weeks away',
      series: [ends(ORDERS, limit + 3600)],
      checks: [
        { at: 7200, firing: [] },
        { at: 7215, firing: [{ labels: instanceOf(ORDERS), value: limit - 3615 }] },
      ],
    },
  ];
};
