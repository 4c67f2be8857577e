import type { Figures } from './measure';
import { differences, increases, spread } from './statistics';
import type { App, Variant } from './variants';

const MIB = 1024 * 1024;

/** A Markdown table of one application: each variant against the bare one of the same round. */
export function overheadTable(app: App, figures: ReadonlyMap<Variant, Figures>): string {
  const [bare] = figures.values();
  if (bare === undefined) throw new Error(`${app}: nothing was measured`);
  const rows = [...figures].map(([{ name }, figure]) => [
    name,
    range(figure.cpuMicrosPerRequest, 1),
    ...(figure === bare ? ['', ''] : added(figure.cpuMicrosPerRequest, bare.cpuMicrosPerRequest)),
    range(figure.requestsPerSecond, 0),
    range(figure.p99, 1),
    (spread(figure.rss).median / MIB).toFixed(0),
    figure === bare
      ? spread(figure.startMs).median.toFixed(0)
      : signed(spread(differences(figure.startMs, bare.startMs)).median),
    figure === bare
      ? (spread(figure.idleRss).median / MIB).toFixed(0)
      : signed(spread(differences(figure.idleRss, bare.idleRss)).median / MIB),
    exports(figure),
  ]);
  const head = [
    'variant',
    'CPU µs/request',
    'added µs',
    'added',
    'requests/s',
    'p99 ms',
    'RSS under load MiB',
    'start-up ms',
    'RSS at start MiB',
    'spans exported, dropped',
  ];
  return markdown([head, ...rows]);
}

/** A Markdown table; the first row is its head. */
export function markdown([head = [], ...rows]: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Median with the quartiles in parentheses. */
export function range(values: readonly number[], digits: number): string {
  const { median, low, high } = spread(values);
  return `${median.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
}

export function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`;
}

function added(figures: readonly number[], base: readonly number[]): [micros: string, percent: string] {
  const { median, low, high } = spread(differences(figures, base));
  return [
    `${signed(median)} (${signed(low)} to ${signed(high)})`,
    `${signed(spread(increases(figures, base)).median * 100)} %`,
  ];
}

function exports({ exported }: Figures): string {
  return exported === undefined ? '' : `${exported.exported}, ${exported.dropped}`;
}
