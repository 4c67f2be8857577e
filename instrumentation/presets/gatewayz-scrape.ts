import type { PresetScrape } from '../contract';

const PRODUCTION = 'api.gatewayz.ai';
const STAGING = 'gatewayz-staging.up.railway.app';

/** Where the metrics of the providers are served, apart from all others. */
export const DATA_PATH = '/prometheus/data/metrics';

/** Scrape jobs of Gatewayz. Its production and staging gateways are told apart by the label `environment`. */
export const gatewayzScrape: PresetScrape = {
  interval: '15s',
  jobs: [
    {
      name: 'prometheus',
      scrapes: 'prometheus',
      target: 'localhost:9090',
      path: '/metrics',
      interval: '15s',
    },
    {
      name: 'gatewayz_production',
      scrapes: 'gateway',
      target: PRODUCTION,
      path: '/metrics',
      interval: '15s',
      labels: { environment: 'production' },
    },
    {
      name: 'redis_exporter',
      scrapes: 'redis-exporter',
      target: 'redis-exporter:9121',
      path: '/metrics',
      interval: '30s',
    },
    {
      name: 'gatewayz_staging',
      scrapes: 'gateway',
      target: STAGING,
      path: '/metrics',
      interval: '15s',
      labels: { environment: 'staging' },
    },
    {
      name: 'health_service_exporter',
      scrapes: 'health-exporter',
      target: 'health-service-exporter:8002',
      path: '/metrics',
      interval: '30s',
    },
    {
      name: 'gatewayz_data_metrics_production',
      scrapes: 'gateway',
      target: PRODUCTION,
      path: DATA_PATH,
      interval: '30s',
      labels: { environment: 'production' },
    },
    {
      name: 'gatewayz_data_metrics_staging',
      scrapes: 'gateway',
      target: STAGING,
      path: DATA_PATH,
      interval: '30s',
      labels: { environment: 'staging' },
    },
    { name: 'mimir', scrapes: 'mimir', target: 'mimir:9009', path: '/metrics', interval: '30s' },
  ],
};
