import {
  ledgerCheck,
  type LedgerCheck,
  type LedgerRow,
  type Ledgers,
  requestChecks,
  rowsOf,
  rowsOfNotes,
} from '../frame';

/** Executions of a task before it is given up. */
const ATTEMPTS = 3;

/** Of the metrics page that the preset puts on the gateway's own server. */
const METRICS_ROUTE = '/api/v1/metrics/';

/** A row of what the device management systems wrote down. */
interface ConnectorCalls {
  readonly connector: string;
  readonly operation: string;
  readonly result: 'success' | 'failed' | 'abandoned';
  readonly calls: number;
}

/** Each counter and histogram of the control plane's domain, from what its clients and the connectors saw. */
export function checks(ledgers: Ledgers): readonly LedgerCheck[] {
  return [
    ...requestChecks(ledgers.exchanges, { except: [METRICS_ROUTE] }),
    ...deployments(ledgers),
    ...tasks(ledgers),
    ...connectors(ledgers, ledgers.stub('connectors') as readonly ConnectorCalls[]),
  ];
}

function deployments({ exchanges, notes }: Ledgers): readonly LedgerCheck[] {
  const ended = rowsOfNotes(notes, 'ended');
  const risks = rowsOfNotes(notes, 'risk');
  return [
    ledgerCheck('deployment.completed', ['status', 'ring', 'app', 'requires_cab'], ended),
    ledgerCheck('deployment.duration', ['status', 'ring'], ended),
    ledgerCheck('deployment.risk_score', ['requires_cab'], risks, { of: 'sum' }),
    ledgerCheck(
      'deployment.risk_score',
      ['requires_cab'],
      risks.map(({ labels }) => ({ labels, value: 1 })),
    ),
    ledgerCheck('promotion.gate.evaluations', ['ring', 'result'], rowsOfNotes(notes, 'gate')),
    ledgerCheck('ring.promotions', ['from', 'to', 'status'], rowsOfNotes(notes, 'promotion')),
    ledgerCheck(
      'deployment.cab_decisions',
      ['decision'],
      rowsOf(exchanges, ({ tags: { action }, status }) => {
        if (status === 202 && action === 'approve') return { decision: 'approved' };
        return status === 200 && action === 'reject' ? { decision: 'rejected' } : undefined;
      }),
    ),
  ];
}

/** One execution for each roll-out that succeeded; for one that failed as many as there are attempts. */
function tasks({ notes }: Ledgers): readonly LedgerCheck[] {
  const count = (status: string, app?: string): number =>
    rowsOfNotes(notes, 'ended').filter(
      ({ labels }) => labels['status'] === status && (app === undefined || labels['app'] === app),
    ).length;
  // `mail` meets a connector that is down, `editor` one that is too slow.
  const [failed, late] = [count('failed', 'mail'), count('failed', 'editor')];
  const task = 'deploy';
  const perStatus = { success: count('success'), failed: failed * ATTEMPTS, timeout: late * ATTEMPTS };
  return [
    ledgerCheck(
      'task.duration',
      ['task', 'status'],
      rows(perStatus, (status) => ({ task, status })),
    ),
    ledgerCheck(
      'task.retries',
      ['task', 'retry_number'],
      rows({ 1: failed + late, 2: failed + late }, (retry) => ({ task, retry_number: retry })),
    ),
    ledgerCheck(
      'task.failures',
      ['task', 'error_type'],
      rows({ ConnectorError: failed, TimeoutError: late }, (type) => ({ task, error_type: type })),
    ),
  ];
}

function connectors({ exchanges }: Ledgers, calls: readonly ConnectorCalls[]): readonly LedgerCheck[] {
  const operations = calls.filter(({ operation }) => operation !== 'health');
  const sum = (is: (call: ConnectorCalls) => boolean): number =>
    operations.reduce((total, call) => total + (is(call) ? call.calls : 0), 0);
  const refused = exchanges.filter(({ status }) => status === 502).length;
  const outcomes = {
    success: sum(({ result }) => result === 'success'),
    failure: sum(({ result }) => result !== 'success'),
    // The client got an error, and no connector had been asked.
    rejected: refused - sum(({ operation, result }) => operation === 'inventory' && result !== 'success'),
  };
  return [
    ledgerCheck(
      'connector.operation.duration',
      ['connector_type', 'operation', 'status'],
      operations.map(({ connector, operation, result, calls: value }) => ({
        labels: { connector_type: connector, operation, status: result === 'success' ? 'success' : 'failed' },
        value,
      })),
    ),
    ledgerCheck(
      'breaker.failures',
      ['component'],
      operations
        .filter(({ result }) => result !== 'success')
        .map(({ connector, calls: value }) => ({ labels: { component: connector }, value })),
    ),
    ledgerCheck(
      'breaker.requests',
      ['outcome'],
      rows(outcomes, (outcome) => ({ outcome })),
    ),
  ];
}

function rows(
  values: Readonly<Record<string, number>>,
  labels: (key: string) => Readonly<Record<string, string>>,
): readonly LedgerRow[] {
  return Object.entries(values).map(([key, value]) => ({ labels: labels(key), value }));
}
