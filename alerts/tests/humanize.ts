/** Filters of Prometheus' templates that descriptions use, for the text that a test expects. */
const FILTERS: Readonly<Record<string, (value: number) => string>> = {
  humanizePercentage: (value) => `${fourDigits(value * 100)}%`,
  humanizeDuration,
  humanize,
};

/**
 * The value as a template shows it through a filter, with Go's `%.4g`.
 * @throws Error if the filter is none that descriptions use
 */
export function humanized(filter: string, value: number): string {
  const format = FILTERS[filter];
  if (format === undefined) throw new Error(`no description uses the filter "${filter}"`);
  return format(value);
}

function humanizeDuration(seconds: number): string {
  if (seconds < 1) return `${fourDigits(seconds * 1000)}ms`;
  if (seconds < 60) return `${fourDigits(seconds)}s`;
  const whole = Math.trunc(seconds);
  const parts = [
    [Math.floor(whole / 86_400), 'd'],
    [Math.floor(whole / 3600) % 24, 'h'],
    [Math.floor(whole / 60) % 60, 'm'],
    [whole % 60, 's'],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first)
    .map(([count, unit]) => `${count}${unit}`)
    .join(' ');
}

function humanize(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size < 1) return `${fourDigits(value * 1000)}m`;
  const prefixes = ['', 'k', 'M', 'G', 'T'];
  const thousands = Math.min(Math.floor(Math.log10(size) / 3), prefixes.length - 1);
  return `${fourDigits(value / 1000 ** thousands)}${prefixes[thousands] ?? ''}`;
}

function fourDigits(value: number): string {
  return String(Number(value.toPrecision(4)));
}
