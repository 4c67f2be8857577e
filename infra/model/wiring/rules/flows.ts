import type { Flow, Party } from '../../flows';
import type { WiringRule } from '../context';
import { finding } from '../finding';
import { verdict } from '../network';

/** Every declared flow gets through the NetworkPolicies in both directions, and ends at a port that is open. */
export const flowsAllowed: WiringRule = ({ cluster, flows, ends }) =>
  flows.flatMap((flow) => {
    const [sources, targets] = [ends(flow.from), ends(flow.to)];
    const absent = sources.length === 0 ? flow.from : targets.length === 0 ? flow.to : undefined;
    if (absent !== undefined) {
      return [finding(titleOf(flow), 'ends', describe(absent), `pods of ${describe(absent)} to be there`)];
    }
    return sources.flatMap((from) =>
      targets.flatMap((to) =>
        flow.ports.flatMap((port) => {
          const text = `${port.port}/${port.protocol}`;
          const open = to.ports.some(
            ({ containerPort, protocol = 'TCP' }) =>
              containerPort === port.port && protocol === port.protocol,
          );
          const refused = (['egress', 'ingress'] as const).flatMap((direction) => {
            const { allowed, because } = verdict(cluster, direction, from, to, port);
            const expected = `to be allowed from ${from.owner} to ${to.owner} (${direction}); ${because()}`;
            return allowed ? [] : [finding(titleOf(flow), 'ports', text, expected)];
          });
          const there = to.ports.map((one) => `${one.containerPort}/${one.protocol ?? 'TCP'}`);
          return [
            ...(open || to.address !== undefined
              ? []
              : [finding(titleOf(flow), 'ports', text, `a container port of ${to.owner}`, there)]),
            ...refused,
          ];
        }),
      ),
    );
  });

function titleOf({ from, to, purpose }: Flow): string {
  return `flow ${purpose} ${describe(from)} -> ${describe(to)}`;
}

function describe(party: Party): string {
  if (party.kind === 'component') return party.component;
  return party.kind === 'gateway' ? `gateway ${party.service}` : party.name;
}
