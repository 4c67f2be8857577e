import type { ExportState } from '../health/export-state';
import { json } from './response';
import type { AdminRoute } from './routes';

export interface FlushSources {
  /** Resolves when everything that waited is settled, or after the deadline. */
  readonly flush: () => Promise<void>;
  readonly snapshot: () => { readonly export: Readonly<Record<string, ExportState>> };
}

/** Sends what waits for export; 503 if some of it still waits when the time is up. */
export function flushRoute(sources: FlushSources): AdminRoute {
  return {
    access: 'guarded',
    methods: {
      POST: async () => {
        const flushed = await settledFlush(sources);
        return json(flushed ? 200 : 503, { flushed, export: sources.snapshot().export });
      },
    },
  };
}

/** Sends what waits for export. True if all of it is settled by the time that a flush may take. */
export async function settledFlush({ flush, snapshot }: FlushSources): Promise<boolean> {
  const endedBefore = ended(snapshot().export);
  await flush();
  return settled(snapshot().export) >= endedBefore;
}

function ended(states: Readonly<Record<string, ExportState>>): number {
  return Object.values(states).reduce((sum, state) => sum + state.ended, 0);
}

function settled(states: Readonly<Record<string, ExportState>>): number {
  return Object.values(states).reduce((sum, { exported, dropped }) => sum + exported + dropped, 0);
}
