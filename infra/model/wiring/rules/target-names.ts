import { nameOf } from '../cluster';
import type { WiringRule } from '../context';
import { finding } from '../finding';

/** Every job that rules and boards read has a monitor, and targets carry such a job and the stack's environment. */
export const targetNames: WiringRule = (context) => [...unmonitored(context), ...misnamed(context)];

const unmonitored: WiringRule = ({ cluster, jobs, config }) => {
  const monitored = cluster
    .of('ServiceMonitor')
    .flatMap(({ spec }) => spec?.endpoints ?? [])
    .flatMap(({ relabelings = [] }) => relabelings)
    .flatMap(({ targetLabel, replacement = '' }) => (targetLabel === 'job' ? [replacement] : []));
  const stack = `stack ${config.namespace}`;
  return [
    ...jobs
      .filter((job) => !monitored.includes(job))
      .map((job) => finding(stack, 'ServiceMonitors', job, 'a monitor with this job', monitored)),
    ...(cluster.of('PrometheusRule').length > 0
      ? []
      : [finding(stack, 'PrometheusRules', undefined, 'the rules of the stack')]),
  ];
};

const misnamed: WiringRule = ({ cluster, jobs, config }) =>
  cluster.of('ServiceMonitor').flatMap((monitor) =>
    (monitor.spec?.endpoints ?? []).flatMap(({ relabelings = [] }, index) => {
      const valueOf = (label: string): string | undefined =>
        relabelings.findLast(({ targetLabel }) => targetLabel === label)?.replacement;
      const at = `spec.endpoints[${index}].relabelings`;
      const [job, environment] = [valueOf('job'), valueOf('environment')];
      return [
        ...(jobs.includes(job ?? '')
          ? []
          : [finding(nameOf(monitor), `${at} job`, job, 'a job that rules and boards read', jobs)]),
        ...(environment === config.environment
          ? []
          : [
              finding(nameOf(monitor), `${at} environment`, environment, 'the environment of the stack', [
                config.environment,
              ]),
            ]),
      ];
    }),
  );
