import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { Recorder } from '../metrics/recorder';

/** Connections that became WebSockets, and attempts that did not. */
export interface WebSocketMetrics {
  opened(socket: Socket): void;
  rejected(): void;
}

export function countWebSockets(recorder: Recorder): WebSocketMetrics {
  const events = recorder.counter('websocket.connections');
  const active = recorder.gauge('websocket.connections.active');
  const duration = recorder.histogram('websocket.connection.duration');
  return {
    opened(socket) {
      const openedAt = performance.now();
      events.inc({ event: 'opened' });
      active.add({}, 1);
      socket.once('close', (hadError) => {
        active.add({}, -1);
        events.inc({ event: hadError ? 'error' : 'closed' });
        duration.observe({}, (performance.now() - openedAt) / 1000);
      });
    },
    rejected: () => events.inc({ event: 'rejected' }),
  };
}
