import { join } from 'node:path';
import type { ExampleProcess } from '../../examples/frame';
import { adminPort, TRAFFIC_PORT } from '../examples/ports';
import { LOOPBACK } from '../ports';
import { allReady, httpReady, type PartSpec, type Probe, tcpReady } from '../supervisor';
import { needsToken } from './gateway-targets';
import { ROOT } from './layout';
import { operationsVariables } from './operations';
import type { StackPlan } from './plan';

const EXAMPLES = join(ROOT, 'examples');
const GENERATOR = join(EXAMPLES, 'frame', 'traffic', 'main.js');

/** What a user would put behind `--require`: the folder of the preload package. */
export const PRELOAD = join(ROOT, 'instrumentation');

/** Response header that carries the trace id, so that a request can be looked up in Tempo and Loki. */
const TRACE_HEADER = 'x-trace-id';

/** Path on the admin port that answers 200 once the preload is up. */
const LIVE_PATH = '/health/live';

/** Name of the part that makes requests. */
export const TRAFFIC = 'traffic';

/** Requests a second. */
export const DEFAULT_RATE = 20;

/**
 * The example: its processes, and the traffic that keeps the gateway busy.
 * @param rate requests a second to begin with
 * @param environment further variables of the processes under the preload; they win over the stack's own
 */
export function exampleParts(
  plan: StackPlan,
  rate: number,
  environment: Readonly<Record<string, string>> = {},
): readonly PartSpec[] {
  const { at, example, layout } = plan;
  return [
    ...example.processes.map((process) => processPart(plan, process, environment)),
    {
      name: TRAFFIC,
      command: process.execPath,
      args: [
        ...[GENERATOR, '--plan', join(EXAMPLES, example.folder, example.traffic)],
        ...['--target', at.url('gateway'), '--rate', String(rate)],
        ...['--control-port', String(at.port(TRAFFIC_PORT)), '--ledger', join(layout.root, 'ledger.json')],
      ],
      env: cleanEnv(),
      needs: ['gateway'],
      ready: httpReady(`${at.url(TRAFFIC_PORT)}/ledger`),
    },
  ];
}

function processPart(
  plan: StackPlan,
  one: ExampleProcess,
  environment: Readonly<Record<string, string>>,
): PartSpec {
  const { at, example } = plan;
  const own = { PORT: String(at.port(one.name)), ...one.env?.(at) };
  const needs = [...(one.needs ?? []), ...(example.services ?? [])];
  return {
    name: one.name,
    ...commandOf(plan, one),
    env:
      one.preload === undefined
        ? { ...cleanEnv(), ...own }
        : { ...cleanEnv(), ...preloadEnv(plan, one), ...own, ...environment },
    needs: one.preload === undefined ? needs : ['collector', ...needs],
    ready: readiness(plan, one),
  };
}

function commandOf(
  { at, example }: StackPlan,
  { run, preload }: ExampleProcess,
): Pick<PartSpec, 'command' | 'args'> {
  if ('program' in run) return { command: run.program, args: run.arguments(at) };
  const required = preload === undefined ? [] : ['--require', PRELOAD];
  const script = join(EXAMPLES, example.folder, run.script);
  return { command: process.execPath, args: [...required, ...(run.nodeArguments ?? []), script] };
}

/** Both: the server takes connections, or answers, and its admin port answers. */
function readiness({ at }: StackPlan, { name, readyPath, preload }: ExampleProcess): Probe {
  const serves =
    readyPath === undefined ? tcpReady(LOOPBACK, at.port(name)) : httpReady(at.url(name) + readyPath);
  return preload === undefined ? serves : allReady(serves, httpReady(at.url(adminPort(name)) + LIVE_PATH));
}

function preloadEnv(plan: StackPlan, { name, preload }: ExampleProcess): Readonly<Record<string, string>> {
  const { url, config, preset, at, layout } = plan;
  const otlp = preset.otlp?.protocol ?? 'grpc';
  return {
    GATEWATCH_ENABLED: 'true',
    GATEWATCH_PRESET: preset.name,
    GATEWATCH_ADMIN_PORT: String(at.port(adminPort(name))),
    ...(needsToken(plan) ? { GATEWATCH_ADMIN_TOKEN_FILE: layout.adminToken } : {}),
    ...operationsVariables(plan),
    GATEWATCH_TRACE_RESPONSE_HEADER: TRACE_HEADER,
    GATEWATCH_LOGS_EXPORT: 'true',
    // Without a name of its own the process has that of the preset.
    ...(preload?.service === undefined ? {} : { OTEL_SERVICE_NAME: preload.service }),
    OTEL_RESOURCE_ATTRIBUTES: `deployment.environment.name=${preload?.environment ?? config.environment}`,
    OTEL_EXPORTER_OTLP_PROTOCOL: otlp,
    OTEL_EXPORTER_OTLP_ENDPOINT: url[otlp === 'grpc' ? 'otlp-grpc' : 'otlp-http'],
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: String(config.sampling.head),
  };
}

/** The environment without what would make the example behave otherwise on the machine of whoever exports to elsewhere. */
function cleanEnv(): NodeJS.ProcessEnv {
  const foreign = /^(OTEL_.*|OTLP_ENDPOINT|TRACE_SAMPLE_RATE|NODE_OPTIONS|PORT)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}
