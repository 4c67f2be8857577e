import type { PartSpec } from '../supervisor';
import type { StackPlan } from '../stack/plan';
import { fromBinary } from './binary';
import { fromDocker } from './docker';
import type { GrafanaSource } from './find';

/** Files by path below the run directory, and the process that serves them. */
export interface GrafanaPart {
  readonly files: Readonly<Record<string, string>>;
  readonly part: PartSpec;
}

/** Grafana with this project's data sources and boards, open to everybody on this machine. */
export function grafanaPart(
  plan: StackPlan,
  source: GrafanaSource,
  platform = process.platform,
): GrafanaPart {
  return source.kind === 'binary' ? fromBinary(plan, source.path) : fromDocker(plan, source.path, platform);
}
