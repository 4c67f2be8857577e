import { type BoardDefinition } from '../../../kit/definition';
import { flow } from './flow';
import { queues } from './queues';
import { sampling } from './sampling';
import { process } from './process';

/** The collector: does everything that gateways send arrive where it belongs? */
export const collectorBoard: BoardDefinition = {
  name: 'collector',
  folder: 'platform',
  needs: ['stack'],
  description:
    'The collector: what comes in, what goes out, what is lost between, and how full its queues are.',
  tags: ['stack'],
  scope: 'stack',
  rows: (sources) => [flow(sources), queues(sources), sampling(sources), process(sources)],
};
