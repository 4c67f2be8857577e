import { circumstancesOf, beyond, type Load, stackSize } from '../infra/model/sizing';
import type { StackConfig } from '../infra/config/schema';

/** A gateway of a small company. */
const BASE: Load = {
  requestsPerSecond: 100,
  spansPerRequest: 4,
  series: 20_000,
  logBytesPerSecond: 50_000,
  outageSeconds: 300,
};

const FACTORS = [1, 10, 100, 1000];

/** Sizes by load, from the formulae that check the configuration. */
export function scaleOutPage(config: StackConfig): string {
  const loads = FACTORS.map((factor) => ({
    ...BASE,
    requestsPerSecond: BASE.requestsPerSecond * factor,
    series: BASE.series * factor,
    logBytesPerSecond: BASE.logBytesPerSecond * factor,
  }));
  const sizes = loads.map((load) => stackSize(load, circumstancesOf(config)));
  const rows: readonly (readonly [string, readonly (string | number)[]])[] = [
    ['Requests a second', loads.map((load) => load.requestsPerSecond)],
    ['Series', loads.map((load) => load.series)],
    ['Log bytes a second', loads.map((load) => load.logBytesPerSecond)],
    [
      '`replicas.collector`, in each tier where more than one',
      sizes.map(({ collector }) => collector.instances),
    ],
    ['`resources.collector.memory`, each', sizes.map(({ collector }) => mebi(collector.memoryMiB))],
    ['`GOMEMLIMIT`, memory limiter, each', sizes.map(({ collector }) => mebi(collector.limiterMiB))],
    ['`sampling.maxTraces`, each', sizes.map(({ collector }) => collector.numTraces)],
    ['Queue, each', sizes.map(({ collector }) => mebi(collector.queueMiB))],
    ['`resources.prometheus.memory`', sizes.map(({ prometheus }) => mebi(prometheus.memoryMiB))],
    ['`storage.prometheus`', sizes.map(({ prometheus }) => mebi(prometheus.volumeMiB))],
    ['Shards of a remote write', sizes.map(({ prometheus }) => prometheus.remoteWriteShards)],
    ['`resources.tempo.memory`', sizes.map(({ tempo }) => mebi(tempo.memoryMiB))],
    ['`storage.tempo`', sizes.map(({ tempo }) => mebi(tempo.volumeMiB))],
    ['`resources.loki.memory`', sizes.map(({ loki }) => mebi(loki.memoryMiB))],
    ['`storage.loki`', sizes.map(({ loki }) => mebi(loki.volumeMiB))],
    [
      'Beyond this stack',
      sizes.map((size) => beyond(size, size.collector.instances).join('; ') || 'nothing'),
    ],
  ];
  return [
    '# Scale-out',
    '',
    'Declare what the stack has to carry below `gatewatch:load`. Sizes that are too small for it are refused, each with',
    'the least that is enough. The formulae and their sources are in `infra/model/sizing/`; the table is computed from',
    'them with retention and sampling of `Pulumi.prod.yaml`.',
    '',
    `| Load | ${FACTORS.map((factor) => `${factor}×`).join(' | ')} |`,
    `| --- | ${FACTORS.map(() => '---:').join(' | ')} |`,
    ...rows.map(([name, values]) => `| ${name} | ${values.join(' | ')} |`),
    '',
    '## Which knob, when',
    '',
    '1. **One machine.** `npm start`, or the `dev` stack: one of everything, data on local volumes.',
    '2. **A pair.** `replicas.prometheus: 2` and `replicas.alertmanager: 3`: a node may go without a gap in alerting. It',
    '   costs a second Prometheus with its volume.',
    '3. **Larger volumes and memory.** `storage.*`, `resources.*`, `sampling.maxTraces` as the table says. Cheaper than any',
    '   of these: a lower `sampling.keepPercent`, and a lower `sampling.head`, which also takes load off the gateways.',
    '4. **Collectors in two tiers.** `replicas.collector` above 1: those that gateways send to hand the spans of each trace',
    '   to the same one of a second tier (`replicas.sampler`), which decides. It costs the second tier. While that tier',
    '   grows or shrinks, traces that are under way may be cut in two: change it at a quiet hour.',
    '5. **Prometheus to Mimir.** `remoteWrite`: its own storage can be short then, and history is in one place.',
    '6. **Beyond.** What the last row of the table names is not rendered by this stack: a load that needs it is refused, so',
    '   that nobody learns it from lost spans.',
    '',
    '## What is not measured',
    '',
    'Bytes of a span and of a log record are assumed; rates of a core come from published sizings of the collector, and',
    'where the source says so from our own conservative choice. No load test has been held against these figures.',
    '',
  ].join('\n');
}

function mebi(amount: number): string {
  return `${amount}Mi`;
}
