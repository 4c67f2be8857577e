import type { Family, HistogramFamily, NumberFamily } from '../family';
import { type Format, valueText } from './format';

/** A piece of a page: some whole lines. */
export interface Piece {
  readonly text: string;
  /** Samples in it. */
  readonly samples: number;
}

/**
 * All families in a format, piece by piece. A piece shows one label set as it is when the piece is taken, so the
 * buckets of a histogram always fit its count; other label sets may have moved on by then, as between two processes.
 */
export function* page(families: readonly Family[], format: Format): Generator<Piece> {
  const names = new Set(families.map(({ name }) => name));
  let separator = '';
  for (const family of families) {
    const { name, type } = format.declare(family, names);
    const head = `# HELP ${name} ${format.help(family.help)}\n# TYPE ${name} ${type}\n`;
    yield { text: separator + head, samples: 0 };
    separator = format.separator;
    yield* family.type === 'histogram' ? histogram(family, format) : numbers(family);
  }
  yield { text: format.end, samples: 0 };
}

function* numbers({ name, samples }: NumberFamily): Generator<Piece> {
  for (const { labels, value } of samples.all) {
    const text = `${name}${labels === '' ? '' : `{${labels}}`} ${valueText(value)}\n`;
    yield { text, samples: 1 };
  }
}

function* histogram({ name, buckets, samples }: HistogramFamily, format: Format): Generator<Piece> {
  const starts = [...buckets.map(format.bound), '+Inf'].map((bound) => `${name}_bucket{le="${bound}"`);
  for (const { labels, counts, sum, exemplars } of samples.all) {
    const close = labels === '' ? '} ' : `,${labels}} `;
    let text = '';
    let count = 0;
    for (let index = 0; index < starts.length; index++) {
      count += counts[index] as number;
      const exemplar = exemplars?.[index];
      text += `${starts[index]}${close}${count}${exemplar === undefined ? '' : format.exemplar(exemplar)}\n`;
    }
    const braces = labels === '' ? '' : `{${labels}}`;
    text += `${name}_sum${braces} ${valueText(sum)}\n${name}_count${braces} ${count}\n`;
    yield { text, samples: starts.length + 2 };
  }
}
