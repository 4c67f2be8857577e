import { ALERTMANAGER_READY_PATH } from '../../components/alertmanager/config';
import { COLLECTOR_HEALTH_PATH } from '../../components/collector/config';
import { GRAFANA_HEALTH_PATH } from '../../components/grafana/config';
import { LOKI_READY_PATH } from '../../components/loki/config';
import { OPERATOR_HEALTH_PATH } from '../../components/operator/config';
import { TEMPO_READY_PATH } from '../../components/tempo/config';
import type { Component } from '../endpoints';

/** Paths that answer probes and scrapes, by port name. */
export type ServedPaths = Readonly<Record<string, readonly string[]>>;

const METRICS = '/metrics';

/** What each binary serves; the start-up tests of the components ask the real ones. */
export const SERVED: Readonly<Record<Component, ServedPaths>> = {
  operator: { http: [METRICS, OPERATOR_HEALTH_PATH] },
  collector: { health: [COLLECTOR_HEALTH_PATH], metrics: [METRICS], 'span-metrics': [METRICS] },
  sampler: { health: [COLLECTOR_HEALTH_PATH], metrics: [METRICS] },
  prometheus: { http: [METRICS, '/-/ready', '/-/healthy'] },
  alertmanager: { http: [METRICS, ALERTMANAGER_READY_PATH, '/-/healthy'] },
  tempo: { http: [METRICS, TEMPO_READY_PATH] },
  loki: { http: [METRICS, LOKI_READY_PATH] },
  grafana: { http: [METRICS, GRAFANA_HEALTH_PATH] },
};
