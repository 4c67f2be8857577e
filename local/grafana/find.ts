import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** How Grafana can be had on this machine. */
export type GrafanaSource =
  { readonly kind: 'binary'; readonly path: string } | { readonly kind: 'docker'; readonly path: string };

/** Printed where Grafana cannot be had. */
export const GRAFANA_ADVICE =
  'Grafana is not shown: put grafana (https://grafana.com/grafana/download) on PATH or start Docker, and run again';

/** Docker answers at once or not at all. */
const DOCKER_TIMEOUT_MS = 3000;
/** Grafana from PATH, else from Docker if its engine answers, else undefined. */
export async function findGrafana(env: NodeJS.ProcessEnv = process.env): Promise<GrafanaSource | undefined> {
  const binary = onPath('grafana', env) ?? onPath('grafana-server', env);
  if (binary !== undefined) return { kind: 'binary', path: binary };
  const docker = onPath('docker', env);
  if (docker === undefined) return undefined;
  const answers = await promisify(execFile)(docker, ['info', '--format', '{{.ServerVersion}}'], {
    timeout: DOCKER_TIMEOUT_MS,
    env,
  }).then(
    () => true,
    () => false,
  );
  return answers ? { kind: 'docker', path: docker } : undefined;
}

function onPath(name: string, env: NodeJS.ProcessEnv): string | undefined {
  return (env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
