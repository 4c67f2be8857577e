import { cores, mebibytes } from '../model/quantity';
import { durationSeconds } from '../model/duration';
import { beyond, circumstancesOf, stackSize } from '../model/sizing';
import { findPreset } from './preset';
import { problem, type StackConfigProblem } from './problem';
import { type StackConfig, stackSchema } from './schema';

const resources = stackSchema.pick({ resources: true }).strip();

/** Nobody can ask for more CPU than he may have. */
export function cpuWithinLimit(values: unknown): StackConfigProblem[] {
  const { data } = resources.safeParse(values);
  return Object.entries(data?.resources ?? {}).flatMap(([component, { cpu, cpuLimit }]) => {
    if (cores(cpu) <= cores(cpuLimit)) return [];
    const written = isWritten(values, component, 'cpu');
    return [
      written
        ? problem(
            ['resources', component, 'cpu'],
            values,
            `at most resources.${component}.cpuLimit, which is ${cpuLimit}`,
          )
        : problem(
            ['resources', component, 'cpuLimit'],
            values,
            `at least resources.${component}.cpu, which is ${cpu}`,
          ),
    ];
  });
}

function isWritten(values: unknown, component: string, key: string): boolean {
  const { resources: all } = values as { readonly resources?: Readonly<Record<string, object>> };
  return key in (all?.[component] ?? {});
}

/** Least memory of a waiting trace: four spans of a KiB (assumed). */
const TRACE_KIB = 4;
/** The memory limiter refuses from here on. */
const LIMITER_SHARE = 0.8;

const waiting = stackSchema.pick({ resources: true, sampling: true }).strip();

/** As many traces as may wait have room below the memory limiter: else it refuses spans before the first decision. */
export function tracesFitMemory(values: unknown): StackConfigProblem[] {
  const { data } = waiting.safeParse(values);
  if (data === undefined) return [];
  const limit = mebibytes(data.resources.collector.memory) * LIMITER_SHARE;
  const most = Math.floor((limit * 1024) / TRACE_KIB);
  if (data.sampling.maxTraces <= most) return [];
  return [
    problem(
      ['sampling', 'maxTraces'],
      values,
      `at most ${most}: a trace takes ${TRACE_KIB} KiB or more, and the collector refuses data at ${Math.floor(limit)} MiB; ` +
        'give resources.collector.memory more',
    ),
  ];
}

/** Sizes carry the declared load. */
export function loadFits(values: unknown): StackConfigProblem[] {
  const { data } = stackSchema.safeParse(values);
  // Without the preset nobody knows the scrape interval; that it is wrong is said elsewhere.
  if (data === undefined || !('preset' in findPreset(data.preset))) return [];
  const { outage, ...load } = data.load;
  if (load.requestsPerSecond + load.series + load.logBytesPerSecond === 0) return [];
  const size = stackSize({ ...load, outageSeconds: durationSeconds(outage) }, circumstancesOf(data));
  return [
    ...beyond(size, circumstancesOf(data).collectors).map((needed) =>
      problem(['load'], values, `a load that this stack can carry; this one needs ${needed}`),
    ),
    ...tooSmall(data, size).map(([path, needed]) =>
      problem(path, values, `at least ${needed} for the load that is declared`),
    ),
  ];
}

function tooSmall(
  config: StackConfig,
  size: ReturnType<typeof stackSize>,
): [path: string[], needed: string][] {
  const { resources: given, storage, sampling } = config;
  const stores = ['prometheus', 'tempo', 'loki'] as const;
  const sized = ['collector', ...stores] as const;
  return [
    ...sized
      .filter((name) => mebibytes(given[name].memory) < size[name].memoryMiB)
      .map((name): [string[], string] => [['resources', name, 'memory'], `${size[name].memoryMiB}Mi`]),
    ...sized
      .filter((name) => cores(given[name].cpuLimit) * 1000 < size[name].cpuMillis)
      .map((name): [string[], string] => [['resources', name, 'cpuLimit'], `${size[name].cpuMillis}m`]),
    ...stores
      .filter((name) => mebibytes(storage[name]) < size[name].volumeMiB)
      .map((name): [string[], string] => [['storage', name], `${size[name].volumeMiB}Mi`]),
    ...(sampling.maxTraces < size.collector.numTraces
      ? [[['sampling', 'maxTraces'], String(size.collector.numTraces)] as [string[], string]]
      : []),
  ];
}
