'use strict';

// Fills the state of alert operations by the events that really fill it, and tells what that takes.
const { apply, emptyState } = require('../../../alerts/operations/core/state');

const ALERTS = 1000;

/** Bytes in use once all garbage is gone. */
function heap() {
  for (let round = 0; round < 4; round += 1) global.gc();
  return process.memoryUsage().heapUsed;
}

/** Nothing is shared between alerts: each text is parsed from JSON of its own, as it arrives from Alertmanager. */
function* eventsOf(index, ends) {
  const fingerprint = index.toString(16).padStart(16, '0');
  const at = 1_767_225_600_000 + index;
  const labels = { alertname: `Alert${index % 40}`, severity: 'critical', service: `service-${index}` };
  const annotations = {
    summary: `The gateway of service-${index} answers too many requests with errors.`,
    description: `More than 5 % of the requests to service-${index} failed over the last 5 minutes: ${index}.`,
    runbook_url: `https://runbooks.example.com/alerts/Alert${index % 40}.md`,
    dashboard_url: `https://grafana.example.com/d/gateway-overview?var-service=service-${index}&from=now-1h&to=now`,
  };
  yield { type: 'fired', at, fingerprint, labels, annotations, startsAt: at };
  yield { type: 'escalated', at, fingerprint, level: 1 };
  const action = `action-${index}`;
  const by = `user-${index}`;
  yield { type: 'held', at, fingerprint, kind: 'acknowledge', action, by, note: `looks into ${index}` };
  if (!ends) return;
  yield { type: 'released', at, fingerprint, kind: 'acknowledge', action, by, reason: 'its alert has ended' };
  yield { type: 'resolved', at, fingerprint };
}

const state = emptyState();
// Once around, so that what is made with the first alert does not count.
for (const event of eventsOf(0, true)) apply(state, event);
const before = heap();
for (let index = 1; index < 2 * ALERTS; index += 1) {
  for (const event of eventsOf(index, index < ALERTS)) apply(state, JSON.parse(JSON.stringify(event)));
}
const text = { firing: state.active.size, ended: state.resolved.length, heapBytes: heap() - before };
process.send(text, () => process.disconnect());
