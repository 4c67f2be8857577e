import {
  type Exchange,
  ledgerCheck,
  type LedgerCheck,
  type LedgerRow,
  type Ledgers,
  type Note,
} from '../frame';
import { errorCheck, requestChecks, rowsOf, rowsOfNotes, transitionCheck } from '../frame';

interface Generated {
  readonly success: number;
  readonly failed: number;
}

const SERVICES = ['code-generator', 'image-generator'] as const;
const PER_CALLER = ['tenant', 'endpoint'] as const;

/** Requests, generations, callers, limits, sessions and breakers, from what the clients and the services saw. */
export function checks(ledgers: Ledgers): readonly LedgerCheck[] {
  const { exchanges, notes } = ledgers;
  return [
    ...requestChecks(exchanges, { except: ['/api/v1/metrics'], further: upgrades(notes) }),
    errorCheck(exchanges),
    ...generations(exchanges),
    ...callers(ledgers),
    ...limits(exchanges),
    ...sessions(ledgers),
    ...services(ledgers),
    transitionCheck(ledgers.notes),
  ];
}

/** A session begins with a request that no route of the gateway answers. */
function upgrades(notes: readonly Note[]): readonly LedgerRow[] {
  return rowsOfNotes(notes, 'connection').flatMap(({ labels: { event }, value }): LedgerRow[] =>
    event === 'opened' || event === 'rejected'
      ? [
          {
            labels: { method: 'GET', route: 'unmatched', status_code: event === 'opened' ? '101' : '401' },
            value,
          },
        ]
      : [],
  );
}

function generations(exchanges: readonly Exchange[]): readonly LedgerCheck[] {
  const code = rowsOf(exchanges, ({ tags: { framework }, status }) => {
    const outcome = outcomeOf(status);
    return framework !== undefined && outcome !== undefined ? { framework, status: outcome } : undefined;
  });
  const image = rowsOf(exchanges, ({ route, status }) => {
    const outcome = outcomeOf(status);
    return route.endsWith('/image') && outcome !== undefined ? { status: outcome } : undefined;
  });
  return [
    ledgerCheck('generation.code', ['framework', 'status'], code),
    ledgerCheck('generation.code.duration', ['framework'], without(code, 'status')),
    ledgerCheck('generation.image', ['status'], image),
    ledgerCheck('generation.image.duration', [], without(image, 'status')),
  ];
}

/** A client that hung up does not stop a generation. */
function outcomeOf(status: Exchange['status']): 'success' | 'failed' | undefined {
  if (status === 200 || status === 'aborted') return 'success';
  return status === 502 ? 'failed' : undefined;
}

function callers({ exchanges, notes }: Ledgers): readonly LedgerCheck[] {
  // Whoever opens a session shows a key as well.
  const sockets = rowsOfNotes(notes, 'connection').flatMap(({ labels: { event }, value }): LedgerRow[] =>
    event === 'opened' || event === 'rejected'
      ? [{ labels: { method: 'api_key', result: event === 'opened' ? 'success' : 'failure' }, value }]
      : [],
  );
  const attempts = rowsOf(exchanges, ({ tags: { auth }, status }) =>
    auth === undefined ? undefined : { method: auth, result: status === 401 ? 'failure' : 'success' },
  );
  const failures = [...attempts, ...sockets].filter(({ labels }) => labels['result'] === 'failure');
  const events: LedgerRow[] = [
    ...failures.map(({ value }) => ({
      labels: { type: 'authentication_failure', severity: 'medium' },
      value,
    })),
    ...rowsOf(exchanges, ({ tags: { event }, status }) => {
      if (event === 'injection') return { type: 'injection_attempt', severity: 'high' };
      return status === 429 ? { type: 'rate_limit_violation', severity: 'low' } : undefined;
    }),
  ];
  return [
    ledgerCheck('auth.attempts', ['method', 'result'], [...attempts, ...sockets]),
    ledgerCheck(
      'auth.token_validations',
      ['result'],
      rowsOf(exchanges, ({ tags: { token } }) => (token === undefined ? undefined : { result: token })),
    ),
    ledgerCheck('security.events', ['type', 'severity'], events),
  ];
}

function limits(exchanges: readonly Exchange[]): readonly LedgerCheck[] {
  const checked = exchanges.filter(({ tags: { client } }) => client !== undefined);
  const rows = (is: (exchange: Exchange) => boolean): readonly LedgerRow[] =>
    rowsOf(checked.filter(is), ({ tags: { client = '' }, route }) => ({ tenant: client, endpoint: route }));
  return [
    ledgerCheck(
      'rate_limit.decisions',
      ['decision'],
      rowsOf(checked, ({ status }) => ({ decision: status === 429 ? 'limited' : 'allowed' })),
    ),
    ledgerCheck(
      'rate_limit.hits',
      [...PER_CALLER],
      rows(({ status }) => status === 429),
    ),
    ledgerCheck(
      'rate_limit.misses',
      [...PER_CALLER],
      rows(({ status }) => status !== 429),
    ),
    ledgerCheck(
      'rate_limit.violations',
      ['client'],
      rowsOf(checked, ({ tags: { client = '' }, status }) => (status === 429 ? { client } : undefined)),
    ),
  ];
}

function sessions({ notes }: Ledgers): readonly LedgerCheck[] {
  const events = rowsOfNotes(notes, 'connection');
  const ended = events.filter(({ labels: { event } }) => event === 'closed' || event === 'error');
  return [
    ledgerCheck('websocket.connections', ['event'], events),
    ledgerCheck('websocket.connection.duration', [], without(ended, 'event')),
    ledgerCheck('websocket.messages', ['direction', 'type'], rowsOfNotes(notes, 'message')),
  ];
}

function services({ exchanges, stub }: Ledgers): readonly LedgerCheck[] {
  const rows = SERVICES.flatMap((service) => {
    const { success, failed } = stub(service) as Generated;
    const kind = service === 'code-generator' ? '/code' : '/image';
    const refused = exchanges.filter(({ route, status }) => route.endsWith(kind) && status === 502).length;
    return [
      { service, outcome: 'success', value: success },
      { service, outcome: 'failure', value: failed },
      // The client got an error, and the service had not been asked.
      { service, outcome: 'rejected', value: refused - failed },
    ];
  });
  return [
    ledgerCheck(
      'breaker.requests',
      ['service', 'outcome'],
      rows.map(({ service, outcome, value }) => ({ labels: { service, outcome }, value })),
    ),
    ledgerCheck(
      'breaker.failures',
      ['service'],
      rows
        .filter(({ outcome }) => outcome === 'failure')
        .map(({ service, value }) => ({ labels: { service }, value })),
    ),
    ledgerCheck(
      'pool.requests',
      ['service', 'result'],
      rows
        .filter(({ outcome }) => outcome !== 'rejected')
        .map(({ service, value }) => ({ labels: { service, result: 'acquired' }, value })),
    ),
  ];
}

function without(rows: readonly LedgerRow[], label: string): readonly LedgerRow[] {
  return rows.map(({ labels, value }) => ({
    labels: Object.fromEntries(Object.entries(labels).filter(([key]) => key !== label)),
    value,
  }));
}
