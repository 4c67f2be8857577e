import type { Preset } from '../contract';
import { adminTls } from './admin-tls';
import { DEVELOPMENT, environmentAttributes, environmentOf, forEnvironment, stated } from './environment';
import { configFile } from './file';
import { jaegerEndpoint, jaegerVariable, thriftNotice } from './jaeger';
import { librariesVariable } from './libraries';
import { type OtlpDefaults, otlpTarget } from './otlp-target';
import { selectedPreset } from './preset';
import { type Environment, Reader } from './reader';
import { redactionConfig } from './redaction-variables';
import { versionOfScript } from './service-version';
import { startLine } from './start-line';
import { suggest } from './suggest';
import { tracingConfig } from './tracing';
import type { Config, ConfigProblem, OtlpTarget } from './types';
import { variableList, variables } from './variables';

/** Configuration that is fit for use, and everything that was wrong with the input. */
export interface LoadedConfig {
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
  /** What has to be said once although nothing is wrong. */
  readonly notices: readonly string[];
}

/** Service name that OpenTelemetry prescribes for a Node.js process without one. */
const UNKNOWN_SERVICE = 'unknown_service:node';

/**
 * The configuration that an environment describes. Never throws: a bad value falls back and is reported.
 * @param script of the gateway, whose package states its version unless the environment or the preset does
 */
export function loadConfig(env: Environment, script?: string): LoadedConfig {
  const file = configFile(env, variableList);
  const reader = new Reader(env, file);
  const enabled = [
    reader.get(variables.enabled),
    reader.get(variables.otelEnabled),
    !reader.get(variables.sdkDisabled),
  ].every(Boolean);
  const selected = selectedPreset(reader);
  const otlp = otlpDefaults(reader, selected);
  const exporters = reader.get(variables.tracesExporter);
  const pushesMetrics = reader.get(variables.metricsExporter) === 'otlp';
  const config: Config = {
    enabled,
    ...service(reader, selected, script),
    preset: selected,
    disabledHooks: reader.get(variables.disabledHooks),
    routes: reader.get(variables.routes),
    metrics: {
      enabled: reader.get(variables.metricsEnabled),
      everyMs: reader.get(variables.metricsInterval),
      seriesIdleHours: reader.get(variables.seriesIdleHours),
      otlp: pushesMetrics ? otlpTarget(reader, 'metrics', otlp) : undefined,
    },
    admin: {
      host: reader.get(variables.adminHost),
      port: reader.get(variables.adminPort),
      socket: reader.find(variables.adminSocket),
      token: reader.find(variables.adminToken),
      tokenFile: reader.find(variables.adminTokenFile),
      protectMetrics: reader.get(variables.adminProtectMetrics),
      control: reader.get(variables.adminControl),
      debug: reader.get(variables.adminDebug),
      tls: adminTls(reader),
      pathPrefix: reader.find(variables.adminPathPrefix),
      presetEndpoints: reader.get(variables.presetEndpoints),
    },
    alerts: {
      url: reader.find(variables.alertsUrl),
      token: reader.find(variables.alertsToken),
      tokenFile: reader.find(variables.alertsTokenFile),
    },
    cluster: { enabled: reader.get(variables.cluster), folder: reader.find(variables.clusterFolder) },
    otlp: tracesTarget(reader, otlp),
    traces: {
      enabled: exporters.length > 0,
      exporters,
      ...tracingConfig(reader, sampling(reader, selected), selected.propagators),
      responseHeader: reader.find(variables.traceResponseHeader),
    },
    libraries: reader.get(librariesVariable),
    userIdKey: reader.find(variables.userIdKey),
    redaction: redactionConfig(reader),
    logs: {
      correlate: reader.get(variables.logsCorrelation),
      level: reader.get(variables.logLevel),
      export: reader.get(variables.logsExport),
      exportRate: reader.get(variables.logsExportRate),
      otlp: otlpTarget(reader, 'logs', otlp),
    },
    queue: queue(reader),
    spill: { dir: reader.find(variables.spillDir), maxBytes: reader.get(variables.spillMaxBytes) },
    shutdown: { deadlineMs: reader.get(variables.shutdownDeadline) },
  };
  const problems = unique([...(file?.problems ?? []), ...reader.problems, ...misspeltNames(env)]);
  const started = reader.get(variables.startLine) ? [startLine(config)] : [];
  return { config, problems, notices: [...reader.notices, ...started] };
}

