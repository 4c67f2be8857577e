import { realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GRAFANA_HEALTH_PATH } from '../../infra/components/grafana/config';
import { LOOPBACK } from '../ports';
import type { StackPlan } from '../stack/plan';
import { httpReady } from '../supervisor';
import { environment } from './environment';
import { filesFor } from './files';
import type { GrafanaPart } from './part';

/** Grafana from a binary on this machine. */
export function fromBinary(plan: StackPlan, path: string): GrafanaPart {
  const { grafana } = plan.layout;
  const home = homeOf(path);
  return {
    files: filesFor(plan, grafana.boards, (url) => url),
    part: {
      name: 'grafana',
      command: path,
      args: [
        // `grafana-server` is the older name of `grafana server`.
        ...(path.endsWith('grafana') ? ['server'] : []),
        ...(home === undefined ? [] : ['--homepath', home]),
      ],
      env: {
        ...process.env,
        ...environment(
          plan,
          LOOPBACK,
          plan.ports.grafana,
          grafana.provisioning,
          grafana.boards,
          plan.layout.data('grafana'),
        ),
      },
      feeds: ['prometheus', 'tempo', 'loki'],
      ready: httpReady(plan.url.grafana + GRAFANA_HEALTH_PATH),
    },
  };
}

/** Grafana's own files (pages, defaults): beside the binary in its archive, in /usr/share from a package. */
function homeOf(path: string): string | undefined {
  const candidates = [join(dirname(realpathSync(path)), '..'), '/usr/share/grafana'];
  return candidates.find((home) => {
    try {
      return statSync(join(home, 'conf', 'defaults.ini')).isFile();
    } catch {
      return false;
    }
  });
}
