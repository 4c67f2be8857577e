import * as units from '@grafana/grafana-foundation-sdk/units';
import { chosenLinks } from '../../kit/event-links';
import { logsLink } from '../../kit/explore';
import { LOKI_SERVICE_LABEL, logSelector } from '../../kit/logql';
import { type RowSpec } from '../../kit/panel';
import { logs, logVolume } from '../../kit/signals';

/** What the collector puts in the place of a secret. */
const MASK = '****';

const MASKED = `${logSelector('$service')} |= \`${MASK}\``;

/** Secrets that somebody logged. The collector masks them, but whoever reads the output of the process sees them. */
export function secrets(): RowSpec {
  const links = [logsLink('Masked lines', 'variable', `|= \`${MASK}\``), ...chosenLinks];
  return {
    id: 4,
    title: 'Secrets in telemetry',
    panels: [
      logVolume({
        id: 401,
        title: 'Log lines with masked values',
        width: 12,
        unit: units.Short,
        description: {
          shows:
            'Log lines in which the collector masked a token, a password or a card number, by service; 0 without any.',
          bad: 'Anything above 0: the service logs secrets, and its own output holds them unmasked.',
          next: 'Open the lines, find the statement that logs them, and change the secrets that were logged.',
        },
        queries: {
          masked: {
            datasource: 'loki',
            expr: `sum by (${LOKI_SERVICE_LABEL}) (count_over_time(${MASKED} [$__auto])) or vector(0)`,
            legend: `{{${LOKI_SERVICE_LABEL}}}`,
            quietWhenHealthy: true,
          },
        },
        dataLinks: links,
      }),
      logs({
        id: 402,
        title: 'Refused and suspicious',
        width: 12,
        missing: 'no such lines in range',
        description: {
          shows:
            'Log lines of warnings and above, newest first: refused logins, broken signatures, blocked clients.',
          bad: 'The same client again and again.',
          next: 'Open a line: its trace_id leads to the trace of the request.',
        },
        queries: {
          lines: {
            datasource: 'loki',
            expr: `${logSelector('$service')} | detected_level=~"warn|error|fatal|critical"`,
            legend: '',
            quietWhenHealthy: true,
          },
        },
        dataLinks: links,
      }),
    ],
  };
}
