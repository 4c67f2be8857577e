import { get, type IncomingHttpHeaders } from 'node:http';
import { startScraped, type ScrapedProcess } from './process';

/** One way to offer a page, and one way to ask for it. */
export interface Variant {
  readonly name: string;
  readonly app: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Label sets of each of the two histograms. */
  readonly labelSets: number;
}

/** Makes 28,016 samples, as a large gateway has them. */
const LARGE = 824;
/** 20 routes, answered with three status codes each: 2,040 samples. */
const ORDINARY = 60;

const TEXT = { accept: 'text/plain;version=0.0.4' };
const PROMETHEUS = { accept: 'application/openmetrics-text;version=1.0.0', 'accept-encoding': 'gzip' };

/** Ours, as Prometheus asks for it. */
export const OURS: Variant = {
  name: 'gatewatch, OpenMetrics and gzip',
  app: 'gatewatch.cjs',
  headers: PROMETHEUS,
  labelSets: LARGE,
};
export const OURS_ORDINARY: Variant = {
  ...OURS,
  name: 'gatewatch, an ordinary gateway',
  labelSets: ORDINARY,
};

export const VARIANTS: readonly Variant[] = [
  { name: 'prom-client, text', app: 'prom-client.cjs', headers: TEXT, labelSets: LARGE },
  { name: 'gatewatch, text', app: 'gatewatch.cjs', headers: TEXT, labelSets: LARGE },
  OURS,
  OURS_ORDINARY,
];

/** Figures of one variant, one entry a round; times in milliseconds. */
export interface Figures {
  readonly scrapeMs: number[];
  readonly delayP99: number[];
  readonly delayMax: number[];
  readonly cpuMs: number[];
  bytes: number;
  heapBytes: number;
  readonly samples: number;
}

export interface Plan {
  readonly rounds: number;
  /** Scrapes of a round, one after the other. */
  readonly scrapes: number;
}

/**
 * Measures all variants in the same run: each has a process of its own, and the rounds go round in turn, so that a
 * slow moment of the machine hits all alike.
 */
export async function measure(
  { rounds, scrapes }: Plan,
  report: (line: string) => void,
): Promise<ReadonlyMap<Variant, Figures>> {
  const processes = new Map<Variant, ScrapedProcess>();
  const figures = new Map<Variant, Figures>();
  try {
    for (const variant of VARIANTS) {
      const started = await startScraped(variant.app, variant.labelSets);
      processes.set(variant, started);
      const { heapBytes, samples } = started;
      figures.set(variant, {
        scrapeMs: [],
        delayP99: [],
        delayMax: [],
        cpuMs: [],
        bytes: 0,
        heapBytes,
        samples,
      });
      report(`warming up ${variant.name}`);
      for (let n = 0; n < scrapes; n += 1) await scrape(started.url, variant.headers);
    }
    for (let round = 0; round < rounds; round += 1) {
      report(`round ${round + 1} of ${rounds}`);
      const order = [...processes].map((_, index, all) => all[(index + round) % all.length]);
      for (const entry of order) {
        if (entry !== undefined) await measureRound(entry[0], entry[1], scrapes, figures);
      }
    }
  } finally {
    await Promise.all([...processes.values()].map((started) => started.stop()));
  }
  return figures;
}

async function measureRound(
  variant: Variant,
  started: ScrapedProcess,
  scrapes: number,
  figures: ReadonlyMap<Variant, Figures>,
): Promise<void> {
  const figure = figures.get(variant);
  if (figure === undefined) return;
  const took: number[] = [];
  const { p99, max, cpuMs } = await started.during(async () => {
    for (let n = 0; n < scrapes; n += 1) {
      const began = performance.now();
      figure.bytes = await scrape(started.url, variant.headers);
      took.push(performance.now() - began);
    }
  });
  figure.scrapeMs.push(took.reduce((sum, ms) => sum + ms, 0) / scrapes);
  figure.cpuMs.push(cpuMs / scrapes);
  figure.delayP99.push(p99);
  figure.delayMax.push(max);
}

/** Bytes of a page as it came over the wire. */
function scrape(url: string, headers: IncomingHttpHeaders): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers, agent: false }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.once('end', () =>
        response.statusCode === 200 ? resolve(bytes) : reject(new Error(`${url}: ${response.statusCode}`)),
      );
      response.once('error', reject);
    }).once('error', reject);
  });
}
