import { flowsOf } from '../model/flows';
import { modelOf } from '../testing/stacks';
import { denyAll, networkPolicy } from './network-policy';

const { config } = modelOf('prod');
const flows = flowsOf(config);

it('refuses everything in both directions unless a flow is declared', () => {
  expect(denyAll('watch').spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  for (const component of ['tempo', 'loki', 'grafana'] as const) {
    expect(networkPolicy(config, flows, component).spec.policyTypes).toEqual(['Ingress', 'Egress']);
    expect(networkPolicy(config, [], component).spec).not.toHaveProperty('ingress');
    expect(networkPolicy(config, [], component).spec).not.toHaveProperty('egress');
  }
});

it('names the other side of each flow: pods of the namespace, pods elsewhere, addresses', () => {
  const { ingress, egress } = networkPolicy(config, flows, 'alertmanager').spec;
  const pods = (name: string) => ({
    podSelector: {
      matchLabels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'gatewatch' },
    },
  });
  expect(ingress).toContainEqual({ from: [pods('grafana')], ports: [{ port: 9093, protocol: 'TCP' }] });
  expect(egress).toContainEqual({
    to: [{ ipBlock: { cidr: '0.0.0.0/0' } }],
    ports: [{ port: 443, protocol: 'TCP' }],
  });
  expect(egress).toContainEqual({
    to: [
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
        podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
      },
    ],
    ports: [
      { port: 53, protocol: 'TCP' },
      { port: 53, protocol: 'UDP' },
    ],
  });
});

it('knows gateways by the labels of their pods where those differ from the labels of the Service', () => {
  const [gateway] = config.gateways;
  const other = { ...config, gateways: [{ ...gateway!, pods: { run: 'gateway' } }] };
  const { ingress } = networkPolicy(other, flows, 'collector').spec;
  expect(ingress?.[0]?.from).toEqual([
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateways' } },
      podSelector: { matchLabels: { run: 'gateway' } },
    },
  ]);
});

it.each(['dev', 'prod'] as const)(
  'lets nobody but the collector, Prometheus and Grafana reach Tempo in %s',
  (stack) => {
    const { config } = modelOf(stack);
    const { ingress = [] } = networkPolicy(config, flowsOf(config), 'tempo').spec;
    const callers = ingress.flatMap(({ from, ports }) =>
      (from ?? []).map((one) => {
        const { podSelector, ...others } = one as { podSelector: { matchLabels: Record<string, string> } };
        expect(others).toEqual({});
        return [podSelector.matchLabels['app.kubernetes.io/name'], ports?.map(({ port }) => port).join()];
      }),
    );
    expect(callers.sort()).toEqual([
      ['grafana', '3200'],
      ['otel-collector', '4317'],
      ['prometheus', '3200'],
    ]);
  },
);
