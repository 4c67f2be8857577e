import { join } from 'node:path';
import { stringify } from 'yaml';
import { findProgram } from '../../services/find';
import { httpReady, type PartSpec } from '../../supervisor';

const PROGRAM = 'prometheus-blackbox-exporter';

/** Module that opens a TLS connection and shows the certificate, whoever signed it. */
export const TLS_MODULE = 'tls';

/** Configuration of the exporter. */
export function probeConfig(): string {
  const tls = {
    prober: 'tcp',
    timeout: '900ms',
    tcp: { tls: true, tls_config: { insecure_skip_verify: true } },
  };
  return stringify({ modules: { [TLS_MODULE]: tls } });
}

/**
 * A blackbox exporter, which probes from outside.
 * @param folder holds its configuration, {@link probeConfig} in `probe.yaml`
 * @throws Error if this machine has none
 */
export function probePart(port: number, folder: string): PartSpec {
  const command = findProgram(PROGRAM);
  if (command === undefined) {
    throw new Error(`${PROGRAM} is not on PATH: install the Debian package ${PROGRAM}`);
  }
  return {
    name: 'blackbox-exporter',
    command,
    args: [`--config.file=${join(folder, 'probe.yaml')}`, `--web.listen-address=127.0.0.1:${port}`],
    ready: httpReady(`http://127.0.0.1:${port}/-/healthy`),
  };
}
