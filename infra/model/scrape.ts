import { gatewayJobs, type Preset, type ScrapeJob } from '../../instrumentation/contract';
import type { StackConfig } from '../config/schema';
import { durationSeconds } from './duration';

/** How often Prometheus looks where neither the configuration nor the preset says so: fine enough for 5 min windows. */
const DEFAULT_INTERVAL = '15s';
const DEFAULT_PATH = '/metrics';
/** Labels whose values the stack knows better than the preset. */
const STACK_LABELS: readonly string[] = ['service', 'environment'];

/** Durations in Prometheus' notation. */
export interface Intervals {
  readonly scrape: string;
  readonly evaluation: string;
}

/** A scrape of gateways: one path under one job. A stack puts the addresses of its own gateways in it. */
export interface GatewayScrape {
  readonly job: string;
  readonly path: string;
  readonly interval: string;
  /** The environment whose gateways the job is for; undefined: of every environment. */
  readonly environment: string | undefined;
  /** Labels on every series beside `service` and `environment`, which are those of the stack's gateway. */
  readonly labels: Readonly<Record<string, string>>;
  /** True if the endpoint answers only to the bearer of the gateway's admin token. */
  readonly needsToken: boolean;
}

/** Intervals of a stack: those of its configuration, else its preset's. */
export function stackIntervals({ intervals }: Pick<StackConfig, 'intervals'>, preset: Preset): Intervals {
  const { interval, evaluationInterval } = preset.scrape ?? {};
  const scrape = intervals.scrape ?? interval ?? DEFAULT_INTERVAL;
  return { scrape, evaluation: intervals.evaluation ?? evaluationInterval ?? interval ?? DEFAULT_INTERVAL };
}

/**
 * Every scrape of gateways that a preset has; one of `/metrics` if it has none of its own.
 * @param interval of the stack configuration, which takes the place of the jobs' own
 */
export function gatewayScrapes(preset: Preset, interval: string | undefined): readonly GatewayScrape[] {
  const jobs = preset.scrape?.jobs.filter(({ scrapes }) => scrapes === 'gateway') ?? [];
  if (jobs.length > 0) return jobs.map((job) => gatewayScrape(preset, job, interval));
  return gatewayJobs(preset).map((job) => ({
    job,
    path: DEFAULT_PATH,
    interval: interval ?? preset.scrape?.interval ?? DEFAULT_INTERVAL,
    environment: undefined,
    labels: {},
    needsToken: false,
  }));
}

function gatewayScrape(preset: Preset, job: ScrapeJob, interval: string | undefined): GatewayScrape {
  const labels = Object.entries(job.labels ?? {}).filter(([name]) => !STACK_LABELS.includes(name));
  const endpoint = preset.endpoints?.find(({ serves, path }) => serves === 'metrics' && path === job.path);
  return {
    job: job.name,
    path: job.path,
    interval: interval ?? job.interval,
    environment: job.labels?.['environment'],
    labels: Object.fromEntries(labels),
    needsToken: endpoint?.access === 'token',
  };
}

/**
 * The scrapes of a gateway in an environment: each path once, or its series would be stored twice. The job is the one
 * for that environment; where no job of the path names it, the path's first.
 */
export function scrapesIn(scrapes: readonly GatewayScrape[], environment: string): readonly GatewayScrape[] {
  const paths = [...new Set(scrapes.map(({ path }) => path))];
  return paths.flatMap((path) => {
    const ofPath = scrapes.filter((scrape) => scrape.path === path);
    const fitting = ofPath.find((scrape) => scrape.environment === environment);
    return fitting ?? ofPath.find((scrape) => scrape.environment === undefined) ?? ofPath.slice(0, 1);
  });
}

/** The longest of durations: windows that hold enough scrapes at this interval do so at every other. */
export function longest(durations: readonly [string, ...string[]]): string {
  return durations.reduce((a, b) => (durationSeconds(b) > durationSeconds(a) ? b : a));
}
