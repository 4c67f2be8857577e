import { type BoardDefinition } from '../../kit/definition';
import { dimension } from '../../kit/variables';
import { codes } from './codes';
import { ranking } from './ranking';
import { red } from './red';
import { sizes } from './sizes';

/** Rate, errors and duration of each route template: which part of the API is it? */
export const routesBoard: BoardDefinition = {
  name: 'routes',
  folder: 'gateways',
  needs: ['http'],
  description: 'Rate, errors, duration and sizes by route template, and which routes are worst.',
  tags: ['gateway'],
  scope: 'gateways',
  variables: ({ q }) =>
    q.carries('http.requests', 'route') ? [dimension(q, 'route', 'http.requests', 'route')] : [],
  rows: (sources) => [
    red(sources),
    ranking(sources),
    codes(sources),
    ...(sources.has('http-traffic') ? [sizes(sources)] : []),
  ],
};
