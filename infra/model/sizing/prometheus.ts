import { SAMPLES_PER_SEND } from '../../components/prometheus/remote-write';
import { type Circumstances, type Load, toMebibytes } from './load';

export interface PrometheusSize {
  readonly samplesPerSecond: number;
  readonly cpuMillis: number;
  readonly memoryMiB: number;
  readonly volumeMiB: number;
  /** Shards of a remote write that keeps up at twice the rate; for whoever sends samples on. */
  readonly remoteWriteShards: number;
  /** False once a single server is too large to restart in reasonable time. */
  readonly fits: boolean;
}

/** Memory of a series with its index, chunks and share of queries: published figures reach from 2.5 to 9 KB. */
const BYTES_PER_SERIES = 8 * 1024;
const BASE_MIB = 256;
/** 1 to 2 bytes a sample after compression (Prometheus, storage documentation); the larger. */
const BYTES_PER_SAMPLE = 2;
/** Compaction and the write-ahead log need room beside the blocks. */
const VOLUME_HEADROOM = 1.2;
/** Share of the volume that blocks may fill; `retention.size` follows it. */
const BLOCK_SHARE = 0.8;
/** Samples of a core in a second, with rules and queries beside (own, conservative). */
const SAMPLES_PER_CORE = 50_000;
const LEAST_CPU_MILLIS = 200;
/** Time of a request to a remote store in the same region, generous. */
const SEND_SECONDS = 0.1;
/** Sending samples on takes about a quarter more memory (Prometheus, remote write tuning). */
const REMOTE_WRITE_MEMORY = 1.25;
/** Past this the write-ahead log is replayed for many minutes after a restart (own choice). */
const MOST_SERIES = 10_000_000;

/** A Prometheus server for a load. */
export function prometheusSize(
  load: Load,
  { scrapeSeconds, retentionSeconds, remoteWrite }: Circumstances,
): PrometheusSize {
  const samplesPerSecond = load.series / scrapeSeconds;
  const blocks = samplesPerSecond * retentionSeconds.prometheus * BYTES_PER_SAMPLE;
  return {
    samplesPerSecond,
    cpuMillis: Math.max(LEAST_CPU_MILLIS, Math.ceil((samplesPerSecond / SAMPLES_PER_CORE) * 1000)),
    memoryMiB: Math.ceil(
      (BASE_MIB + toMebibytes(load.series * BYTES_PER_SERIES)) * (remoteWrite ? REMOTE_WRITE_MEMORY : 1),
    ),
    volumeMiB: Math.max(1024, toMebibytes((blocks * VOLUME_HEADROOM) / BLOCK_SHARE)),
    remoteWriteShards: Math.max(1, Math.ceil((2 * samplesPerSecond * SEND_SECONDS) / SAMPLES_PER_SEND)),
    fits: load.series <= MOST_SERIES,
  };
}
