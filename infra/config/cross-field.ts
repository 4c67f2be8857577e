import { routingProblems, SEVERITIES } from '../../alerts';
import { durationSeconds } from '../model/duration';
import { stackRouting } from '../model/routing';
import { gatewayScrapes, scrapesIn } from '../model/scrape';
import { findPreset } from './preset';
import { problem, type StackConfigProblem } from './problem';
import { stackSchema } from './schema';
import { cpuWithinLimit, loadFits, tracesFitMemory } from './size-checks';

/** A check that concerns more than one key. It says nothing while one of its keys is wrong by itself. */
export type CrossFieldCheck = (values: unknown) => readonly StackConfigProblem[];

const routing = stackSchema
  .pick({ receivers: true, routes: true, routeRules: true, escalations: true, muteTimes: true })
  .strip();

/** Every route leads to a receiver that exists, and no receiver waits for alerts that never come. */
function routesAndReceivers(values: unknown): StackConfigProblem[] {
  const { data } = routing.safeParse(values);
  if (data === undefined) return [];
  const receivers = Object.keys(data.receivers);
  const routed: readonly (readonly [path: readonly (string | number)[], receiver: string])[] = [
    ...Object.entries(data.routes).map(([route, receiver]) => [['routes', route], receiver] as const),
    ...data.routeRules.flatMap((rule, index) =>
      SEVERITIES.flatMap((severity) =>
        rule[severity] === undefined ? [] : [[['routeRules', index, severity], rule[severity]] as const],
      ),
    ),
    ...data.escalations.map((receiver, index) => [['escalations', index], receiver] as const),
  ];
  return [
    ...routed
      .filter(([, receiver]) => !receivers.includes(receiver))
      .map(([path]) => problem(path, values, `the name of a receiver; there are: ${receivers.join(', ')}`)),
    ...receivers
      .filter((receiver) => !routed.some(([, name]) => name === receiver))
      .map((receiver) =>
        problem(['receivers', receiver], values, 'no receiver that no route names: route to it or remove it'),
      ),
  ];
}

/** What else the routing has to be: rules that match something, times that exist, limits for what may wait. */
function usableRouting(values: unknown): StackConfigProblem[] {
  const { data } = routing.safeParse(values);
  if (data === undefined || routesAndReceivers(values).length > 0) return [];
  const config = { ...data, grafanaUrl: '' } as Parameters<typeof stackRouting>[0];
  return routingProblems(stackRouting(config)).map((found) => problem(['routes'], values, found));
}

const sampling = stackSchema.pick({ sampling: true }).strip();

/** A trace that takes longer than the decision wait is judged before its end, so it could not be recognised as slow. */
function slowWithinDecisionWait(values: unknown): StackConfigProblem[] {
  const { data } = sampling.safeParse(values);
  if (data === undefined) return [];
  const { slow, decisionWait } = data.sampling;
  if (durationSeconds(slow) < durationSeconds(decisionWait)) return [];
  // The message names the key that is written; the other may be a default.
  return isWritten(values, 'slow')
    ? [problem(['sampling', 'slow'], values, `less than sampling.decisionWait, which is ${decisionWait}`)]
    : [problem(['sampling', 'decisionWait'], values, `more than sampling.slow, which is ${slow}`)];
}

function isWritten(values: unknown, key: string): boolean {
  const { sampling: written } = values as { readonly sampling?: object };
  return written !== undefined && key in written;
}

const naming = stackSchema.pick({ preset: true }).strip();

/** The preset exists, and one in a file has no mistake. */
function usablePreset(values: unknown): StackConfigProblem[] {
  const { data } = naming.safeParse(values);
  const found = data === undefined ? undefined : findPreset(data.preset);
  if (found === undefined || 'preset' in found) return [];
  return found.problems.map((expected) => problem(['preset'], values, expected));
}

const metricsAccess = stackSchema.pick({ preset: true, environment: true, gateways: true }).strip();

