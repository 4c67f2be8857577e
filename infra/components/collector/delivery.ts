import type { CollectorSettings } from './types';

/** Items of one export call: far below the 4 MiB that gRPC servers accept by default, also at 1 KiB a span. */
const BATCH_ITEMS = 2048;

/** Extension that keeps queues on disk, under the name that exporters refer to. */
const STORAGE = 'file_storage';

/** Queue and retries of an exporter. A queue on disk outlives the process, and is kept until its backend is back. */
export function delivery(settings: CollectorSettings): object {
  const { items, maxElapsed, directory } = settings.queue;
  return {
    sending_queue: {
      enabled: true,
      sizer: 'items',
      queue_size: items,
      ...(directory === undefined ? {} : { storage: STORAGE }),
      batch: { flush_timeout: settings.batch.timeout, min_size: BATCH_ITEMS, max_size: BATCH_ITEMS },
    },
    retry_on_failure: { enabled: true, max_elapsed_time: directory === undefined ? maxElapsed : '0s' },
  };
}

/** The extension that queues are kept by; none where they are kept in memory. */
export function queueStorage({ queue: { directory } }: CollectorSettings): Readonly<Record<string, object>> {
  if (directory === undefined) return {};
  return {
    [STORAGE]: {
      directory,
      // What a crash left behind is not read again in full at each start, and the file does not only grow.
      compaction: { on_start: true, on_rebound: true, directory },
    },
  };
}
