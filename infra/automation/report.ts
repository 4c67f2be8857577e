import type { OutputMap } from '@pulumi/pulumi/automation';
import type { StackOutputs } from '../model/outputs';
import type { Operation } from './command';
import type { Changes, Result } from './operate';

/** The last lines of an operation: what changed, and after `up` where everything is. */
export function report(operation: Operation, { changes, outputs }: Result, seconds: number): string {
  return [
    `${operation}: ${countsText(changes)} in ${seconds.toFixed(0)} s`,
    ...(operation === 'up' ? outputLines(outputs) : []),
  ].join('\n');
}

function countsText(changes: Changes): string {
  const parts = Object.entries(changes).map(([op, count]) => `${count} ${op}`);
  return parts.length === 0 ? 'nothing to do' : parts.join(', ');
}

function outputLines(outputs: OutputMap): string[] {
  const values = Object.fromEntries(
    Object.entries(outputs).map(([name, { value }]) => [name, value as unknown]),
  ) as unknown as StackOutputs;
  return [
    `OTLP endpoint  ${values.otlpEndpoint}`,
    `Grafana        ${values.grafanaUrl}`,
    `Prometheus     ${values.prometheusUrl}`,
    `Alertmanager   ${values.alertmanagerUrl}`,
    ...Object.entries(values.preload).flatMap(([service, { command, env }]) => [
      `Gateway ${service} is started with`,
      ...Object.entries(env).map(([name, value]) => `  ${name}=${value}`),
      `  ${command}`,
    ]),
  ];
}
