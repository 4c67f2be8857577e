import type { ExportState } from '../health/export-state';
import { json } from './response';
import type { AdminRoute } from './routes';

export interface FlushSources {
  /** Resolves when everything that waited is settled, or after the deadline. */
  readonly flush: () => Promise<void>;
  /** By signal. */
  readonly state: () => Readonly<Record<string, ExportState>>;
}

/** Sends what waits for export; 503 if some of it still waits when the time is up. */
export function flushRoute({ flush, state }: FlushSources): AdminRoute {
  return {
    access: 'guarded',
    methods: {
      POST: async () => {
        const endedBefore = ended(state());
        await flush();
        const after = state();
        const isSettled = settled(after) >= endedBefore;
        return json(isSettled ? 200 : 503, { flushed: isSettled, export: after });
      },
    },
  };
}

function ended(states: Readonly<Record<string, ExportState>>): number {
  return Object.values(states).reduce((sum, state) => sum + state.ended, 0);
}

function settled(states: Readonly<Record<string, ExportState>>): number {
  return Object.values(states).reduce((sum, { exported, dropped }) => sum + exported + dropped, 0);
}
