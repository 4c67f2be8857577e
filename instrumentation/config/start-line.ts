import type { Config } from './types';

/** What is on, in one line for whoever looks at the start of a gateway. */
export function startLine({
  preset,
  traces,
  otlp,
  logs,
}: Pick<Config, 'preset' | 'traces' | 'otlp' | 'logs'>): string {
  const others = traces.exporters.filter((exporter) => exporter !== 'otlp');
  const ways = [
    ...(traces.exporters.includes('otlp') ? [`over OTLP (${otlp.protocol}) to ${otlp.endpoint}`] : []),
    ...others.map((exporter) => `to the ${exporter}`),
  ];
  return [
    `preset ${preset.name}`,
    ways.length === 0 ? 'tracing is off' : `tracing is on, traces go ${ways.join(' and ')}`,
    logs.export ? `logs go to ${logs.otlp.endpoint}` : 'logs stay here',
  ].join('; ');
}
