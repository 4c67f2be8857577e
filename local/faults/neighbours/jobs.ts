import { stringify } from 'yaml';
import { TLS_MODULE } from './probe';

/** Samples that the target of others may have in a scrape. */
export const SAMPLE_LIMIT = 100;

/** Scrape jobs of the neighbours, as a file for `scrape_config_files`. */
export function neighbourJobs(addresses: {
  readonly target: string;
  readonly tls: string;
  readonly probe: string;
  readonly environment: string;
}): string {
  const { target, tls, probe, environment } = addresses;
  return stringify({
    scrape_configs: [
      {
        job_name: 'neighbour',
        sample_limit: SAMPLE_LIMIT,
        static_configs: [{ targets: [target], labels: { service: 'neighbour', environment } }],
      },
      {
        job_name: 'certificates',
        metrics_path: '/probe',
        params: { module: [TLS_MODULE] },
        static_configs: [{ targets: [tls], labels: { service: 'neighbour', environment } }],
        relabel_configs: [
          { source_labels: ['__address__'], target_label: '__param_target' },
          { source_labels: ['__address__'], target_label: 'instance' },
          { target_label: '__address__', replacement: probe },
        ],
      },
    ],
  });
}
