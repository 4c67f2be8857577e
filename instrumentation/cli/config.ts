import { describeProblem, type LoadedConfig } from '../config/load';
import { shownConfig } from '../config/shown';

/** Everything that `gatewatch config` prints: the configuration as JSON without secrets, and each problem on a line. */
export function describeConfig({ config, problems }: LoadedConfig): { config: string; problems: string } {
  return {
    config: `${JSON.stringify(shownConfig(config), undefined, 2)}\n`,
    problems: problems.map((problem) => `${describeProblem(problem)}\n`).join(''),
  };
}
