/**
 * TraceQL for the spans of a service's server side.
 * @param services regular expression over service names, or a board variable that holds one
 * @param conditions further conditions on the span, e.g. `status=error`
 */
export function serverSpans(services: string, conditions: readonly string[] = []): string {
  return `{${[`resource.service.name=~"${services}"`, 'kind=server', ...conditions].join(' && ')}}`;
}
