import { model, provider, tenant } from '../dimensions';
import { capped, closed } from '../label';
import { counter, histogram } from '../metric';

/** Kinds of tokens that are billed apart. Their sum is what a request used. */
export const TOKEN_TYPES = ['input', 'output'] as const;

/**
 * How a client's request ended, counted once a request however many providers were tried.
 * - `success`, `error`: answered, or given up after the last attempt
 * - `rejected`: refused by the gateway itself (limit, budget, policy)
 * - `cancelled`: the client went away, e.g. in the middle of a stream
 */
export const LLM_OUTCOMES = ['success', 'error', 'rejected', 'cancelled'] as const;

/** How one attempt at a provider ended. */
export const ATTEMPT_STATUSES = ['success', 'error'] as const;

/** Why the gateway turned to another provider. */
export const FALLBACK_REASONS = ['error', 'timeout', 'rate_limited', 'breaker_open'] as const;

/**
 * Seconds. Reasoning models answer after minutes, so the scale goes on to 10 minutes; the conventions for generative
 * models end at 82 s, where every slow answer would fall into +Inf.
 */
export const LLM_DURATION_BUCKETS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 300, 600] as const;

/** Seconds. The first token comes sooner than the answer, and users notice tenths. */
const FIRST_TOKEN_BUCKETS = [0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2.5, 5, 10, 30, 60] as const;

const outcome = closed('outcome', LLM_OUTCOMES, 'How the request of the client ended.');
const tokenType = closed('type', TOKEN_TYPES, 'Direction of the tokens.');

/** Requests to large language models: what clients saw, what providers did, what it cost. */
export const llm = {
  'llm.requests': counter({
    name: 'llm_requests_total',
    unit: '1',
    help: 'Requests of clients that ended, by model and outcome; each counts once.',
    labels: { model, outcome },
    seriesBudget: 200,
    why: 'Attempts at providers cannot say how many clients were served: a fallback turns two attempts into one success.',
  }),
  'llm.request.duration': histogram({
    name: 'llm_request_duration_seconds',
    unit: 'seconds',
    help: 'Time from the request of a client to the end of its answer, all attempts included, by model.',
    labels: { model },
    buckets: LLM_DURATION_BUCKETS,
    seriesBudget: 50,
    why: 'What a user waits for, whichever providers were tried.',
  }),
  'llm.attempts': counter({
    name: 'llm_upstream_attempts_total',
    unit: '1',
    help: 'Calls to providers that ended, by provider, model and status; retries and fallbacks each count.',
    labels: { provider, model, status: closed('status', ATTEMPT_STATUSES, 'How the call ended.') },
    seriesBudget: 400,
    why: 'Load and error ratio of each provider, which the requests of clients cannot give after a fallback.',
  }),
  'llm.attempt.duration': histogram({
    name: 'llm_upstream_duration_seconds',
    unit: 'seconds',
    help: 'Time from a call to a provider to the end of its answer, by provider and model.',
    labels: { provider, model },
    buckets: LLM_DURATION_BUCKETS,
    seriesBudget: 200,
    why: 'Compares providers that serve the same model.',
  }),
  'llm.tokens': counter({
    name: 'llm_tokens_total',
    unit: '1',
    help: 'Tokens that providers reported, by provider, model and type.',
    labels: { provider, model, type: tokenType },
    seriesBudget: 400,
    why: 'Volume is billed and limited by tokens and not by requests.',
  }),
  'llm.prompt_cache.tokens': counter({
    name: 'llm_prompt_cache_tokens_total',
    unit: '1',
    help: 'Input tokens that a provider read from, or wrote to, its prompt cache; part of the input tokens.',
    labels: { provider, model, access: closed('access', ['read', 'write'], 'Use of the prompt cache.') },
    seriesBudget: 400,
    why: 'Cached input is billed at another price. Apart from the tokens, so that their sum stays what was used.',
  }),
  'llm.cost': counter({
    name: 'llm_cost_dollars_total',
    unit: 'dollars',
    help: 'Cost of the tokens at the configured prices, by provider and model.',
    labels: { provider, model },
    seriesBudget: 200,
    why: 'Says where the money goes while it is being spent.',
  }),
  'llm.time_to_first_token': histogram({
    name: 'llm_time_to_first_token_seconds',
    unit: 'seconds',
    help: 'Time from a streaming request to its first token, by provider and model.',
    labels: { provider, model },
    buckets: FIRST_TOKEN_BUCKETS,
    seriesBudget: 200,
    why: 'What a user waits for in a stream. Without a value for answers that are not streamed.',
  }),
  'llm.output_rate': histogram({
    name: 'llm_output_tokens_per_second',
    unit: 'tokens_per_second',
    help: 'Output tokens of a stream divided by the time after the first one, by provider and model.',
    labels: { provider, model },
    buckets: [1, 5, 10, 20, 40, 80, 160, 320, 640],
    seriesBudget: 200,
    why: 'A stream that begins at once may still crawl.',
  }),
  'llm.cache.requests': counter({
    name: 'llm_cache_requests_total',
    unit: '1',
    help: "Look-ups in the gateway's own answer cache, by result.",
    labels: { result: closed('result', ['hit', 'miss', 'bypass'], 'What the look-up gave.') },
    seriesBudget: 3,
    why: 'The share of hits says whether the cache is worth its memory.',
  }),
  'llm.fallbacks': counter({
    name: 'llm_fallbacks_total',
    unit: '1',
    help: 'Requests that went on to another provider, by the provider left, the one chosen and the reason.',
    labels: {
      from: capped('from_provider', 20, 'Provider that was left.'),
      to: capped('to_provider', 20, 'Provider that was tried next.'),
      reason: closed('reason', FALLBACK_REASONS, 'Why the first one was left.'),
    },
    seriesBudget: 200,
    why: 'Fallbacks hide failures from clients; here they show.',
  }),
  'llm.tenant.tokens': counter({
    name: 'llm_tenant_tokens_total',
    unit: '1',
    help: 'Tokens by tenant and type.',
    labels: { tenant, type: tokenType },
    seriesBudget: 202,
    why: 'Usage per tenant, apart from provider and model: the product of all three would be too many series.',
  }),
  'llm.tenant.cost': counter({
    name: 'llm_tenant_cost_dollars_total',
    unit: 'dollars',
    help: 'Cost of the tokens at the configured prices, by tenant.',
    labels: { tenant },
    seriesBudget: 101,
    why: 'Spending per tenant, for budgets and invoices.',
  }),
} as const;
