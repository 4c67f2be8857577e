import { MASK } from './reader';
import type { Config, OtlpTarget } from './types';

/** The configuration for people: the preset's name in place of its tables, secrets masked. */
export function shownConfig(config: Config): unknown {
  return {
    ...config,
    preset: config.preset.name,
    admin: { ...config.admin, token: config.admin.token === undefined ? undefined : MASK },
    traces: { ...config.traces, force: config.traces.force && { ...config.traces.force, secret: MASK } },
    redaction: { ...config.redaction, values: config.redaction.values.map(() => MASK) },
    alerts: { ...config.alerts, token: config.alerts.token === undefined ? undefined : MASK },
    userIdKey: config.userIdKey === undefined ? undefined : MASK,
    otlp: masked(config.otlp),
    logs: { ...config.logs, otlp: masked(config.logs.otlp) },
  };
}

function masked(target: OtlpTarget): OtlpTarget {
  const headers = Object.keys(target.headers).map((name) => [name, MASK]);
  return { ...target, headers: Object.fromEntries(headers) as Record<string, string> };
}
