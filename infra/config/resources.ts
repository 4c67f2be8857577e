import { z } from 'zod';
import { bytes, cpu } from './fields';

/** CPU and memory of one container. The memory is request and limit, so that a node never has to take it back. */
function share(what: string, request: string, limit: string, memory: string) {
  return z
    .strictObject({
      cpu: cpu().describe(`CPU that ${what} asks for.`).default(request),
      cpuLimit: cpu().describe(`Most CPU that ${what} gets.`).default(limit),
      memory: bytes().describe(`Memory of ${what}, request and limit.`).default(memory),
    })
    .prefault({})
    .describe(`CPU and memory of ${what}.`);
}

/** CPU and memory by component. */
export const resourcesSchema = z
  .strictObject({
    operator: share('the Prometheus operator', '20m', '200m', '128Mi'),
    configReloader: share('a config reloader', '10m', '100m', '64Mi'),
    collector: share('a collector', '100m', '1', '512Mi'),
    prometheus: share('a Prometheus', '200m', '1', '1Gi'),
    alertmanager: share('an Alertmanager', '20m', '200m', '128Mi'),
    tempo: share('Tempo', '100m', '1', '1Gi'),
    loki: share('Loki', '100m', '1', '1Gi'),
    gateway: share('a gateway that the stack runs', '100m', '1', '256Mi'),
    example: share('a pod of the example', '20m', '500m', '192Mi'),
    grafana: share('Grafana', '50m', '500m', '256Mi'),
  })
  .prefault({})
  .describe('CPU and memory by component.');
