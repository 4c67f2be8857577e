import {
  errorCheck,
  ledgerCheck,
  type LedgerCheck,
  type LedgerRow,
  type Ledgers,
  requestChecks,
  rowsOf,
  transitionCheck,
} from '../frame';

/** What a provider did and reported for a model. */
interface Calls {
  readonly provider: string;
  readonly model: string;
  readonly success: number;
  readonly error: number;
  /** Calls that the gateway hung up: too slow for it, or its own client had left. */
  readonly abandoned: number;
  readonly input: number;
  readonly output: number;
  readonly cached: number;
}

/** Dollars for a million tokens: the list of the gateway once more, so that a wrong one there shows. */
const PRICES: Readonly<Record<string, { readonly input: number; readonly output: number }>> = {
  'gpt-4': { input: 30, output: 60 },
  'llama-3-70b': { input: 0.9, output: 0.9 },
  'claude-3-haiku': { input: 0.25, output: 1.25 },
};

/** Asked by Prometheus and by the health exporter as well. */
const OF_OTHERS = ['/metrics', '/prometheus/data/metrics', '/health'];

/** Requests, completions, attempts, tokens, cost, cache and fallbacks, from what the clients and the providers saw. */
export function checks(ledgers: Ledgers): readonly LedgerCheck[] {
  const calls = ledgers.stub('providers') as readonly Calls[];
  return [
    ...requestChecks(ledgers.exchanges, { except: OF_OTHERS }),
    errorCheck(ledgers.exchanges),
    transitionCheck(ledgers.notes),
    ...completions(ledgers),
    ...attempts(ledgers, calls),
    ...usage(calls),
  ];
}

function completions({ exchanges }: Ledgers): readonly LedgerCheck[] {
  const requests = rowsOf(exchanges, ({ tags: { model, outcome } }) =>
    model === undefined || outcome === undefined ? undefined : { model, outcome },
  );
  return [
    ledgerCheck('llm.requests', ['model', 'outcome'], requests),
    ledgerCheck(
      'llm.request.duration',
      ['model'],
      requests.map(({ labels: { model = '' }, value }) => ({ labels: { model }, value })),
    ),
    ledgerCheck(
      'llm.cache.requests',
      ['result'],
      rowsOf(exchanges, ({ tags: { cache } }) => (cache === undefined ? undefined : { result: cache })),
    ),
    ledgerCheck(
      'llm.fallbacks',
      ['from', 'reason'],
      [
        ...rowsOf(exchanges, ({ tags: { from, reason } }) =>
          from === undefined || reason === undefined ? undefined : { from, reason },
        ),
      ],
      // While its breaker opens, the reason changes from one request to the next.
      { except: { from: ['together'] } },
    ),
  ];
}

function attempts({ exchanges }: Ledgers, all: readonly Calls[]): readonly LedgerCheck[] {
  const left = (provider: string, model: string): number =>
    exchanges.filter(
      ({ tags }) =>
        tags['outcome'] === 'cancelled' && tags['model'] === model && tags['provider'] === provider,
    ).length;
  const calls = all.map(({ provider, model, success, error, abandoned }) => {
    const cancelled = left(provider, model);
    return { provider, model, success: success + cancelled, error: error + abandoned - cancelled };
  });
  const rows = calls.flatMap(({ provider, model, success, error }): LedgerRow[] => [
    { labels: { provider, model, status: 'success' }, value: success },
    { labels: { provider, model, status: 'error' }, value: error },
  ]);
  const sum = (value: (call: (typeof calls)[number]) => number): number =>
    calls.reduce((total, call) => total + value(call), 0);
  // A request that got no answer from either of its two providers went to both of their breakers.
  const inVain = exchanges.filter(({ status }) => status === 502);
  const models = new Set(inVain.map(({ tags }) => tags['model']));
  const outcomes = {
    success: sum(({ success }) => success),
    failure: sum(({ error }) => error),
    rejected: 2 * inVain.length - sum(({ model, error }) => (models.has(model) ? error : 0)),
  };
  return [
    ledgerCheck(
      'breaker.requests',
      ['outcome'],
      Object.entries(outcomes).map(([outcome, value]) => ({ labels: { outcome }, value })),
    ),
    ledgerCheck('llm.attempts', ['provider', 'model', 'status'], rows),
    ledgerCheck(
      'llm.attempt.duration',
      ['provider', 'model'],
      rows.map(({ labels: { provider = '', model = '' }, value }) => ({
        labels: { provider, model },
        value,
      })),
    ),
    ledgerCheck(
      'provider.failures',
      ['provider'],
      calls.map(({ provider, error }) => ({ labels: { provider }, value: error })),
    ),
    ledgerCheck(
      'breaker.failures',
      ['service', 'component'],
      calls.map(({ provider, model, error }) => ({
        labels: { service: provider, component: model },
        value: error,
      })),
    ),
  ];
}

function usage(calls: readonly Calls[]): readonly LedgerCheck[] {
  const per = (
    label: string,
    values: (call: Calls) => Readonly<Record<string, number>>,
  ): readonly LedgerRow[] =>
    calls.flatMap((call) =>
      Object.entries(values(call)).map(([name, value]) => ({
        labels: { provider: call.provider, model: call.model, [label]: name },
        value,
      })),
    );
  const costs = calls.map(({ provider, model, input, output }) => {
    const { input: perInput = 0, output: perOutput = 0 } = PRICES[model] ?? {};
    return { labels: { provider, model }, value: (input * perInput + output * perOutput) / 1e6 };
  });
  const tokens = per('type', ({ input, output }) => ({ input, output }));
  return [
    ledgerCheck('llm.tokens', ['provider', 'model', 'type'], tokens),
    ledgerCheck(
      'llm.prompt_cache.tokens',
      ['provider', 'model', 'access'],
      per('access', ({ input, cached }) => ({ read: cached, write: input - cached })),
    ),
    ledgerCheck('llm.cost', ['provider', 'model'], costs),
    ledgerCheck('llm.tenant.cost', [], costs),
    ledgerCheck(
      'llm.tenant.tokens',
      ['type'],
      tokens.map(({ labels: { type = '' }, value }) => ({ labels: { type }, value })),
    ),
  ];
}
