import { SHIPPED_SLOS } from '../../../alerts';
import { type BoardDefinition } from '../../kit/definition';
import { type RowSpec } from '../../kit/panel';
import { type Sources } from '../../kit/sources';
import { gatewayVariables } from '../../kit/variables';
import { burnRow } from './burn-row';
import { budgetRow } from './budget-row';
import { chosenSlo } from './chosen-slo';

/** Each objective: what is left of its budget, and how fast it burns. */
export const objectivesBoard: BoardDefinition = {
  name: 'objectives',
  folder: 'reliability',
  needs: ['http'],
  description:
    'Service level objectives: what is left of each error budget, and how fast it burns, window by window.',
  tags: ['reliability'],
  // What is recorded has the labels of the gateways, but comes from no job of theirs.
  scope: 'stack',
  from: 'now-24h',
  variables: ({ gateways }) => gatewayVariables(gateways),
  rows,
};

/** Two rows an objective. Ids follow its place in the list of all objectives, whatever the preset has of them. */
function rows({ binding, context, has }: Sources): RowSpec[] {
  return SHIPPED_SLOS.flatMap(({ slo, reads }, index) => {
    if (!has(...reads)) return [];
    const chosen = chosenSlo(slo, binding, context);
    // Where samples are kept for less than every window, nothing of it is recorded.
    if (chosen.pairs.length === 0) return [];
    const id = 2 * index + 1;
    return [budgetRow(id, chosen), burnRow(id + 1, chosen)];
  });
}
