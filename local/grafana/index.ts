export { findGrafana, GRAFANA_ADVICE, type GrafanaSource } from './find';
export { grafanaPart, type GrafanaPart } from './part';
