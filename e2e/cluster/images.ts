import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ensureTools, type ToolName } from '../../tools';
import { output, type Cluster } from './tool';

/** Binaries whose images the stack names. Grafana's image is the tool's stand-in: no Grafana can be built from source here. */
const BINARIES: readonly ToolName[] = [
  'prometheus',
  'alertmanager',
  'prometheus-operator',
  'prometheus-config-reloader',
  'otelcol',
  'tempo',
  'loki',
];

const ROOT = join(__dirname, '..', '..');

/**
 * Makes every image that the rendered manifests name, from the pinned binaries, and the example's from its folder.
 * @param rendered folder of manifests
 * @param scratch folder for what has to lie on disk meanwhile
 * @returns what the tool printed: which image is what
 */
export async function loadImages(
  cluster: Cluster,
  rendered: string,
  scratch: string,
  example: string,
): Promise<string> {
  const bin = join(scratch, 'bin');
  mkdirSync(bin);
  const paths = await ensureTools(BINARIES);
  for (const name of BINARIES) symlinkSync(paths[name], join(bin, name));
  const app = join(scratch, 'app');
  await output(process.execPath, [join(ROOT, 'examples', 'express-gateway', 'pack.js'), app], process.env);
  await cluster.run('node-image', example, app, '--entrypoint', 'node gateway.js');
  return cluster.run('images', rendered, '--bin', bin);
}
