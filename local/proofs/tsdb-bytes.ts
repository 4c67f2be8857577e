import { execFile } from 'node:child_process';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { locateTool } from '../../tools';
import type { RawSamples } from '../clients/prometheus';

/** What a block of Prometheus takes. */
export interface BlockBytes {
  readonly samples: number;
  /** Bytes of the samples themselves. */
  readonly chunks: number;
  /** Bytes of labels and postings, which do not grow with the number of samples. */
  readonly index: number;
}

/** A block begins at a multiple of two hours: 2026-01-01T00:00:00Z is one. */
const BEGIN_SECONDS = 1_767_225_600;

/**
 * Lets promtool write blocks of these samples, one every `seconds`, and measures them. Works in a folder of its own below
 * `directory`, which is gone afterwards.
 * @throws Error if promtool does not take them
 */
export async function bytesOnDisk(
  series: readonly RawSamples[],
  seconds: number,
  directory: string,
): Promise<BlockBytes> {
  const folder = join(directory, 'metrics-cost');
  const [input, output] = [join(folder, 'samples.om'), join(folder, 'blocks')];
  await mkdir(output, { recursive: true });
  try {
    await writeFile(input, openMetrics(series, seconds));
    const args = ['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', input, output];
    await promisify(execFile)(locateTool('promtool'), args);
    const files = await readdir(output, { recursive: true });
    const sum = async (is: (file: string) => boolean): Promise<number> => {
      const sizes = await Promise.all(files.filter(is).map((file) => stat(join(output, file))));
      return sizes.reduce((total, { size }) => total + size, 0);
    };
    return {
      samples: series.reduce((total, { samples }) => total + samples.length, 0),
      chunks: await sum((file) => /chunks\/\d+$/.test(file)),
      index: await sum((file) => /\/(index|meta\.json)$/.test(file)),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The samples in the OpenMetrics format, as a scrape every `seconds` would have taken them. */
export function openMetrics(series: readonly RawSamples[], seconds: number): string {
  const lines = series.flatMap(({ labels, samples }) => {
    const { __name__: name = '', ...others } = labels;
    const pairs = Object.entries(others).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
    return samples.map(
      ([, value], index) => `${name}{${pairs.join()}} ${text(value)} ${BEGIN_SECONDS + index * seconds}`,
    );
  });
  return [...lines, '# EOF', ''].join('\n');
}

function text(value: number): string {
  if (Number.isFinite(value) || Number.isNaN(value)) return String(value);
  return value > 0 ? '+Inf' : '-Inf';
}
