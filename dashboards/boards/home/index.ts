import { type BoardDefinition } from '../../kit/definition';
import { gatewayVariables } from '../../kit/variables';
import { atAGlance } from './at-a-glance';
import { boardLists } from './board-lists';
import { services } from './services';

/** Where everybody begins: is all well, and which board answers my question? */
export const homeBoard: BoardDefinition = {
  name: 'home',
  folder: 'home',
  needs: ['http', 'export', 'runtime', 'stack'],
  description: 'The state of an environment at a glance, each of its services, and the way to every board.',
  tags: [],
  // Beside gateways it shows alerts and the stack, which no variable chooses.
  scope: 'stack',
  variables: ({ gateways }) => gatewayVariables(gateways),
  rows: (sources) => [atAGlance(sources), services(sources), boardLists(sources)],
};
