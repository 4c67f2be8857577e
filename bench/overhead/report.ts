import type { Bursts, Figures } from './measure';
import { differences, increases, spread } from './statistics';
import type { App, Variant } from './variants';

const MIB = 1024 * 1024;

/** A Markdown table of one application: each variant against the bare server beside it. */
export function overheadTable(app: App, figures: ReadonlyMap<Variant, Figures>): string {
  const all = [...figures.values()];
  const [first] = all;
  if (first === undefined) throw new Error(`${app}: nothing was measured`);
  const bare = [
    'bare',
    ...bursts({
      cpuMicrosPerRequest: all.flatMap(({ base }) => base.cpuMicrosPerRequest),
      requestsPerSecond: all.flatMap(({ base }) => base.requestsPerSecond),
      p99: all.flatMap(({ base }) => base.p99),
      rss: all.flatMap(({ base }) => base.rss),
    }),
    spread(first.baseStarts.startMs).median.toFixed(0),
    (spread(first.baseStarts.idleRss).median / MIB).toFixed(0),
    '',
  ];
  const rows = [...figures].map(([{ name }, figure]) => [
    name,
    ...bursts(figure, figure.base),
    signed(spread(differences(figure.startMs, figure.baseStarts.startMs)).median),
    signed(spread(differences(figure.idleRss, figure.baseStarts.idleRss)).median / MIB),
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
  return markdown([head, bare, ...rows]);
}

function bursts(figures: Bursts, base?: Bursts): string[] {
  return [
    range(figures.cpuMicrosPerRequest, 1),
    ...(base === undefined ? ['', ''] : added(figures.cpuMicrosPerRequest, base.cpuMicrosPerRequest)),
    range(figures.requestsPerSecond, 0),
    range(figures.p99, 1),
    (spread(figures.rss).median / MIB).toFixed(0),
  ];
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
