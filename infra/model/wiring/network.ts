import { holds } from './address-range';
import { type Cluster, nameOf, type Pods } from './cluster';
import { distance, selects } from './selector';
import type { NetworkPolicyShape, PolicyPeerShape, PolicyRuleShape } from './shape';

export type Direction = 'ingress' | 'egress';

export interface Port {
  readonly port: number;
  readonly protocol: string;
}

/** What NetworkPolicies say about a connection in one direction. */
export interface Verdict {
  readonly allowed: boolean;
  /** The rule that allows or that comes nearest, and why; for messages. */
  because(): string;
}

/**
 * Whether connections from one to another are allowed in a direction, as the API documents it: pods that no policy
 * selects are open; selected ones take what at least one policy names. Address ranges stand for addresses outside the
 * cluster and match no pod.
 */
export function verdict(cluster: Cluster, direction: Direction, from: Pods, to: Pods, port: Port): Verdict {
  const own = direction === 'ingress' ? to : from;
  const other = direction === 'ingress' ? from : to;
  const policies = cluster
    .of('NetworkPolicy')
    .filter((policy) => policy.metadata.namespace === own.namespace && own.address === undefined);
  const isolating = policies.filter(
    (policy) => selects(policy.spec?.podSelector, own.labels) && concerns(policy, direction),
  );
  if (isolating.length === 0) {
    return { allowed: true, because: () => `no NetworkPolicy selects ${own.owner} for ${direction}` };
  }
  for (const policy of isolating) {
    const index = rulesOf(policy, direction).findIndex(
      (rule) => takesPort(rule, port, to) && takesPeer(cluster, policy, rule, other),
    );
    if (index >= 0) return { allowed: true, because: () => `${nameOf(policy)} spec.${direction}[${index}]` };
  }
  return { allowed: false, because: () => nearestMiss(cluster, policies, direction, own, other, port, to) };
}

function concerns(policy: NetworkPolicyShape, direction: Direction): boolean {
  const name = direction === 'ingress' ? 'Ingress' : 'Egress';
  return policy.spec?.policyTypes?.includes(name) ?? direction === 'ingress';
}

function rulesOf(policy: NetworkPolicyShape, direction: Direction): readonly PolicyRuleShape[] {
  return policy.spec?.[direction] ?? [];
}

function takesPort({ ports }: PolicyRuleShape, wanted: Port, to: Pods): boolean {
  if (ports === undefined || ports.length === 0) return true;
  return ports.some(({ port, protocol = 'TCP' }) => {
    const number =
      typeof port === 'string' ? to.ports.find(({ name }) => name === port)?.containerPort : port;
    return protocol === wanted.protocol && (port === undefined || number === wanted.port);
  });
}

function takesPeer(
  cluster: Cluster,
  policy: NetworkPolicyShape,
  rule: PolicyRuleShape,
  other: Pods,
): boolean {
  const peers = rule.from ?? rule.to;
  if (peers === undefined || peers.length === 0) return true;
  return peers.some((peer) => isPeer(cluster, policy, peer, other));
}

function isPeer(
  cluster: Cluster,
  { metadata }: NetworkPolicyShape,
  { ipBlock, podSelector, namespaceSelector }: PolicyPeerShape,
  other: Pods,
): boolean {
  if (ipBlock !== undefined) {
    const { cidr, except = [] } = ipBlock;
    const { address } = other;
    return address !== undefined && holds(cidr, address) && !except.some((range) => holds(range, address));
  }
  if (other.address !== undefined) return false;
  const inNamespace =
    namespaceSelector === undefined
      ? other.namespace === metadata.namespace
      : selects(namespaceSelector, cluster.namespaces[other.namespace] ?? {});
  return inNamespace && (podSelector === undefined || selects(podSelector, other.labels));
}

/** How far a rule is from allowing a connection: another port is nearer than other peers, those nearer than other pods. */
const [PORT, PEER, SELECTOR] = [0, 100, 200];

/** How many labels the peer that comes nearest differs in. */
function nearestPeer(rule: PolicyRuleShape, other: Pods): number {
  const peers = rule.from ?? rule.to ?? [];
  return Math.min(
    ...peers.map(({ podSelector }) => distance(podSelector, other.labels)),
    SELECTOR - PEER - 1,
  );
}

/** Names the rule that would allow the connection if one thing were different. */
function nearestMiss(
  cluster: Cluster,
  policies: readonly NetworkPolicyShape[],
  direction: Direction,
  own: Pods,
  other: Pods,
  port: Port,
  to: Pods,
): string {
  const misses = policies.flatMap((policy) => {
    const name = nameOf(policy);
    const selected = selects(policy.spec?.podSelector, own.labels);
    return rulesOf(policy, direction).flatMap((rule, index) => {
      const at = `${name} spec.${direction}[${index}]`;
      const [portFits, peerFits] = [takesPort(rule, port, to), takesPeer(cluster, policy, rule, other)];
      if (selected && peerFits) {
        return [{ cost: PORT, text: `${at}.ports are ${JSON.stringify(rule.ports)}` }];
      }
      if (selected && portFits) {
        const side = direction === 'ingress' ? 'from' : 'to';
        const who = `${other.owner} in ${other.namespace} has ${JSON.stringify(other.labels)}`;
        const text = `${at}.${side} is ${JSON.stringify(rule[side])}, but ${who}`;
        return [{ cost: PEER + nearestPeer(rule, other), text }];
      }
      if (!selected && portFits && peerFits) {
        const selector = JSON.stringify(policy.spec?.podSelector?.matchLabels ?? {});
        const labels = `${own.owner} has ${JSON.stringify(own.labels)}`;
        const text = `${name} spec.podSelector is ${selector}, but ${labels}`;
        return [{ cost: SELECTOR + distance(policy.spec?.podSelector, own.labels), text }];
      }
      return [];
    });
  });
  const [first] = misses.sort((a, b) => a.cost - b.cost);
  return first?.text ?? `no rule of ${policies.map(nameOf).join(', ')} comes near`;
}
