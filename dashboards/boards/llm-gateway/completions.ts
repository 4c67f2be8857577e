import { ratio } from '../../../alerts/promql';
import { chosenLinks, errorLinks } from '../../kit/event-links';
import { eventsOrZero, top } from '../../kit/expressions';
import { boardLink } from '../../kit/links';
import { type RowSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { duration, level, range, rate, share } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { TOKENS_PER_SECOND } from '../../kit/units';
import { chosen } from '../../kit/variable-names';

const MODELS = 10;

/** Requests to models as clients asked for them, whichever providers were tried. */
export function completions({ q }: Sources): RowSpec {
  const where = { model: chosen('model') } as const;
  const by = ['model'] as const;
  const all = q.rate('llm.requests', { where, by, window });
  const failed = q.rate('llm.requests', { where: { ...where, outcome: 'error' }, by, window });
  const lookups = q.rate('llm.cache.requests', { window });
  const from = q.label('llm.fallbacks', 'from');
  const to = q.label('llm.fallbacks', 'to');
  const providers = boardLink('Providers', 'llmProviders');
  return {
    id: 2,
    title: 'Completions',
    panels: [
      rate({
        id: 201,
        title: 'Completions by outcome',
        width: 8,
        stacked: true,
        description: {
          shows: 'Requests of clients to models that ended, each second, by outcome; each counts once.',
          bad: 'Errors: all providers were tried in vain. Rejected: the gateway itself said no.',
          next: 'For errors open failed traces and the board of providers.',
        },
        queries: {
          outcomes: range(q.rate('llm.requests', { where, by: ['outcome'], window }), '{{outcome}}'),
        },
        dataLinks: [...errorLinks, providers],
      }),
      share({
        id: 202,
        title: 'Failed share by model',
        width: 8,
        description: {
          shows: 'Share of the completions of each model that ended in an error, after every fallback.',
          bad: 'One model far above the others: no provider that serves it is well.',
          next: 'Open the board of providers for this model.',
        },
        queries: { failed: range(ratio(failed, all), '{{model}}', { quietWhenHealthy: true }) },
        dataLinks: [...errorLinks, providers],
      }),
      duration({
        id: 203,
        title: 'p95 duration by model',
        width: 8,
        description: {
          shows: `95th percentile of the time to the end of the answer, all attempts included, of the ${MODELS} slowest models.`,
          bad: 'A model that gets slower without longer answers: its provider is busy.',
          next: 'Compare with Output rate, and with the duration of single attempts on the board of providers.',
        },
        queries: {
          p95: range(
            top(MODELS, q.quantile(0.95, 'llm.request.duration', { where, by, window })),
            '{{model}}',
          ),
        },
        dataLinks: [providers, ...chosenLinks],
      }),
      duration({
        id: 204,
        title: 'Time to first token',
        width: 8,
        description: {
          shows:
            'Median and 95th percentile of the time from a streaming request to its first token, by provider.',
          bad: 'Seconds: people take a chat that shows nothing for broken.',
          next: 'Open the board of providers; large prompts are read before the first token.',
        },
        queries: {
          p50: range(
            q.quantile(0.5, 'llm.time_to_first_token', { where, by: ['provider'], window }),
            '{{provider}} p50',
          ),
          p95: range(
            q.quantile(0.95, 'llm.time_to_first_token', { where, by: ['provider'], window }),
            '{{provider}} p95',
          ),
        },
        alerts: ['LlmFirstTokenBudgetBurnFast'],
        dataLinks: [providers, ...chosenLinks],
      }),
      level({
        id: 205,
        title: 'Output rate',
        width: 8,
        unit: TOKENS_PER_SECOND,
        idle: 'no streams in range',
        description: {
          shows: 'Median of the tokens a second of a stream after its first one, by provider and model.',
          bad: 'A rate below reading speed, about 10 tokens a second.',
          next: 'Compare providers of the same model, and move traffic.',
        },
        queries: {
          p50: range(
            q.quantile(0.5, 'llm.output_rate', { where, by: ['provider', 'model'], window }),
            '{{provider}} {{model}}',
          ),
        },
        dataLinks: [providers, ...chosenLinks],
      }),
      share({
        id: 206,
        title: 'Answer cache hits',
        width: 4,
        description: {
          shows: "Share of look-ups in the gateway's own cache that found an answer.",
          bad: 'A fall to 0 after a release: keys of the cache have changed.',
          next: 'Compare with the cost of the same time.',
        },
        queries: {
          hits: range(
            ratio(q.rate('llm.cache.requests', { where: { result: 'hit' }, window }), lookups),
            'hits',
          ),
        },
        dataLinks: chosenLinks,
      }),
      rate({
        id: 207,
        title: 'Fallbacks',
        width: 4,
        description: {
          shows:
            'Requests that went on to another provider, each second, by the one left, the one chosen and the reason.',
          bad: 'Steady fallbacks: the first choice is no longer one, and each costs its time.',
          next: 'Open the board of providers for the one that is left.',
        },
        queries: {
          fallbacks: range(
            eventsOrZero(q, q.rate('llm.fallbacks', { by: ['from', 'to', 'reason'], window })),
            `{{${from}}} to {{${to}}}: {{reason}}`,
            { quietWhenHealthy: true },
          ),
        },
        dataLinks: [providers, ...errorLinks],
      }),
    ],
  };
}
