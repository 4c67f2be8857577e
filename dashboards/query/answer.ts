/** A sample: Unix time in milliseconds and value, which may be NaN or infinite. */
export type Point = readonly [at: number, value: number];

export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  /** In time order; one point where the query asked for an instant. */
  readonly points: readonly Point[];
}

/** A measured value that leads to a trace. */
export interface Exemplar {
  /** Unix time in milliseconds. */
  readonly at: number;
  readonly value: number;
  readonly labels: Readonly<Record<string, string>>;
}

export interface LogLine {
  /** Unix time in milliseconds. */
  readonly at: number;
  /** Labels of the stream and structured metadata. */
  readonly labels: Readonly<Record<string, string>>;
  readonly line: string;
}

export interface FoundTrace {
  readonly traceId: string;
  readonly service: string;
  readonly name: string;
  /** Unix time in milliseconds. */
  readonly at: number;
  readonly milliseconds: number;
}

/** What a datasource answered to one target. */
export type Answer =
  | { readonly kind: 'series'; readonly series: readonly Series[]; readonly exemplars: readonly Exemplar[] }
  | { readonly kind: 'lines'; readonly lines: readonly LogLine[] }
  | { readonly kind: 'traces'; readonly traces: readonly FoundTrace[] };

/** Samples that are numbers, log lines or traces: what a panel can show of the answer. */
export function shownCount(answer: Answer): number {
  switch (answer.kind) {
    case 'series':
      return answer.series.flatMap(({ points }) => points).filter(([, value]) => Number.isFinite(value))
        .length;
    case 'lines':
      return answer.lines.length;
    case 'traces':
      return answer.traces.length;
  }
}
