/** Lowest pino level of each OpenTelemetry severity, most severe first; custom levels fall into the range they lie in. */
const SEVERITIES = [
  { from: 60, number: 21, text: 'FATAL' },
  { from: 50, number: 17, text: 'ERROR' },
  { from: 40, number: 13, text: 'WARN' },
  { from: 30, number: 9, text: 'INFO' },
  { from: 20, number: 5, text: 'DEBUG' },
  { from: Number.NEGATIVE_INFINITY, number: 1, text: 'TRACE' },
] as const;

export type Severity = (typeof SEVERITIES)[number];

/** OpenTelemetry severity of a numeric pino level. */
export function severityOf(level: number): Severity {
  return SEVERITIES.find(({ from }) => level >= from) ?? SEVERITIES[5];
}
