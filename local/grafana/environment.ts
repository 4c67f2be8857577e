import { grafanaEnv } from '../../infra/components/grafana/config';
import { hostPort } from '../../infra/model/address';
import type { StackPlan } from '../stack/plan';

/** Grafana's settings: as in the cluster, but open to everybody on this machine. */
export function environment(
  plan: StackPlan,
  host: string,
  port: number,
  provisioningDir: string,
  boardsDir: string,
  dataDir: string,
): Record<string, string> {
  return {
    ...grafanaEnv({
      listen: hostPort(host, port),
      rootUrl: plan.url.grafana,
      provisioningDir,
      boardsDir,
      dataDir,
      access: 'anonymous-viewer',
    }),
    // Viewers may not explore, and that is where links to traces and logs lead. It listens on this machine only.
    GF_AUTH_ANONYMOUS_ORG_ROLE: 'Editor',
  };
}
