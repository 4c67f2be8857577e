import { LOOPBACK } from '../ports';
import { httpReady, type PartSpec } from '../supervisor';
import { findProgram } from './find';

/**
 * Metrics of the run's Redis, by the exporter that its users have.
 * @throws Error if this machine has none
 */
export function redisExporterPart(port: number, redisPort: number): PartSpec {
  const command = findProgram('prometheus-redis-exporter');
  if (command === undefined) {
    throw new Error(
      'prometheus-redis-exporter is not on PATH: install the Debian package prometheus-redis-exporter',
    );
  }
  return {
    name: 'redis-exporter',
    command,
    args: [`-redis.addr=redis://${LOOPBACK}:${redisPort}`, `-web.listen-address=${LOOPBACK}:${port}`],
    needs: ['redis'],
    ready: httpReady(`http://${LOOPBACK}:${port}/metrics`),
  };
}
