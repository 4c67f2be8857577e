import { type DatasourceKind } from './board';
import { DATASOURCE_VARIABLES } from './datasources';
import { type Link } from './panel';
import { logSelector } from './logql';
import { serverSpans } from './traceql';

/** Which service a link is about: the one of the clicked series, or the one that the board shows. */
export type LinkScope = { readonly field: string } | 'variable';

function serviceOf(scope: LinkScope): string {
  return scope === 'variable' ? '${service:pipe}' : `\${__field.labels.${scope.field}}`;
}

/**
 * Link to the server spans of the service.
 * @param conditions further TraceQL conditions, e.g. `status=error`
 */
export function tracesLink(title: string, scope: LinkScope, conditions: readonly string[] = []): Link {
  const query = serverSpans(serviceOf(scope), conditions);
  return { title, url: exploreUrl('tempo', { queryType: 'traceql', query }) };
}

/**
 * Link to the log lines of the service.
 * @param pipeline LogQL stages after the selector, e.g. `| detected_level="error"`
 */
export function logsLink(title: string, scope: LinkScope, pipeline = ''): Link {
  const expr = `${logSelector(serviceOf(scope))} ${pipeline}`.trimEnd();
  return { title, url: exploreUrl('loki', { queryType: 'range', expr }) };
}

/** URL of Grafana's Explore with one query, for the range that the board shows. */
export function exploreUrl(kind: DatasourceKind, query: Readonly<Record<string, string>>): string {
  const uid = `\${${DATASOURCE_VARIABLES[kind]}}`;
  const panes = {
    a: {
      datasource: uid,
      queries: [{ refId: 'A', datasource: { type: kind, uid }, ...query }],
      range: { from: '${__from}', to: '${__to}' },
    },
  };
  return `/explore?schemaVersion=1&orgId=1&panes=${encodeAround(JSON.stringify(panes))}`;
}

const VARIABLE = /(\$\{[^}]+\})/;

/** Percent-encodes everything but the variables, which Grafana fills in before the URL is opened. */
function encodeAround(text: string): string {
  return text
    .split(VARIABLE)
    .map((part) => (VARIABLE.test(part) ? part : encodeURIComponent(part)))
    .join('');
}
