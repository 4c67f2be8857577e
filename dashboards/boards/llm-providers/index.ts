import { type BoardDefinition } from '../../kit/definition';
import { dimension } from '../../kit/variables';
import { chosen } from '../../kit/variable-names';
import { circuitBreakers } from '../rows/circuit-breakers';
import { calls } from './calls';
import { health } from './health';

/** The providers behind an LLM gateway, compared. */
export const llmProviders: BoardDefinition = {
  name: 'llmProviders',
  folder: 'gateways',
  needs: ['llm', 'provider', 'circuit-breaker', 'self'],
  description: 'Health, availability, errors and latency of the providers of models, one beside the other.',
  tags: ['gateway', 'llm', 'providers'],
  scope: 'gateways',
  variables: ({ q }) => [
    dimension(q, 'provider', 'llm.attempts', 'provider'),
    dimension(q, 'model', 'llm.attempts', 'model', { provider: chosen('provider') }),
  ],
  rows: (sources) => [
    health(sources),
    calls(sources),
    circuitBreakers(sources, { id: 3, service: chosen('provider'), component: chosen('model') }),
  ],
};
