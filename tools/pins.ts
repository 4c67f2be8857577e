/**
 * The real binaries that the stack runs: which version, from which Go module, built how.
 *
 * The versions are the newest that the public Go module proxy serves whole and that compile from their module alone; see
 * docs/tools.md before moving one. `modules/<module>/` holds the go.mod and go.sum that pin every dependency.
 */
export interface ToolPin {
  readonly name: string;
  /** Version as the binary prints it, without a leading `v`. */
  readonly version: string;
  /** Folder below `tools/modules`. Tools of one module share its compiled packages. */
  readonly module: string;
  /** Go package of the command; `.` for a tool whose sources are generated. */
  readonly package: string;
  /** Linker flags besides `-s -w`. */
  readonly ldflags: readonly string[];
  /** Arguments that make the binary print its version. */
  readonly versionArgs: readonly string[];
  /** True for the collector: its sources are generated from `collector/manifest.yaml` before they are compiled. */
  readonly generated?: true;
  /** Module whose sources get the files in `modules/<module>/additions` before they are compiled. */
  readonly patched?: string;
}

const PROMETHEUS = '3.7.3';
const ALERTMANAGER = '0.28.1';
const TEMPO = '1.5.0';
const LOKI = '3.7.8';
const COLLECTOR = '0.155.0';
const OPERATOR = '0.93.1';
const COMPOSE = '2.16.2';

// `go build` stamps no version into a command of another module; each project reads it from a variable of its own.
const stampCommon = (version: string): string => `-X github.com/prometheus/common/version.Version=${version}`;

function prometheus<N extends string>(name: N) {
  return {
    name,
    version: PROMETHEUS,
    module: 'prometheus',
    package: `github.com/prometheus/prometheus/cmd/${name}`,
    ldflags: [stampCommon(PROMETHEUS)],
    versionArgs: ['--version'],
  } as const;
}

function alertmanager<N extends string>(name: N) {
  return {
    name,
    version: ALERTMANAGER,
    module: 'alertmanager',
    package: `github.com/prometheus/alertmanager/cmd/${name}`,
    ldflags: [stampCommon(ALERTMANAGER)],
    versionArgs: ['--version'],
  } as const;
}

function operator<N extends string>(name: N, command: string) {
  return {
    name,
    version: OPERATOR,
    module: 'prometheus-operator',
    package: `github.com/prometheus-operator/prometheus-operator/cmd/${command}`,
    ldflags: [stampCommon(OPERATOR)],
    versionArgs: ['--version'],
  } as const;
}

/** Every tool that a user can name, longest build first: with few cores the long builds must not come last. */
export const TOOLS = [
  {
    name: 'loki',
    version: LOKI,
    module: 'loki',
    package: 'github.com/grafana/loki/v3/cmd/loki',
    ldflags: [`-X github.com/grafana/loki/v3/pkg/util/build.Version=${LOKI}`],
    versionArgs: ['--version'],
  },
  prometheus('prometheus'),
  prometheus('promtool'),
  {
    name: 'otelcol',
    version: COLLECTOR,
    module: 'otelcol',
    package: '.',
    ldflags: [],
    // Lists the version and every component: another distribution of the same version may lack what we configure.
    versionArgs: ['components'],
    generated: true,
  },
  {
    name: 'tempo',
    version: TEMPO,
    module: 'tempo',
    package: 'github.com/grafana/tempo/cmd/tempo',
    // A dependency of 2022 links to a runtime function by name, which the linker refuses since Go 1.23.
    ldflags: ['-checklinkname=0', `-X main.Version=${TEMPO}`],
    versionArgs: ['--version'],
    // Compiled as it is by Go 1.21 or newer it panics at the first span: see the file that is added.
    patched: 'github.com/grafana/tempo',
  },
  operator('prometheus-operator', 'operator'),
  operator('prometheus-config-reloader', 'prometheus-config-reloader'),
  alertmanager('alertmanager'),
  alertmanager('amtool'),
  {
    // The library of `docker compose` that reads compose files, with a command in place of its own (see the file that is added).
    name: 'compose-config',
    version: COMPOSE,
    module: 'compose',
    package: 'github.com/compose-spec/compose-go/v2/cmd',
    ldflags: [`-X main.version=${COMPOSE}`],
    versionArgs: ['--version'],
    patched: 'github.com/compose-spec/compose-go/v2',
  },
] as const satisfies readonly ToolPin[];

/** The OpenTelemetry Collector Builder: only needed to generate the sources of `otelcol`. */
export const COLLECTOR_BUILDER: ToolPin = {
  name: 'ocb',
  version: COLLECTOR,
  module: 'ocb',
  package: 'go.opentelemetry.io/collector/cmd/builder',
  ldflags: [`-X go.opentelemetry.io/collector/cmd/builder/internal.version=v${COLLECTOR}`],
  versionArgs: ['version'],
};

export type ToolName = (typeof TOOLS)[number]['name'];

/** Names that `npm run tools -- NAME…`, `locateTool` and `ensureTools` take. */
export const TOOL_NAMES: readonly ToolName[] = TOOLS.map((tool) => tool.name);

/** The pin of a tool. */
export function pinOf(name: ToolName): ToolPin {
  const pin = TOOLS.find((tool) => tool.name === name);
  if (pin === undefined) {
    throw new Error(`Unknown tool ${JSON.stringify(name)}: allowed are ${TOOL_NAMES.join(', ')}.`);
  }
  return pin;
}
