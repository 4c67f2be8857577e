import { nameOf } from '../cluster';
import type { WiringContext, WiringRule } from '../context';
import { finding, type Finding } from '../finding';
import { selects } from '../selector';
import type { LabelSelector, Manifest, OperatedShape } from '../shape';

/** Every ServiceMonitor and every PrometheusRule is taken by a Prometheus object: else it is silently ignored. */
export const selectedByPrometheus: WiringRule = (context) => [
  ...context.cluster
    .of('ServiceMonitor')
    .flatMap((monitor) =>
      ignored(context, monitor, 'serviceMonitorSelector', 'serviceMonitorNamespaceSelector'),
    ),
  ...context.cluster
    .of('PrometheusRule')
    .flatMap((rule) => ignored(context, rule, 'ruleSelector', 'ruleNamespaceSelector')),
];

function ignored(
  { cluster }: WiringContext,
  object: Manifest,
  selector: 'serviceMonitorSelector' | 'ruleSelector',
  namespaceSelector: 'serviceMonitorNamespaceSelector' | 'ruleNamespaceSelector',
): Finding[] {
  const { labels = {}, namespace = '' } = object.metadata;
  const inReach = cluster.of('Prometheus').filter((prometheus) => {
    const wanted: LabelSelector | undefined = prometheus.spec?.[namespaceSelector];
    return wanted === undefined
      ? prometheus.metadata.namespace === namespace
      : selects(wanted, cluster.namespaces[namespace] ?? {});
  });
  if (inReach.length === 0) {
    const where = cluster.of('Prometheus').map(({ metadata }) => metadata.namespace ?? '');
    return [
      finding(nameOf(object), 'metadata.namespace', namespace, `a namespace that Prometheus looks in`, where),
    ];
  }
  if (inReach.some(({ spec }) => selects(spec?.[selector], labels))) return [];
  const wanted = inReach.map((prometheus) => describe(prometheus, selector)).join(' or ');
  return [finding(nameOf(object), 'metadata.labels', labels, `labels that fit ${wanted}`)];
}

function describe(prometheus: OperatedShape, selector: 'serviceMonitorSelector' | 'ruleSelector'): string {
  return `spec.${selector} ${JSON.stringify(prometheus.spec?.[selector])} of ${nameOf(prometheus)}`;
}
