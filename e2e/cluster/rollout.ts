import { parse, stringify } from 'yaml';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../../local/proofs/eventually';
import { podProblems, type Kubectl, type LiveObject } from './kubectl';

/** Waits until every pod of the namespaces is ready and none was restarted; the pods. */
export function allReady(
  kubectl: Kubectl,
  namespaces: readonly string[],
  timeoutMs: number,
): Promise<readonly LiveObject[]> {
  let problems: readonly string[] = [];
  return eventually(
    async () => {
      const pods = (await Promise.all(namespaces.map((one) => kubectl.list('pods', one)))).flat();
      problems = podProblems(pods);
      return pods.length > 0 && problems.length === 0 ? pods : undefined;
    },
    { what: `every pod in ${namespaces.join(', ')} to be ready`, timeoutMs },
  ).catch((error: Error) => {
    throw new Error(`${error.message}: ${problems.join('; ')}`);
  });
}

/** Uid of each pod by the name of its workload: another uid is another pod. */
export function identities(pods: readonly LiveObject[]): Readonly<Record<string, string>> {
  // Deployments name pods <workload>-<revision>-<random>, StatefulSets <workload>-<number>.
  const workload = (pod: string): string => pod.replace(/(-[a-z0-9]{8,10}-[a-z0-9]{5}|-\d+)$/, '');
  return Object.fromEntries(pods.map(({ metadata }) => [workload(metadata.name), metadata.uid]));
}

/** Changes a stack file; `change` gets what stands below `config`. */
export function editStack(
  project: string,
  stack: string,
  change: (config: Record<string, unknown>) => void,
): void {
  const path = join(project, `Pulumi.${stack}.yaml`);
  const file = parse(readFileSync(path, 'utf8')) as { config: Record<string, unknown> };
  change(file.config);
  writeFileSync(path, stringify(file));
}
