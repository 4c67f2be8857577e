import type { Figures } from './measure';
import { spread } from './statistics';
import type { App, Variant } from './variants';

const MIB = 1024 * 1024;

/** A Markdown table of one application: each variant against the bare one of the same round. */
export function table(app: App, figures: ReadonlyMap<Variant, Figures>): string {
  const [bare] = figures.values();
  if (bare === undefined) throw new Error(`${app}: nothing was measured`);
  const rows = [...figures].map(([{ name }, figure]) => {
    const added = figure.cpuMicrosPerRequest.map(
      (value, round) => value - (bare.cpuMicrosPerRequest[round] ?? NaN),
    );
    const ratio = figure.cpuMicrosPerRequest.map(
      (value, round) => value / (bare.cpuMicrosPerRequest[round] ?? NaN),
    );
    return [
      name,
      range(figure.cpuMicrosPerRequest, 1),
      figure === bare
        ? ''
        : `${signed(spread(added).median)} (${signed(spread(added).min)} to ${signed(spread(added).max)})`,
      figure === bare ? '' : `${signed((spread(ratio).median - 1) * 100)} %`,
      range(figure.requestsPerSecond, 0),
      range(figure.p99, 0),
      (spread(figure.rss).median / MIB).toFixed(0),
      figure === bare
        ? spread(figure.startMs).median.toFixed(0)
        : signed(spread(figure.startMs).median - spread(bare.startMs).median),
      figure === bare
        ? (spread(figure.idleRss).median / MIB).toFixed(0)
        : signed((spread(figure.idleRss).median - spread(bare.idleRss).median) / MIB),
    ];
  });
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
  ];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function range(values: readonly number[], digits: number): string {
  const { median, min, max } = spread(values);
  return `${median.toFixed(digits)} (${min.toFixed(digits)} to ${max.toFixed(digits)})`;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`;
}
