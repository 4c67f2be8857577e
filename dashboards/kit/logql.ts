/** Stream label that Loki makes of the OTLP resource attribute `service.name`. */
export const LOKI_SERVICE_LABEL = 'service_name';

/** Pipeline stage that keeps errors. Loki derives `detected_level` from the severity number of the OTLP record. */
export const ERROR_LEVELS = '| detected_level=~"error|fatal|critical"';

/**
 * Stream selector for services.
 * Loki refuses a selector that could match every stream, which `.*` (all services) does: hence the first matcher.
 * @param services regular expression over service names, or a board variable that holds one
 */
export function logSelector(services: string): string {
  return `{${LOKI_SERVICE_LABEL}!="", ${LOKI_SERVICE_LABEL}=~"${services}"}`;
}
