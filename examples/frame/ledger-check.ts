import type { LabelKey, MetricId } from '../../instrumentation/contract';
import type { Exchange, Note } from './ledgers';

/**
 * Numbers that Prometheus has to show: the raw samples of a metric, summed by labels, over every life of the process.
 * Both ways: a group that the ledger does not have is as wrong as one that Prometheus does not have.
 */
export interface LedgerCheck {
  readonly metric: MetricId;
  /** Label keys of the contract that both sides are summed by; those that the preset omits are left out. */
  readonly by: readonly string[];
  readonly rows: readonly LedgerRow[];
  /** Of a histogram: its observations (default) or the sum of their values. Other metrics have only their value. */
  readonly of?: 'count' | 'sum';
  /** Series that the ledger does not know about, by label key: they are left out of both sides. */
  readonly except?: Readonly<Record<string, readonly string[]>>;
}

/** Values by label key of the contract, and the number that goes with them. */
export interface LedgerRow {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A check of a metric; the compiler knows its labels. */
export function ledgerCheck<I extends MetricId>(
  metric: I,
  by: readonly LabelKey<I>[],
  rows: readonly LedgerRow[],
  more: Pick<LedgerCheck, 'of' | 'except'> = {},
): LedgerCheck {
  return { metric, by, rows, ...more };
}

/** Rows of one each, for every exchange; `undefined` leaves an exchange out. */
export function rowsOf(
  exchanges: readonly Exchange[],
  labels: (exchange: Exchange) => Readonly<Record<string, string>> | undefined,
): readonly LedgerRow[] {
  return exchanges.flatMap((exchange) => {
    const found = labels(exchange);
    return found === undefined ? [] : [{ labels: found, value: 1 }];
  });
}

/** Rows of the notes of a name. */
export function rowsOfNotes(notes: readonly Note[], name: string): readonly LedgerRow[] {
  return notes.filter((note) => note.name === name).map(({ labels, amount }) => ({ labels, value: amount }));
}

/**
 * Requests and observed durations of the gateway, as the client saw them.
 * @param more `except`: routes that others than the client ask for, too; `further`: rows of requests that are no exchange,
 * such as upgrades
 */
export function requestChecks(
  exchanges: readonly Exchange[],
  {
    except = [],
    further = [],
  }: { readonly except?: readonly string[]; readonly further?: readonly LedgerRow[] } = {},
): readonly LedgerCheck[] {
  const requests = rowsOf(exchanges, ({ to, method, route, status }) =>
    // A client that hangs up before the head was sent leaves no status code.
    to !== 'gateway'
      ? undefined
      : { method, route, status_code: typeof status === 'number' ? `${status}` : 'none' },
  );
  const rows = [...requests, ...further];
  const by = ['method', 'route', 'status_code'] as const;
  const own = { except: { route: except } };
  return [ledgerCheck('http.requests', by, rows, own), ledgerCheck('http.request.duration', by, rows, own)];
}

/** Requests that the gateway failed, as the client saw them: those with a status of 500 or above. */
export function errorCheck(exchanges: readonly Exchange[]): LedgerCheck {
  const rows = rowsOf(exchanges, ({ to, method, route, status }) =>
    to === 'gateway' && typeof status === 'number' && status >= 500 ? { method, route } : undefined,
  );
  return ledgerCheck('http.errors', ['method', 'route'], rows);
}
