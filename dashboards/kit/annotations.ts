import { type AnnotationQuery, AnnotationQueryBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { type Builder } from '@grafana/grafana-foundation-sdk/cog';
import { binary, type Queries } from '../../alerts/promql';
import { datasourceRef } from './datasources';

/** Grafana's own annotations (made by hand on the board); the schema wants this entry to be there. */
function byHand(): Builder<AnnotationQuery> {
  return new AnnotationQueryBuilder()
    .name('Annotations & Alerts')
    .datasource({ type: 'grafana', uid: '-- Grafana --' })
    .builtIn(1)
    .type('dashboard')
    .enable(true)
    .hide(true)
    .iconColor('rgba(0, 211, 255, 1)');
}

/**
 * Firing alerts, from the series that Prometheus writes while an alert is active. The empty alternative keeps alerts
 * that are about no single service; the Watchdog always fires and would paint the whole board.
 */
function firingAlerts(more = ''): Builder<AnnotationQuery> {
  return new AnnotationQueryBuilder()
    .name('Firing alerts')
    .datasource(datasourceRef('prometheus'))
    .expr(`ALERTS{alertstate="firing",alertname!="Watchdog"${more}}`)
    .titleFormat('{{alertname}}')
    .textFormat('{{severity}} {{service}}')
    .tagKeys('alertname,severity,service')
    .enable(true)
    .iconColor('red');
}

/** Starts of processes: the value is the time of the event, in milliseconds as Grafana wants it. */
function processStarts(q: Queries): Builder<AnnotationQuery> {
  const started = q.aggregate('max', 'process.start_time', { by: ['service', 'instance'] });
  return new AnnotationQueryBuilder()
    .name('Deploys and restarts')
    .datasource(datasourceRef('prometheus'))
    .expr(binary(started, '*', 1000).text)
    .useValueForTime(true)
    .titleFormat('{{service}} started')
    .textFormat('{{instance}}')
    .tagKeys('service,instance')
    .enable(true)
    .iconColor('blue');
}

/** Events that a board draws over its panels, of the gateways that its variables, and so `q`, choose. */
export function annotations(q: Queries): Builder<AnnotationQuery>[] {
  return [byHand(), firingAlerts(',environment=~"$environment|",service=~"$service|"'), processStarts(q)];
}

/** Events over the panels of a board without variables for gateways. */
export function stackAnnotations(): Builder<AnnotationQuery>[] {
  return [byHand(), firingAlerts()];
}
