import {
  errorCheck,
  type Exchange,
  type LedgerCheck,
  ledgerCheck,
  type Ledgers,
  requestChecks,
  rowsOf,
} from '../frame';
import { type Tenant, TENANTS } from './tenants';

/** What the service of orders wrote down. */
interface OrdersLedger {
  /** Orders by tenant. */
  readonly taken: Readonly<Record<string, number>>;
  /** Calls by method and status, e.g. `GET 404`. */
  readonly answered: Readonly<Record<string, number>>;
}

/**
 * What Prometheus has to show, from what the client and the service of orders saw.
 * @throws Error naming every order that became something else than the scenario expects, or was taken twice
 */
export function checks({ exchanges, stub }: Ledgers): readonly LedgerCheck[] {
  const { taken, answered } = stub('orders') as OrdersLedger;
  const keyed = outcomesOf(exchanges);
  const wrong = [...keyed.flatMap(unexpected), ...notOnce(exchanges, taken)];
  if (wrong.length > 0) throw new Error(wrong.join('; '));
  const checked = exchanges.filter(({ route }) => route !== 'unmatched');
  const one = (when: (found: Keyed) => boolean) => keyed.filter(when).map(() => ({ labels: {}, value: 1 }));
  return [
    ...requestChecks(exchanges),
    errorCheck(exchanges),
    ledgerCheck(
      'http.client.request.duration',
      ['method', 'status_code'],
      Object.entries(answered).map(([call, value]) => {
        const [method = '', status_code = ''] = call.split(' ');
        return { labels: { method, status_code }, value };
      }),
    ),
    ledgerCheck('rate_limit.hits', ['tenant', 'endpoint'], endpointRows(checked, true)),
    ledgerCheck('rate_limit.misses', ['tenant', 'endpoint'], endpointRows(checked, false)),
    ledgerCheck(
      'rate_limit.decisions',
      ['tenant', 'limit', 'decision'],
      rowsOf(checked, (exchange) => ({
        tenant: tenantOf(exchange),
        limit: TENANTS[tenantOf(exchange)].limit,
        decision: exchange.status === 429 ? 'limited' : 'allowed',
      })),
    ),
    ledgerCheck(
      'rate_limit.violations',
      ['client'],
      rowsOf(checked, (exchange) => (exchange.status === 429 ? { client: tenantOf(exchange) } : undefined)),
    ),
    ledgerCheck(
      'idempotency.requests',
      ['outcome'],
      keyed.map(({ outcome }) => ({ labels: { outcome }, value: 1 })),
    ),
    ledgerCheck(
      'idempotency.hits',
      [],
      one(({ found }) => found),
    ),
    ledgerCheck(
      'idempotency.misses',
      [],
      one(({ found }) => !found),
    ),
    // That an answer was dropped the client sees when it repeats the order, which the scenario does for the first.
    ledgerCheck(
      'idempotency.evictions',
      [],
      one(({ exchange }) => exchange.tags['evicts'] !== undefined),
    ),
  ];
}

/** A request with an idempotency key, and what the client saw become of it. */
interface Keyed {
  readonly exchange: Exchange;
  readonly outcome: string;
  /** Whether there was an answer to its key. */
  readonly found: boolean;
}

/** The service numbers its orders: an answer that the client had before is a replay, whatever its headers say. */
function outcomesOf(exchanges: readonly Exchange[]): readonly Keyed[] {
  const seen = new Map<string, string>();
  return exchanges
    .filter(({ tags }) => tags['key'] !== undefined)
    .map((exchange) => {
      const { body, status, tags } = exchange;
      const key = `${tags['tenant']} ${tags['key']}`;
      const before = seen.get(key);
      if (status === 201) seen.set(key, body);
      if (status === 409) return { exchange, outcome: 'in_flight', found: false };
      if (status === 422) return { exchange, outcome: 'conflict', found: before !== undefined };
      if (status === 201 && body === before) return { exchange, outcome: 'replayed', found: true };
      // Only time tells an answer that expired from one that was dropped: the client knows how long it waited.
      return { exchange, outcome: tags['outcome'] === 'expired' ? 'expired' : 'executed', found: false };
    });
}

function unexpected({ exchange: { headers, tags }, outcome }: Keyed): readonly string[] {
  const name = `order ${tags['key']} of ${tags['tenant']}`;
  const isMarked = headers['idempotency-replayed'] === 'true';
  return [
    ...(outcome === tags['outcome'] ? [] : [`${name}: ${outcome} in place of ${tags['outcome']}`]),
    ...(isMarked === (outcome === 'replayed')
      ? []
      : [`${name}: Idempotency-Replayed is wrong for ${outcome}`]),
  ];
}

/** Every order that was taken is one that the client knows of, and the other way round. */
function notOnce(exchanges: readonly Exchange[], taken: OrdersLedger['taken']): readonly string[] {
  const known = new Map<string, Set<string>>();
  for (const { body, status, tags } of exchanges) {
    const { tenant } = tags;
    if (status === 201 && tenant !== undefined) known.set(tenant, (known.get(tenant) ?? new Set()).add(body));
  }
  return [...new Set([...known.keys(), ...Object.keys(taken)])].flatMap((tenant) => {
    const [by, at] = [known.get(tenant)?.size ?? 0, taken[tenant] ?? 0];
    return by === at ? [] : [`${tenant} knows of ${by} orders, and ${at} were taken`];
  });
}

function endpointRows(exchanges: readonly Exchange[], limited: boolean) {
  return rowsOf(exchanges, (exchange) =>
    (exchange.status === 429) === limited
      ? { tenant: tenantOf(exchange), endpoint: exchange.route }
      : undefined,
  );
}

function tenantOf({ tags: { tenant } }: Exchange): Tenant {
  return (tenant ?? 'anonymous') as Tenant;
}
