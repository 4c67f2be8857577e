import type { Format } from './format';
import { openMetrics } from './openmetrics';
import { text } from './text';

/** More media ranges than any scraper sends; what comes after is not looked at. */
const MAX_RANGES = 32;

interface Range {
  readonly type: string;
  readonly version: string | undefined;
  readonly quality: number;
}

/**
 * The format that an `Accept` header asks for: the one of higher quality, the text format where they are alike or
 * the header is missing or asks for neither, since a scraper that cannot say what it wants can read that one.
 */
export function negotiateFormat(accept: string | undefined): Format {
  const ranges = (accept ?? '').split(',', MAX_RANGES).map(parseRange);
  return qualityOf(ranges, OPENMETRICS) > qualityOf(ranges, TEXT) ? openMetrics : text;
}

const OPENMETRICS = { types: ['application/openmetrics-text', 'application/*', '*/*'], version: '1.0.0' };
const TEXT = { types: ['text/plain', 'text/*', '*/*'], version: '0.0.4' };

/** Quality of the most specific range that matches; 0 if none does. */
function qualityOf(ranges: readonly Range[], wanted: typeof TEXT): number {
  for (const type of wanted.types) {
    const matching = ranges.filter(
      (range) => range.type === type && (range.version === undefined || range.version === wanted.version),
    );
    if (matching.length > 0) return Math.max(...matching.map(({ quality }) => quality));
  }
  return 0;
}

function parseRange(range: string): Range {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const parameter = (name: string) =>
    parameters.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);
  return { type, version: parameter('version')?.replaceAll('"', ''), quality: quality(parameter('q')) };
}

/** What is no quality counts as none given. */
function quality(given: string | undefined): number {
  if (given === undefined) return 1;
  return /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(given) ? Number(given) : 1;
}

/** True if an `Accept-Encoding` header takes gzip. */
export function acceptsGzip(acceptEncoding: string | undefined): boolean {
  const ranges = (acceptEncoding ?? '').split(',', MAX_RANGES).map(parseRange);
  const match = ranges.find(({ type }) => type === 'gzip') ?? ranges.find(({ type }) => type === '*');
  return match !== undefined && match.quality > 0;
}
