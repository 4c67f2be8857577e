import type { EndpointContent } from '../../contract';
import { answeredObject } from '../alerts/answer';
import { callAlerts } from '../alerts/proxy';
import type { EndpointSources } from '../endpoints';
import { settledFlush } from '../flush';
import { json } from '../response';
import type { AdminHandler, AdminRequest } from '../routes';
import { envelope, enveloped } from './envelope';
import { observabilityContent } from './observability';
import { latencyContent, summaryContent } from './summary';
import { debugTraceContent, traceContent } from './trace';

/** What the endpoints of presets answer; each has one implementation, whatever its path. */
export function contents(sources: EndpointSources): Readonly<Record<EndpointContent, AdminHandler>> {
  const { config, registry, alerts } = sources;
  /** An answer of the alert operations server, in the envelope: it comes from this gateway. */
  const ofAlerts =
    (path: (parameters: AdminRequest['parameters']) => string): AdminHandler =>
    (request) =>
      callAlerts(alerts, config, request, path(request.parameters), (answer) => {
        const own = envelope(config, request);
        // Twice: first in the order of the fields, then in what they say.
        return json(answer.status, { ...own, ...answeredObject(answer), ...own });
      });
  const ofAlert = (action: string) =>
    ofAlerts(({ fingerprint = '' }) => `/alerts/${encodeURIComponent(fingerprint)}/${action}`);
  return {
    'metrics-summary': (request) =>
      enveloped(config, request, { metrics_summary: summaryContent(registry, process.uptime()) }),
    'realtime-stats': (request) => enveloped(config, request, latencyContent(registry)),
    'trace-context': (request) => enveloped(config, request, traceContent(sources)),
    'debug-trace-context': (request) => enveloped(config, request, debugTraceContent(sources, request)),
    'trace-flush': async (request) =>
      (await settledFlush(sources))
        ? enveloped(config, request, { status: 'success', message: 'Traces flushed successfully' })
        : enveloped(config, request, { status: 'error', message: 'some traces still wait for export' }, 503),
    observability: async (request) => enveloped(config, request, await observabilityContent(sources)),
    alerts: ofAlerts(() => '/alerts'),
    'alert-stats': ofAlerts(() => '/alerts/stats'),
    'alert-acknowledge': ofAlert('acknowledge'),
    'alert-suppress': ofAlert('suppress'),
    'test-alert': ofAlerts(() => '/alerts/test'),
  };
}