/** Metrics that ask for a token cannot be scraped without it. */
function tokensOfMetrics(values: unknown): StackConfigProblem[] {
  const { data } = metricsAccess.safeParse(values);
  const found = data === undefined ? undefined : findPreset(data.preset);
  if (data === undefined || found === undefined || !('preset' in found)) return [];
  const { preset } = found;
  const closed = scrapesIn(gatewayScrapes(preset, undefined), data.environment).find(
    ({ needsToken }) => needsToken,
  );
  if (closed === undefined) return [];
  return data.gateways.flatMap(({ metricsToken }, index) =>
    metricsToken === undefined
      ? [
          problem(
            ['gateways', index, 'metricsToken'],
            values,
            `the Secret with the admin token, such as { secret: gateway-token }: ${closed.path} of the preset ` +
              `${preset.name} asks for it`,
          ),
        ]
      : [],
  );
}

const places = stackSchema.pick({ namespace: true, gateways: true }).strip();

/** Nothing gets into or out of the namespace of the stack but what the stack itself needs. */
function gatewaysElsewhere(values: unknown): StackConfigProblem[] {
  const { data } = places.safeParse(values);
  return (data?.gateways ?? []).flatMap(({ namespace }, index) =>
    namespace === data?.namespace
      ? [
          problem(
            ['gateways', index, 'namespace'],
            values,
            'a namespace other than that of the stack, which lets nobody in whom the stack does not need',
          ),
        ]
      : [],
  );
}

/** Targets and data sources are told apart by the name of the gateway. */
function differentGateways(values: unknown): StackConfigProblem[] {
  const { data } = places.safeParse(values);
  const names = (data?.gateways ?? []).map(({ service }) => service);
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [problem(['gateways', index, 'service'], values, 'a name that no other gateway has')],
  );
}

/** A Service that two gateways select is scraped twice. */
function differentTargets(values: unknown): StackConfigProblem[] {
  const { data } = places.safeParse(values);
  const targets = (data?.gateways ?? []).map(({ namespace, selector }) =>
    JSON.stringify([namespace, Object.entries(selector).sort()]),
  );
  return targets.flatMap((target, index) => {
    const first = targets.indexOf(target);
    return first === index
      ? []
      : [
          problem(
            ['gateways', index, 'selector'],
            values,
            `labels that gateways[${first}] does not select, too`,
          ),
        ];
  });
}

const started = stackSchema.pick({ example: true, gateways: true }).strip();

/** The example is the first gateway: it cannot be another one, too. */
function oneWorkload(values: unknown): StackConfigProblem[] {
  const { data } = started.safeParse(values);
  return data?.example.run === true && data.gateways[0]?.workload !== undefined
    ? [
        problem(
          ['gateways', 0, 'workload'],
          values,
          'none while example.run is true: the example runs as the first gateway',
        ),
      ]
    : [];
}

const tiers = stackSchema.pick({ replicas: true }).strip();

/** One collector decides itself; samplers beside it would wait for nothing. */
function samplersWithoutTier(values: unknown): StackConfigProblem[] {
  const { data } = tiers.safeParse(values);
  return data?.replicas.sampler !== undefined && data.replicas.collector === 1
    ? [
        problem(
          ['replicas', 'sampler'],
          values,
          'nothing while replicas.collector is 1: one collector decides itself which traces are kept',
        ),
      ]
    : [];
}

const doors = stackSchema.pick({ namespace: true, network: true }).strip();

/** An ingress controller within the namespace of the stack could reach nobody. */
function ingressElsewhere(values: unknown): StackConfigProblem[] {
  const { data } = doors.safeParse(values);
  return data?.network.ingress?.namespace === data?.namespace && data !== undefined
    ? [problem(['network', 'ingress', 'namespace'], values, 'a namespace other than that of the stack')]
    : [];
}

/** All cross-field checks. */
export const crossFieldChecks: readonly CrossFieldCheck[] = [
  routesAndReceivers,
  usableRouting,
  slowWithinDecisionWait,
  usablePreset,
  tokensOfMetrics,
  gatewaysElsewhere,
  differentGateways,
  differentTargets,
  oneWorkload,
  samplersWithoutTier,
  ingressElsewhere,
  cpuWithinLimit,
  tracesFitMemory,
  loadFits,
];
