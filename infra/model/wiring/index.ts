import type { StackConfig } from '../../config/schema';
import { type WiringContext, wiringContext, type WiringRule } from './context';
import type { Finding } from './finding';
import { addresses } from './rules/addresses';
import { announced } from './rules/announced';
import { datasources } from './rules/datasources';
import { discoveryRights } from './rules/discovery-rights';
import { files } from './rules/files';
import { flowsAllowed } from './rules/flows';
import { identity } from './rules/identity';
import { knownKinds } from './rules/known-kinds';
import { listeners } from './rules/listeners';
import { loadBalancing } from './rules/load-balancing';
import { monitorAccess } from './rules/monitor-access';
import { monitorTarget } from './rules/monitor-target';
import { namespaces } from './rules/namespaces';
import { probes } from './rules/probes';
import { reachability } from './rules/reachability';
import { receivers } from './rules/receivers';
import { remoteWrite } from './rules/remote-write';
import { selectedByPrometheus } from './rules/selected-by-prometheus';
import { serviceTarget } from './rules/service-target';
import { targetNames } from './rules/target-names';
import { volumes } from './rules/volumes';
import { workloadSelector } from './rules/workload-selector';
import type { Manifest } from './shape';

export { type Finding } from './finding';
export { type WiringContext, wiringContext } from './context';
export { type Manifest } from './shape';

/** Every rule of the wiring proof by name. */
export const WIRING_RULES: Readonly<Record<string, WiringRule>> = {
  'known-kinds': knownKinds,
  namespaces,
  'selected-by-prometheus': selectedByPrometheus,
  'monitor-target': monitorTarget,
  'monitor-access': monitorAccess,
  'discovery-rights': discoveryRights,
  'target-names': targetNames,
  'service-target': serviceTarget,
  'workload-selector': workloadSelector,
  identity,
  volumes,
  files,
  probes,
  listeners,
  addresses,
  'load-balancing': loadBalancing,
  announced,
  receivers,
  'remote-write': remoteWrite,
  datasources,
  flows: flowsAllowed,
  reachability,
};

/** A broken edge with the rule that found it. */
export interface WiringProblem extends Finding {
  readonly rule: string;
}

/**
 * Proves the wiring of rendered objects.
 * @returns every broken edge; none for a stack whose parts find each other and nobody else
 */
export function wiringProblems(objects: readonly Manifest[], config: StackConfig): readonly WiringProblem[] {
  return problemsIn(wiringContext(objects, config));
}

/** The same in a context that is there already. */
export function problemsIn(context: WiringContext): readonly WiringProblem[] {
  return Object.entries(WIRING_RULES).flatMap(([rule, check]) =>
    check(context).map((problem) => ({ rule, ...problem })),
  );
}
