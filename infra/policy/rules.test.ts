import { objectsOf, UNITS } from '../components';
import type { Manifest } from '../model/wiring/shape';
import { MODELS, modelOf } from '../testing/stacks';
import { replaced, sites } from '../testing/mutants/mutant';
import { POLICY_RULES, violations } from './rules';

const prod: readonly Manifest[] = UNITS.flatMap((unit) => objectsOf(unit, modelOf('prod')));

it.each(MODELS)('%s breaks no mandatory rule', (_stack, model) => {
  const objects = UNITS.flatMap((unit) => objectsOf(unit, model));
  expect(violations(objects).filter(({ level }) => level === 'mandatory')).toEqual([]);
});

it('lists every image without a digest', () => {
  const found = violations(prod).map(({ rule, message }) => `${rule}: ${message}`);
  expect(found).toContain(
    'images-are-pinned: StatefulSet observability/tempo: container tempo: image docker.io/grafana/tempo:1.5.0 ' +
      'has no digest: run npm run images where a registry is reachable',
  );
  expect(found.every((message) => message.startsWith('images-are-pinned: '))).toBe(true);
});

const TEMPO = 'StatefulSet observability/tempo';
const POD = 'spec/template/spec';
const CONTAINER = `${POD}/containers/*`;

/** A change of the rendered stack, and what is said of it. */
const CASES: readonly (readonly [
  rule: string,
  kind: string,
  path: string,
  value: unknown,
  message: string,
])[] = [
  [
    'pods-are-restricted',
    'StatefulSet',
    `${CONTAINER}/securityContext/readOnlyRootFilesystem`,
    false,
    `${TEMPO}: container tempo: readOnlyRootFilesystem is not true`,
  ],
  [
    'pods-are-restricted',
    'StatefulSet',
    `${CONTAINER}/securityContext/allowPrivilegeEscalation`,
    true,
    `${TEMPO}: container tempo: allowPrivilegeEscalation is not false`,
  ],
  [
    'pods-are-restricted',
    'StatefulSet',
    `${CONTAINER}/securityContext/capabilities`,
    { drop: ['NET_RAW'], add: ['SYS_ADMIN'] },
    `${TEMPO}: container tempo: capabilities.add holds SYS_ADMIN`,
  ],
  [
    'pods-are-restricted',
    'StatefulSet',
    `${POD}/securityContext/runAsUser`,
    0,
    `${TEMPO}: securityContext.runAsUser is 0, which is root`,
  ],
  [
    'pods-are-restricted',
    'Prometheus',
    'spec/securityContext/runAsNonRoot',
    undefined,
    'Prometheus observability/gatewatch: securityContext.runAsNonRoot is not true',
  ],
  [
    'pods-are-restricted',
    'StatefulSet',
    `${POD}/volumes`,
    [{ name: 'host', hostPath: { path: '/' } }],
    `${TEMPO}: volume host is a hostPath: use another kind of volume`,
  ],
  [
    'namespaces-enforce-restricted',
    'Namespace',
    'metadata/labels',
    {},
    'Namespace observability: label pod-security.kubernetes.io/enforce is not set: expected restricted',
  ],
  [
    'containers-have-requests-and-limits',
    'StatefulSet',
    `${CONTAINER}/resources/limits`,
    undefined,
    `${TEMPO}: container tempo: resources.limits.memory is not set`,
  ],
  [
    'containers-have-requests-and-limits',
    'Prometheus',
    'spec/resources',
    {},
    'Prometheus observability/gatewatch: resources.requests.cpu is not set',
  ],
  [
    'containers-are-probed',
    'StatefulSet',
    `${CONTAINER}/livenessProbe`,
    undefined,
    `${TEMPO}: container tempo: livenessProbe is not set`,
  ],
  [
    'tokens-only-where-needed',
    'StatefulSet',
    `${POD}/automountServiceAccountToken`,
    true,
    `${TEMPO}: automountServiceAccountToken is not false, and tempo needs no API`,
  ],
  ['rights-are-least', 'Role', 'rules/*/verbs', ['*'], 'holds "*": name what is needed'],
  [
    'rights-are-least',
    'ClusterRole',
    'rules/*/resources',
    ['secrets'],
    'holds secrets of every namespace: use a Role',
  ],
  ['rights-are-least', 'Role', 'rules/*/verbs', ['escalate'], 'holds escalate'],
  [
    'secrets-come-as-files',
    'Deployment',
    `${CONTAINER}/env`,
    [{ name: 'ADMIN_PASSWORD', value: 'x' }],
    'env ADMIN_PASSWORD holds a value: mount a Secret and name the file',
  ],
  [
    'secrets-come-as-files',
    'Deployment',
    `${CONTAINER}/env`,
    [{ name: 'X', valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } }],
    'env X reads a Secret: mount it as a file',
  ],
  [
    'namespaces-deny-by-default',
    'NetworkPolicy',
    'spec/policyTypes',
    ['Ingress'],
    'Namespace observability: there is no NetworkPolicy that refuses everything by default',
  ],
  [
    'services-stay-inside',
    'Service',
    'spec/type',
    'LoadBalancer',
    'spec.type is LoadBalancer: expected ClusterIP',
  ],
  [
    'replicas-stay-available',
    'PodDisruptionBudget',
    'spec/selector/matchLabels',
    { app: 'x' },
    'no PodDisruptionBudget selects its pods',
  ],
  [
    'replicas-stay-available',
    'Alertmanager',
    'spec/topologySpreadConstraints',
    [],
    'Alertmanager observability/gatewatch: topologySpreadConstraints is not set',
  ],
  [
    'pods-have-a-priority',
    'Alertmanager',
    'spec/priorityClassName',
    undefined,
    'Alertmanager observability/gatewatch: priorityClassName is not set',
  ],
  [
    'images-are-exact',
    'StatefulSet',
    `${CONTAINER}/image`,
    'docker.io/grafana/tempo:latest',
    `${TEMPO}: container tempo: image is "docker.io/grafana/tempo:latest": expected an exact version such as :v3.7.3`,
  ],
  [
    'images-are-exact',
    'Prometheus',
    'spec/image',
    'prometheus',
    'Prometheus observability/gatewatch: image is "prometheus"',
  ],
];

it.each(CASES)('%s: %s %s → %j', (rule, kind, path, value, message) => {
  const changed = sites(prod, [kind], path).reduce((objects, site) => replaced(objects, site, value), prod);
  const found = violations(changed).filter((one) => one.rule === rule);
  expect(found.map((one) => one.message).join('\n')).toContain(message);
});

it('every mandatory rule has a case', () => {
  const tried = new Set(CASES.map(([rule]) => rule));
  const untried = POLICY_RULES.filter(({ level, name }) => level === 'mandatory' && !tried.has(name));
  expect(untried.map(({ name }) => name)).toEqual([]);
});
