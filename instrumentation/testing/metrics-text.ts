export interface TextSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Samples of one scrape. */
export class Samples {
  constructor(readonly all: readonly TextSample[]) {}

  /** Samples of a name that carry these labels. */
  of(name: string, labels: Readonly<Record<string, string>> = {}): readonly TextSample[] {
    return this.all.filter(
      (sample) =>
        sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
    );
  }

  /** Sum of the samples of a name that carry these labels. */
  sum(name: string, labels: Readonly<Record<string, string>> = {}): number {
    return this.of(name, labels).reduce((sum, { value }) => sum + value, 0);
  }
}

/** Reads the Prometheus text format, as far as the preload writes it. */
export function parseMetrics(text: string): Samples {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Samples(
    lines.map((line) => {
      const [, name = '', list = '', value = ''] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
      const labels = [...list.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, text_]) => [key, text_]);
      return { name, labels: Object.fromEntries(labels) as Record<string, string>, value: Number(value) };
    }),
  );
}
