import { markdown, range } from '../overhead/report';
import type { AtCap } from './at-cap';
import type { Figures, Variant } from './measure';

const MIB = 1024 * 1024;

/** A Markdown table of the variants. */
export function table(figures: ReadonlyMap<Variant, Figures>): string {
  const head = [
    'variant',
    'samples',
    'event-loop delay p99 ms',
    'event-loop delay max ms',
    'scrape ms',
    'CPU ms/scrape',
    'page MiB',
    'registry heap MiB',
  ];
  const rows = [...figures].map(([{ name }, figure]) => [
    name,
    String(figure.samples),
    range(figure.delayP99, 1),
    range(figure.delayMax, 1),
    range(figure.scrapeMs, 1),
    range(figure.cpuMs, 1),
    (figure.bytes / MIB).toFixed(2),
    (figure.heapBytes / MIB).toFixed(1),
  ]);
  return markdown([head, ...rows]);
}

/** A Markdown table of full registries. */
export function atCapTable(figures: readonly AtCap[]): string {
  const rows = figures.map(({ preset, samples, heapBytes }) => [
    preset,
    String(samples),
    (heapBytes / MIB).toFixed(1),
  ]);
  return markdown([['preset', 'samples at the cap', 'registry heap MiB'], ...rows]);
}
