import { join } from 'node:path';
import { readdirSync } from 'node:fs';
import { eventually } from '../../local/proofs/eventually';
import type { Gatewatch } from './gatewatch';
import type { Kubectl } from './kubectl';

/** What became of `prod` on the cluster. */
export interface ProdOutcome {
  readonly objects: number;
  /** Pods that the API server admitted into the restricted namespace. */
  readonly pods: readonly string[];
  /** Pods that it refused, in its own words. */
  readonly refused: readonly string[];
  /** Pods that no node has room for, with the reason. */
  readonly unschedulable: readonly string[];
}

interface Event {
  readonly reason: string;
  readonly message: string;
  readonly involvedObject: { readonly name: string };
}

const NAMESPACE = 'observability';
/** Namespace of the gateways of prod, which is there before the stack. */
const GATEWAYS = 'gateways';

/**
 * Applies the rendered manifests of prod for real, with strict validation of fields, and looks which of its pods the API
 * server admits; all of it is removed again. The definitions have to be there.
 */
export async function tryProd(kubectl: Kubectl, gateway: Gatewatch, scratch: string): Promise<ProdOutcome> {
  const rendered = join(scratch, 'prod');
  await gateway.render('prod', rendered);
  await kubectl.run(['create', 'namespace', GATEWAYS]);
  try {
    const apply = ['apply', '--server-side', '--validate=strict', '--filename', rendered];
    const applied = await kubectl.run(apply);
    const expected = await wanted(kubectl);
    const pods = await eventually(
      async () => {
        const found = await kubectl.list('pods', NAMESPACE);
        const failed = await refusals(kubectl);
        return found.length + failed.length >= expected ? found : undefined;
      },
      { what: `${expected} pods of prod to be made or refused`, timeoutMs: 180_000 },
    );
    return {
      objects: applied.trim().split('\n').length,
      pods: pods.map(({ metadata }) => metadata.name),
      refused: await refusals(kubectl),
      unschedulable: (await events(kubectl, 'FailedScheduling')).map(
        ({ involvedObject, message }) => `${involvedObject.name}: ${message}`,
      ),
    };
  } finally {
    await kubectl.run(['delete', '--ignore-not-found', '--wait', '--filename', rendered]);
    await kubectl.run(['delete', 'namespace', GATEWAYS, '--wait']);
    if (readdirSync(rendered).length === 0) throw new Error('prod renders to nothing');
  }
}

/** Pods that the workloads ask for: those of the operator's objects follow once the operator runs. */
async function wanted(kubectl: Kubectl): Promise<number> {
  const text = await kubectl.run([
    ...['get', 'deployments,statefulsets,prometheuses,alertmanagers', '-n', NAMESPACE],
    ...[
      '-o',
      'jsonpath={range .items[*]}{.kind}={.metadata.ownerReferences[0].kind}={.spec.replicas}{"\\n"}{end}',
    ],
  ]);
  return text
    .trim()
    .split('\n')
    .map((line) => line.split('='))
    .filter(([, owner]) => owner === '')
    .reduce((sum, [, , replicas]) => sum + Number(replicas ?? 0), 0);
}

async function refusals(kubectl: Kubectl): Promise<string[]> {
  const failed = await events(kubectl, 'FailedCreate');
  return failed.map(({ involvedObject, message }) => `${involvedObject.name}: ${message}`);
}

async function events(kubectl: Kubectl, reason: string): Promise<readonly Event[]> {
  const text = await kubectl.run([
    ...['get', 'events', '-n', NAMESPACE, `--field-selector=reason=${reason}`, '--output=json'],
  ]);
  return (JSON.parse(text) as { items: Event[] }).items;
}
