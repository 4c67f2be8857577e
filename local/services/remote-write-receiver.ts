import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { locateTool } from '../../tools';
import { LOOPBACK } from '../ports';
import { httpReady, type PartSpec } from '../supervisor';

/** Stands in for Mimir, which is not among the tools: a Prometheus that scrapes nothing and takes remote writes. */
export async function remoteWriteReceiverPart(port: number, data: string): Promise<PartSpec> {
  const config = join(data, 'prometheus.yml');
  await mkdir(data, { recursive: true });
  await writeFile(config, '{}\n');
  return {
    name: 'remote-write-receiver',
    command: locateTool('prometheus'),
    args: [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(data, 'tsdb')}`,
      `--web.listen-address=${LOOPBACK}:${port}`,
      '--web.enable-remote-write-receiver',
    ],
    ready: httpReady(`http://${LOOPBACK}:${port}/-/ready`),
  };
}
