import { logsLink, tracesLink } from './explore';
import { ERROR_LEVELS } from './logql';
import { type Link } from './panel';

/** Links of series that are about one service. */
export const serviceLinks: readonly Link[] = [
  tracesLink('Traces of ${__field.labels.service}', { field: 'service' }),
  logsLink('Logs of ${__field.labels.service}', { field: 'service' }),
];

/** Links of series that are about the chosen services together. */
export const chosenLinks: readonly Link[] = [tracesLink('Traces', 'variable'), logsLink('Logs', 'variable')];

/** Where errors lead: failed spans and error lines. */
export const errorLinks: readonly Link[] = [
  tracesLink('Failed traces', 'variable', ['status=error']),
  logsLink('Error logs', 'variable', ERROR_LEVELS),
];

/** Links of series that are about one route; `field` is the exposed name of the route label. */
export function routeLinks(field: string, conditions: readonly string[] = []): Link[] {
  const route = `\${__field.labels.${field}}`;
  return [
    tracesLink(`Traces of ${route}`, 'variable', [`span.http.route="${route}"`, ...conditions]),
    logsLink('Logs', 'variable'),
  ];
}
