import { RATE_WINDOW as window } from '../../../kit/scope';
import { type RowSpec } from '../../../kit/panel';
import { type Sources } from '../../../kit/sources';
import { processPanels } from '../process';
import { links } from './links';

const by = ['instance'] as const;
const over = { by, window } as const;

/** The process itself. */
export function process({ everywhere: q }: Sources): RowSpec {
  return processPanels(4, links, {
    memory: q.aggregate('max', 'collector.memory.resident', { by }),
    cpu: q.rate('collector.cpu', over),
  });
}
