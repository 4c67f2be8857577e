import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { durationSeconds } from '../../infra/model/duration';
import { prometheusClient } from '../clients/prometheus';
import type { RunningStack } from '../running-stack';
import { adminHeaders } from './admin-headers';
import { gatewaySelector } from './gateway-selector';
import { bytesOnDisk } from './tsdb-bytes';

/** Of a preset that says nothing else. */
const DEFAULT_INTERVAL = '15s';
/** A check is over long before. */
const WINDOW_SECONDS = 3600;
const DAY_SECONDS = 86_400;
/** Prometheus cuts a block every two hours. */
const BLOCKS_A_DAY = 12;

/** What a text allows for the metrics of one gateway process. */
interface Allowed {
  /** Bytes a second of the scrapes, compressed, with the headers of HTTP. */
  readonly network: number;
  /** Bytes on the disk of Prometheus. */
  readonly day: number;
}

/** By preset; where the text has no numbers the costs are told, and nothing is too much. */
const ALLOWED: Readonly<Record<string, Allowed>> = {
  // AG-N-03, AG-N-04: about 1 KB/s and 100 MB a day.
  'api-gateway': { network: 1024, day: 100e6 },
};

/**
 * What the metrics of the gateway cost beyond the gateway, from what it exposes in this run: bytes that a scrape takes on
 * the wire at the interval of the preset, and bytes a day on the disk of Prometheus. For the latter the samples of this run
 * are written into blocks by promtool, at the interval of the preset.
 * @throws Error if the text of the preset allows less
 */
export async function proveMetricsCost(stack: RunningStack): Promise<string> {
  const { preset, endpoints, directory } = stack;
  const seconds = durationSeconds(preset.scrape?.interval ?? DEFAULT_INTERVAL);
  const page = await bytesOfScrape(`${endpoints.gatewayAdmin}/metrics`, await adminHeaders(stack));
  const prometheus = prometheusClient(endpoints.prometheus);
  const series = await prometheus.rawSamples(gatewaySelector(stack), WINDOW_SECONDS);
  if (series.length === 0) throw new Error('Prometheus has no sample of the gateway');
  const disk = await bytesOnDisk(series, seconds, directory);
  const samplesADay = series.length * (DAY_SECONDS / seconds);
  const day = (disk.chunks / disk.samples) * samplesADay + disk.index * BLOCKS_A_DAY;
  const network = page / seconds;
  const text =
    `${series.length} series every ${seconds} s: a scrape takes ${page} bytes on the wire, ${network.toFixed(0)} B/s; ` +
    `${(disk.chunks / disk.samples).toFixed(2)} bytes a sample, ${(day / 1e6).toFixed(1)} MB a day on disk`;
  const allowed = ALLOWED[preset.name];
  if (allowed === undefined) return text;
  const limits = `; allowed are ${allowed.network} B/s and ${allowed.day / 1e6} MB`;
  if (network > allowed.network || day > allowed.day) throw new Error(text + limits);
  return text + limits;
}

/** All bytes that the answer takes on its connection, as Prometheus asks for it. */
async function bytesOfScrape(url: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const asked = { ...headers, accept: 'text/plain;version=0.0.4', 'accept-encoding': 'gzip' };
  const request = get(url, { agent: false, headers: asked });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const { socket } = response;
  await response.resume().toArray();
  if (response.statusCode !== 200) throw new Error(`GET ${url}: ${response.statusCode}`);
  return socket.bytesRead;
}
