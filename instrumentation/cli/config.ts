import { describeProblem, type LoadedConfig } from '../config/load';
import { MASK } from '../config/reader';
import type { Config, OtlpTarget } from '../config/types';

/** Everything that `gatewatch config` prints: the configuration as JSON without secrets, and each problem on a line. */
export function describeConfig({ config, problems }: LoadedConfig): { config: string; problems: string } {
  return {
    config: `${JSON.stringify(shown(config), undefined, 2)}\n`,
    problems: problems.map((problem) => `${describeProblem(problem)}\n`).join(''),
  };
}

/** The configuration with the preset's name in place of its tables, and header values masked. */
function shown(config: Config): unknown {
  return {
    ...config,
    preset: config.preset.name,
    otlp: masked(config.otlp),
    logs: { ...config.logs, otlp: masked(config.logs.otlp) },
  };
}

function masked(target: OtlpTarget): OtlpTarget {
  const headers = Object.keys(target.headers).map((name) => [name, MASK]);
  return { ...target, headers: Object.fromEntries(headers) as Record<string, string> };
}
