import * as units from '@grafana/grafana-foundation-sdk/units';
import { binary } from '../../../alerts/promql';
import { serviceLinks } from '../../kit/event-links';
import { type PanelSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { level, range, share } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { type Place } from './place';

const by = ['service', 'instance'] as const;
const PROCESS = '{{service}} {{instance}}';

/** CPU of each process, in cores. */
export function cpu({ q }: Sources, { links = [], ...place }: Place): PanelSpec {
  return level({
    ...place,
    unit: units.PercentUnit,
    description: {
      shows: 'CPU time a second of each gateway process; 100 % is one core.',
      bad: 'At the limit of the container: it is throttled, and the event loop lags.',
      next: 'Compare with the request rate: CPU a request that grew came with a release or another mix of routes.',
    },
    queries: { cpu: range(q.rate('process.cpu', { by, window }), PROCESS) },
    dataLinks: [...links, ...serviceLinks],
  });
}

/** Resident memory as a share of what the process may use. */
export function memoryUse({ q }: Sources, { links = [], ...place }: Place): PanelSpec {
  return share({
    ...place,
    description: {
      shows:
        'Resident memory of each gateway process, all its workers together, as a share of what it may use: the limit of its container, else the memory of the machine.',
      bad: 'A slope that does not level off after traffic does; above the red line the process is about to be killed.',
      next: 'Take a heap snapshot before it is killed; then fix the leak or raise the limit.',
    },
    queries: {
      memory: range(
        binary(
          q.aggregate('sum', 'process.memory.resident', { by }),
          '/',
          q.aggregate('max', 'process.memory.limit', { by }),
        ),
        PROCESS,
      ),
    },
    dataLinks: [...links, ...serviceLinks],
  });
}

/** How full the file system of the working directory is. */
export function diskUse({ q }: Sources, { links = [], ...place }: Place): PanelSpec {
  const free = q.aggregate('min', 'process.disk.free', { by });
  return share({
    ...place,
    description: {
      shows: 'How full the file system is that the working directory of each gateway process is on.',
      bad: 'Close to 100 %: logs, uploads and spilled telemetry find no room.',
      next: 'Find what grows (du on the machine or in the container); rotate logs, raise the volume.',
    },
    queries: {
      disk: range(
        binary(1, '-', binary(free, '/', q.aggregate('max', 'process.disk.size', { by }))),
        PROCESS,
      ),
    },
    dataLinks: [...links, ...serviceLinks],
  });
}
