import { statfs } from 'node:fs';
import type { MetricsRegistry } from './registry';

/**
 * How full the file system of the working directory is. A scrape shows what the one before it asked for: a disk that does
 * not answer, as one on a network may not, holds up neither the scrape nor, by more than one question, the thread pool.
 */
export function collectDisk(registry: MetricsRegistry): void {
  const free = registry.gauge('process.disk.free');
  const size = registry.gauge('process.disk.size');
  let isAsking = false;
  const ask = (): void => {
    if (isAsking) return;
    isAsking = true;
    statfs('.', (error, answer) => {
      isAsking = false;
      if (error !== null) return;
      free.set({}, answer.bavail * answer.bsize);
      size.set({}, answer.blocks * answer.bsize);
    });
  };
  ask();
  registry.beforeScrape(ask);
}
