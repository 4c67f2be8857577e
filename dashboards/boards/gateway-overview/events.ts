import { tracesLink, logsLink } from '../../kit/explore';
import { ERROR_LEVELS, logSelector } from '../../kit/logql';
import { type LokiQuery, type RowSpec } from '../../kit/panel';
import { logs, logVolume, traces } from '../../kit/signals';
import { serverSpans } from '../../kit/traceql';

const SELECTOR = logSelector('$service');
const ERRORS = `${SELECTOR} ${ERROR_LEVELS}`;

const loki = (expr: string, legend = '', quietWhenHealthy = false): LokiQuery => ({
  datasource: 'loki',
  expr,
  legend,
  quietWhenHealthy,
});

/** Single events behind the numbers: log lines and traces. */
export function events(): RowSpec {
  return {
    id: 8,
    title: 'Logs and traces',
    panels: [
      logVolume({
        id: 801,
        title: 'Log lines by level',
        width: 12,
        description: {
          shows: 'Log lines by level.',
          bad: 'More errors than usual, or silence while requests are served.',
          next: 'Read Error logs; for silence look at Telemetry export.',
        },
        queries: {
          lines: loki(
            `sum by (detected_level) (count_over_time(${SELECTOR} [$__auto]))`,
            '{{detected_level}}',
          ),
        },
        dataLinks: [logsLink('Logs', 'variable'), tracesLink('Traces', 'variable')],
      }),
      traces({
        id: 802,
        title: 'Failed traces',
        width: 12,
        missing: 'no failed traces in range',
        description: {
          shows: 'Traces in which the gateway answered with an error, newest first.',
          bad: 'Any; how many matter is what Error ratio says.',
          next: 'Open one and look for the span that failed first; its logs are one click away.',
        },
        queries: {
          failed: {
            datasource: 'tempo',
            expr: serverSpans('${service:pipe}', ['status=error']),
            excused: 'TraceQL needs Tempo 2.0 or newer; older ones answer trace by id and tag search only',
          },
        },
        dataLinks: [logsLink('Error logs', 'variable', ERROR_LEVELS)],
      }),
      logs({
        id: 803,
        title: 'Error logs',
        width: 12,
        missing: 'no errors logged in range',
        description: {
          shows: 'Log lines with level error or above, newest first.',
          bad: 'Any that you do not know.',
          next: 'Open a line: its trace_id leads to the trace.',
        },
        queries: { errors: loki(ERRORS, '', true) },
        dataLinks: [tracesLink('Failed traces', 'variable', ['status=error'])],
      }),
      logs({
        id: 804,
        title: 'Logs',
        width: 12,
        description: {
          shows: 'All log lines, newest first.',
          bad: 'Nothing while requests are served: logs do not arrive.',
          next: 'Open a line: its trace_id leads to the trace. If nothing arrives, look at Telemetry export.',
        },
        queries: { lines: loki(SELECTOR) },
        dataLinks: [tracesLink('Traces', 'variable')],
      }),
    ],
  };
}