function service(
  reader: Reader,
  selected: Preset,
  script: string | undefined,
): Pick<Config, 'serviceName' | 'serviceVersion' | 'environment' | 'resource'> {
  const own = reader.get(variables.resource);
  const environment = stated(reader);
  const stating = { ...selected.resource, ...environmentAttributes(selected, environment), ...own };
  const version = stating['service.version'] ?? versionOfScript(script);
  const attributes = version === undefined ? stating : { ...stating, 'service.version': version };
  const serviceName = reader.find(variables.serviceName) ?? attributes['service.name'] ?? UNKNOWN_SERVICE;
  return {
    serviceName,
    serviceVersion: version,
    environment: environmentOf(attributes) ?? environment ?? DEVELOPMENT,
    resource: { ...attributes, 'service.name': serviceName },
  };
}

function otlpDefaults(reader: Reader, { otlp }: Preset): OtlpDefaults {
  const endpoint = forEnvironment(otlp?.endpoints, stated(reader));
  // It goes with its protocol: under another one it would be the wrong port.
  return { protocol: otlp?.protocol, endpoint: (given) => (given === otlp?.protocol ? endpoint : undefined) };
}

/** A Jaeger takes traces, and nothing else. */
function tracesTarget(reader: Reader, preset: OtlpDefaults): OtlpTarget {
  const jaeger = jaegerEndpoint(reader);
  if (jaeger === undefined) return otlpTarget(reader, 'traces', preset);
  const target = otlpTarget(reader, 'traces', { ...preset, endpoint: jaeger });
  const notice = thriftNotice(reader.textOf(jaegerVariable), target.endpoint);
  if (notice !== undefined) reader.notices.push(notice);
  return target;
}

/**
 * What the variables of OpenTelemetry say, else the preset: the share of root requests, and whether nothing at all is
 * wanted.
 */
function sampling(reader: Reader, selected: Preset): { readonly ratio: number; readonly isOff: boolean } {
  const sampler = reader.find(variables.tracesSampler);
  const ofPreset = forEnvironment(selected.sampling, stated(reader));
  const rate = reader.first([variables.traceSampleRate], ofPreset ?? variables.traceSampleRate.default);
  const argument = reader.find(variables.tracesSamplerArg);
  const takesArgument = sampler?.endsWith('traceidratio') === true;
  if (argument !== undefined && !takesArgument) {
    const message = 'has no effect: it needs OTEL_TRACES_SAMPLER=parentbased_traceidratio';
    reader.report(variables.tracesSamplerArg, String(argument), message);
  }
  const isOff = sampler?.endsWith('always_off') === true;
  if (sampler === undefined || isOff) return { ratio: isOff ? 0 : rate, isOff };
  return { ratio: takesArgument ? (argument ?? 1) : 1, isOff };
}

function queue(reader: Reader): Config['queue'] {
  const capacity = reader.get(variables.queueCapacity);
  const batchSize = reader.get(variables.queueBatchSize);
  if (batchSize > capacity) {
    const message = `must not exceed ${variables.queueCapacity.name} (${capacity}); using ${capacity} instead`;
    reader.report(variables.queueBatchSize, String(batchSize), message);
  }
  return {
    capacity,
    capacityBytes: reader.get(variables.queueCapacityBytes),
    batchSize: Math.min(batchSize, capacity),
    delayMs: reader.get(variables.queueDelay),
  };
}

/**
 * Misspelt names: under our prefix, unknown, and close to a known one. Other unknown names under the prefix belong to
 * other parts of the stack, which may well share the gateway's environment.
 */
function misspeltNames(env: Environment): ConfigProblem[] {
  const known = variableList.map(({ name }) => name);
  return Object.keys(env)
    .filter((name) => name.startsWith('GATEWATCH_') && !known.includes(name))
    .sort()
    .flatMap((variable) => {
      const meant = suggest(variable, known);
      const message = `is not a variable of this release and has no effect; did you mean ${meant}?`;
      // The value stays out: it may be a secret.
      return meant === undefined ? [] : [{ variable, value: '', message }];
    });
}

/** Variables that several settings share are read more than once; one report each is enough. */
function unique(problems: readonly ConfigProblem[]): ConfigProblem[] {
  return [
    ...new Map(problems.map((problem) => [`${problem.variable} ${problem.message}`, problem])).values(),
  ];
}

/** One line for people: `NAME="value": what is wrong; what was used`. */
export function describeProblem({ variable, value, message }: ConfigProblem): string {
  return value === '' ? `${variable} ${message}` : `${variable}="${value}" ${message}`;
}
