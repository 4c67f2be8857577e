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

/** Levels by the names that winston (npm, cli and syslog levels), Google Cloud and syslog give them. */
const LEVELS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    silly: 10,
    trace: 10,
    debug: 20,
    verbose: 20,
    http: 20,
    info: 30,
    notice: 30,
    default: 30,
    warn: 40,
    warning: 40,
    error: 50,
    err: 50,
    fatal: 60,
    crit: 60,
    critical: 60,
    alert: 60,
    emerg: 60,
    emergency: 60,
  }),
);

/** Numeric level of what a line states: a name in any case, or a number. @param fallback level of anything else */
export function levelOfName(stated: unknown, fallback = 30): number {
  if (typeof stated === 'number') return stated;
  return typeof stated === 'string' ? (LEVELS.get(stated.toLowerCase()) ?? fallback) : fallback;
}
