import { TRACE_ID_LABEL } from '../../../instrumentation/contract';
import { type DrawInput } from '../draw';
import { type Drawing } from '../drawing';

/** Log lines, newest first, with their level and the trace that they belong to. */
export function drawLines({ answers }: DrawInput): Drawing | undefined {
  const lines = [...answers.values()].flatMap((answer) =>
    answer instanceof Error || answer.kind !== 'lines' ? [] : answer.lines,
  );
  if (lines.length === 0) return undefined;
  return {
    kind: 'lines',
    lines: lines.map(({ at, labels, line }) => {
      const traceId = labels[TRACE_ID_LABEL];
      return {
        at: new Date(at).toISOString(),
        level: labels['detected_level'] ?? labels['level'] ?? '',
        line,
        ...(traceId === undefined ? {} : { traceId }),
      };
    }),
  };
}
