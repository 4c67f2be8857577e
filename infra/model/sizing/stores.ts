import { type Circumstances, keptSpansPerSecond, type Load, SPAN_BYTES, toMebibytes } from './load';

/** A store of traces or logs that runs as one process. */
export interface StoreSize {
  readonly bytesPerSecond: number;
  readonly cpuMillis: number;
  readonly memoryMiB: number;
  readonly volumeMiB: number;
  /** False if one process cannot take it: then the store has to be a distributed one on object storage. */
  readonly fits: boolean;
}

interface StoreFigures {
  /** Stored bytes for each that arrives. */
  readonly stored: number;
  /** Most bytes in a second for one process. */
  readonly most: number;
}

/** Blocks are compressed, the index and bloom filters take part of it back (own, conservative). */
const TEMPO: StoreFigures = { stored: 0.5, most: 25e6 };
/** One process carries about 20 GB a day (Loki, deployment modes); chunks are compressed at least to a third. */
const LOKI: StoreFigures = { stored: 1 / 3, most: 20e9 / 86_400 };

/** One core and a GiB for each of these (own, from Tempo's sizing of about 2 cores and 2 GB for 10 MB/s of a distributor alone). */
const BYTES_PER_CORE = 2e6;
const BASE_MIB = 256;
const LEAST_CPU_MILLIS = 100;
const VOLUME_HEADROOM = 1.2;

/** Tempo for a load. */
export function tempoSize(load: Load, circumstances: Circumstances): StoreSize {
  const bytes = keptSpansPerSecond(load, circumstances) * SPAN_BYTES;
  return storeSize(TEMPO, bytes, circumstances.retentionSeconds.tempo);
}

/** Loki for a load. */
export function lokiSize(load: Load, circumstances: Circumstances): StoreSize {
  return storeSize(LOKI, load.logBytesPerSecond, circumstances.retentionSeconds.loki);
}

function storeSize({ stored, most }: StoreFigures, bytesPerSecond: number, retention: number): StoreSize {
  const cores = bytesPerSecond / BYTES_PER_CORE;
  return {
    bytesPerSecond,
    cpuMillis: Math.max(LEAST_CPU_MILLIS, Math.ceil(cores * 1000)),
    memoryMiB: BASE_MIB + Math.ceil(cores * 1024),
    volumeMiB: Math.max(1024, toMebibytes(bytesPerSecond * retention * stored * VOLUME_HEADROOM)),
    fits: bytesPerSecond <= most,
  };
}
