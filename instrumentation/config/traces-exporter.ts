import type { Parser } from './parse';
import { required } from './variable';

const EXPORTERS = ['otlp', 'console'] as const;
/** Where spans go: to an OTLP receiver, or as JSON lines to standard output. */
export type TracesExporter = (typeof EXPORTERS)[number];

/** `none`, or exporters with commas between them. */
const exporterList: Parser<readonly TracesExporter[]> = (text) => {
  const words = text.split(',').map((word) => word.trim());
  if (words.length === 1 && words[0] === 'none') return { ok: true, value: [] };
  const exporters = EXPORTERS.filter((name) => words.includes(name));
  return words.every((word) => EXPORTERS.some((name) => name === word))
    ? { ok: true, value: exporters }
    : { ok: false, allowed: `${EXPORTERS.join(', ')}, both with a comma between, or none` };
};

export const tracesExporterVariable = required({
  name: 'OTEL_TRACES_EXPORTER',
  type: 'list of otlp, console, or none',
  parse: exporterList,
  default: ['otlp'],
  help: 'console writes each span as a line of JSON to standard output. none switches traces off; a traceparent header from a caller is then passed on by nobody.',
});
