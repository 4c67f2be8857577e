import { boardUrl } from '../../instrumentation/contract';
import type { RunningStack } from '../running-stack';

/**
 * What to open and what to try, as aligned lines.
 * @param boards where the boards are shown, if that is not in Grafana
 */
export function urlLines(
  { endpoints, directory, example, at }: RunningStack,
  boards?: string,
): readonly string[] {
  const fault = example.fault === undefined ? undefined : at.url(example.fault);
  const rows: [string, string][] = [
    ['gateway', endpoints.gateway + example.probe.path],
    ['its metrics', `${endpoints.gatewayAdmin}/metrics`],
    ['its health', `${endpoints.gatewayAdmin}/health`],
    ['prometheus', endpoints.prometheus],
    ['alertmanager', endpoints.alertmanager],
    ...(endpoints.grafana === undefined
      ? []
      : ([['grafana', boardUrl(endpoints.grafana, 'gatewayOverview')]] as [string, string][])),
    ...(boards === undefined ? [] : ([['boards', boards]] as [string, string][])),
    ['tempo', `${endpoints.tempo}/api/traces/TRACE_ID`],
    ['loki', `${endpoints.loki}/loki/api/v1/labels`],
    ...(fault === undefined
      ? []
      : ([
          ['make it fail', `curl -X POST ${fault}/fault -d '{"errorRatio": 1}'`],
          ['make it well', `curl -X DELETE ${fault}/fault`],
        ] as [string, string][])),
    ['files, logs', directory],
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, value]) => `${label.padEnd(width)}  ${value}`);
}
