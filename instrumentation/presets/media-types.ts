/** Prometheus text format, version 0.0.4: what every Prometheus reads. */
export const PROMETHEUS_TEXT = 'text/plain; version=0.0.4; charset=utf-8';

export const JSON_TEXT = 'application/json; charset=utf-8';
