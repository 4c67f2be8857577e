import { Command, InvalidArgumentError, Option } from 'commander';
import { presets } from '../../../instrumentation/presets';
import { seconds } from '../../kit/duration';

/** What the command was asked to do. */
export interface Options {
  readonly preset: string;
  readonly prometheus: string;
  readonly loki?: string;
  readonly tempo?: string;
  readonly grafana?: string;
  readonly runbooks: string;
  readonly scrapeInterval: string;
  readonly from?: string;
  readonly to?: string;
  /** Folder to write to, in place of serving. */
  readonly out?: string;
  readonly png?: true;
  /** With `out`: uids of the boards that are written; all by default. */
  readonly board?: readonly string[];
  /** With `out`: titles of the rows that pictures show; all by default. */
  readonly row?: readonly string[];
  readonly port: number;
}

/** Reads the command line (without node and script). Prints help or what is wrong, and ends the process, by itself. */
export function readOptions(argv: readonly string[]): Options {
  return new Command('npm run boards:preview --')
    .description(
      'Draws the boards without Grafana, with data from a Prometheus: serves them, or writes pages and pictures.',
    )
    .requiredOption('--prometheus <url>', 'Prometheus to ask', url)
    .option('--loki <url>', 'Loki to ask; without it panels of logs say so', url)
    .option('--tempo <url>', 'Tempo to ask; without it panels of traces say so', url)
    .option('--grafana <url>', 'where links lead that only Grafana has a page for', url)
    .option('--runbooks <url>', 'where runbooks are published', url, 'https://runbooks.example.com/gatewatch')
    .addOption(new Option('--preset <name>', 'whose boards').choices(Object.keys(presets)).default('default'))
    .option('--scrape-interval <duration>', 'scrape interval of that Prometheus', duration, '15s')
    .option('--from <time>', "begin of the range, e.g. now-6h; default: the board's own")
    .option('--to <time>', "end of the range; default: the board's own")
    .option('--port <number>', 'port to serve on', port, 0)
    .option('--out <folder>', 'write pages and SVG pictures there, and exit')
    .option('--png', 'with --out: write PNG pictures, too, by the Chromium that is installed')
    .option('--board <uid...>', 'with --out: only these boards')
    .option('--row <title...>', 'with --out: only these rows in the SVG pictures')
    .parse([...argv], { from: 'user' })
    .opts<Options>();
}

function url(text: string): string {
  if (/^https?:\/\/[^/]/.test(text) && URL.canParse(text)) return text.replace(/\/+$/, '');
  throw new InvalidArgumentError('Write an http or https URL, e.g. http://127.0.0.1:9090.');
}

function duration(text: string): string {
  try {
    seconds(text);
    return text;
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

function port(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value <= 65_535) return value;
  throw new InvalidArgumentError('A port is a whole number from 0 (a free one) to 65535.');
}
