import * as units from '@grafana/grafana-foundation-sdk/units';
import { chosenLinks } from '../../kit/event-links';
import { times, top } from '../../kit/expressions';
import { boardLink } from '../../kit/links';
import { type RowSpec } from '../../kit/panel';
import { RANGE_WINDOW, RATE_WINDOW as window } from '../../kit/scope';
import { bars, instant, pie, range, rate, stat, table } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { TOKENS_PER_SECOND } from '../../kit/units';
import { chosen } from '../../kit/variable-names';

const SECONDS_AN_HOUR = 3600;
const TENANTS = 25;
const MODELS = 10;

/** Tokens and what they cost, by direction, model, provider and tenant. */
export function spending({ q }: Sources): RowSpec {
  const where = { model: chosen('model') } as const;
  const total = { where, window: RANGE_WINDOW } as const;
  const tenant = q.label('llm.tenant.tokens', 'tenant');
  const dataLinks = [boardLink('Providers', 'llmProviders'), ...chosenLinks];
  return {
    id: 3,
    title: 'Tokens and cost',
    panels: [
      stat({
        id: 301,
        title: 'Cost of the range',
        width: 4,
        height: 8,
        unit: units.Dollars,
        description: {
          shows: 'What the tokens of the range of the board cost at the configured prices.',
          bad: 'More than the budget of that time.',
          next: 'See which model and which tenant spend it, to the right and below.',
        },
        queries: { cost: instant(q.increase('llm.cost', total), 'cost') },
        dataLinks,
      }),
      rate({
        id: 302,
        title: 'Tokens by direction',
        width: 10,
        unit: TOKENS_PER_SECOND,
        stacked: true,
        description: {
          shows: 'Tokens that providers reported, each second: of prompts (input) and of answers (output).',
          bad: 'Input that grows faster than requests: prompts get longer.',
          next: 'Compare with Payload sizes; see the models below.',
        },
        queries: { tokens: range(q.rate('llm.tokens', { where, by: ['type'], window }), '{{type}}') },
        dataLinks,
      }),
      rate({
        id: 303,
        title: 'Cost by provider',
        width: 10,
        unit: units.Dollars,
        stacked: true,
        description: {
          shows: 'Dollars an hour at the present rate, by provider.',
          bad: 'A step: another model became the default, or one tenant began a batch.',
          next: 'See the tenants below.',
        },
        queries: {
          cost: range(
            times(q.rate('llm.cost', { where, by: ['provider'], window }), SECONDS_AN_HOUR),
            '{{provider}} an hour',
          ),
        },
        dataLinks,
      }),
      bars({
        id: 304,
        title: 'Tokens by model',
        width: 8,
        unit: units.Short,
        description: {
          shows: `Tokens of the range, of the ${MODELS} models that used most.`,
          bad: 'A costly model where a small one would do.',
          next: 'Compare with the cost by provider; route by the kind of request.',
        },
        queries: {
          tokens: instant(top(MODELS, q.increase('llm.tokens', { ...total, by: ['model'] })), '{{model}}'),
        },
        dataLinks,
      }),
      pie({
        id: 305,
        title: 'Prompt cache of providers',
        width: 6,
        unit: units.Short,
        description: {
          shows:
            'Input tokens of the range that providers read from their prompt cache, and that they wrote to it.',
          bad: 'Writes without reads: prompts begin differently each time, and the discount is lost.',
          next: 'Put what changes to the end of the prompt.',
        },
        queries: {
          cache: instant(q.increase('llm.prompt_cache.tokens', { ...total, by: ['access'] }), '{{access}}'),
        },
        dataLinks,
      }),
      table({
        id: 306,
        title: 'Tenants',
        width: 10,
        description: {
          shows: `The ${TENANTS} tenants that spent most over the range of the board.`,
          bad: 'One tenant that spends most of the budget.',
          next: 'Agree on a limit with it; its requests are in its traces.',
        },
        queries: {
          cost: instant(
            top(TENANTS, q.increase('llm.tenant.cost', { by: ['tenant'], window: RANGE_WINDOW })),
          ),
          tokens: instant(q.increase('llm.tenant.tokens', { by: ['tenant'], window: RANGE_WINDOW })),
        },
        joinBy: tenant,
        columns: [
          { field: tenant, title: 'Tenant' },
          { field: 'Value #cost', title: 'Cost', unit: units.Dollars, bar: true },
          { field: 'Value #tokens', title: 'Tokens', unit: units.Short },
        ],
        dataLinks: chosenLinks,
      }),
    ],
  };
}
