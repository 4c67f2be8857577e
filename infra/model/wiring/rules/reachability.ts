import type { Pods } from '../cluster';
import type { WiringContext, WiringRule } from '../context';
import { finding, type Finding } from '../finding';
import { type Port, verdict } from '../network';

/** A port that nobody opens: what is let through to it is let through to every port. */
const UNUSED: Port = { port: 22_222, protocol: 'TCP' };

/** Over all pairs of pods, of the stack and outside: what no flow declares is refused. */
export const reachability: WiringRule = (context) => {
  const declared = declaredPaths(context);
  return pairs(context).flatMap(({ from, to }) =>
    portsOf(to)
      .filter((port) => !declared.has(path(from, to, port)))
      .flatMap((port) => undeclared(context, from, to, port)),
  );
};

/** How many paths are tried: pairs of pods times ports; for the report. */
export function triedPaths(context: WiringContext): number {
  return pairs(context).reduce((sum, { to }) => sum + portsOf(to).length, 0);
}

/** Pairs of which one is in the stack's namespace: what others do among themselves is not ours to say. */
function pairs({ cluster, config }: WiringContext): { readonly from: Pods; readonly to: Pods }[] {
  const isOurs = ({ namespace }: Pods): boolean => namespace === config.namespace;
  return cluster.pods.flatMap((from) =>
    cluster.pods.filter((to) => isOurs(from) || isOurs(to)).map((to) => ({ from, to })),
  );
}

function undeclared({ cluster }: WiringContext, from: Pods, to: Pods, port: Port): Finding[] {
  const out = verdict(cluster, 'egress', from, to, port);
  const into = verdict(cluster, 'ingress', from, to, port);
  if (!out.allowed || !into.allowed) return [];
  return [
    finding(
      `${from.owner} -> ${to.owner}`,
      'port',
      `${port.port}/${port.protocol}`,
      `to be refused, as no flow declares it, but it is allowed: ${out.because()}, ${into.because()}`,
    ),
  ];
}

function declaredPaths({ flows, ends }: WiringContext): ReadonlySet<string> {
  return new Set(
    flows.flatMap((flow) =>
      ends(flow.from).flatMap((from) =>
        ends(flow.to).flatMap((to) => flow.ports.map((port) => path(from, to, port))),
      ),
    ),
  );
}

function portsOf({ ports }: Pods): Port[] {
  const open = ports.map(({ containerPort, protocol = 'TCP' }) => ({ port: containerPort, protocol }));
  return [...open, UNUSED];
}

function path(from: Pods, to: Pods, { port, protocol }: Port): string {
  return `${from.owner} ${to.owner} ${port}/${protocol}`;
}
