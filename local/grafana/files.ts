import { grafanaFiles } from '../../infra/components/grafana/config';
import type { StackPlan } from '../stack/plan';

/**
 * Provisioning files and boards by path below the run directory.
 * @param boardsDir folder of the boards as Grafana sees it
 * @param reach turns a URL on this machine into one that Grafana reaches
 */
export function filesFor(
  plan: StackPlan,
  boardsDir: string,
  reach: (url: string) => string,
): Readonly<Record<string, string>> {
  const { url, settings } = plan;
  const backends = {
    prometheus: reach(url.prometheus),
    tempo: reach(url.tempo),
    loki: reach(url.loki),
    alertmanager: reach(url.alertmanager),
  };
  const { provisioning, boards } = grafanaFiles(settings.grafana, backends, boardsDir);
  return { ...below('grafana/provisioning', provisioning), ...below('grafana/boards', boards) };
}

function below(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
}
