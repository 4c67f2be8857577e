import { DAY, HOUR } from '../duration';
import { binary, secondsLeft } from '../promql';
import { alertPack } from '../rule';
import { STACK } from '../thresholds/stack';
import { TARGET } from './targets';

/**
 * Certificates of what a blackbox exporter probes. None of the stack's own binaries exposes the end of its certificate,
 * so the pack is on only where it is asked for and such a job exists.
 */
export const certificates = alertPack({
  name: 'stack.certificates',
  byPreset: true,
  reads: ['stack'],
  alerts: {
    CertificateExpiring: {
      severity: 'warning',
      condition: ({ everywhere: q }) =>
        binary(
          secondsLeft(q.aggregate('min', 'probe.certificate.end', { by: TARGET })),
          '<',
          STACK.certificateSeconds,
        ),
      for: 1 * HOUR,
      summary: 'A certificate ends soon.',
      description: () =>
        'The certificate of {{ $labels.instance }} ends in {{ $value | humanizeDuration }}; ' +
        `${STACK.certificateSeconds / DAY} days before it should have been renewed.`,
    },
  },
});
