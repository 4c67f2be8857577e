import { type BoardDefinition } from '../../kit/definition';
import { dimension } from '../../kit/variables';
import { completions } from './completions';
import { spending } from './spending';
import { users } from './users';

/** An LLM gateway as its users and those who pay for it see it. */
export const llmGateway: BoardDefinition = {
  name: 'llmGateway',
  folder: 'gateways',
  needs: ['http', 'http-traffic', 'llm', 'self'],
  description: 'What users of the LLM gateway wait for, what they send and get, and what it costs.',
  tags: ['gateway', 'llm'],
  scope: 'gateways',
  variables: ({ q }) => [
    dimension(q, 'route', 'http.requests', 'route'),
    dimension(q, 'model', 'llm.requests', 'model'),
  ],
  rows: (sources) => [users(sources), completions(sources), spending(sources)],
};
