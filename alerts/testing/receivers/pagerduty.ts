import { type HttpReceiver, startHttpReceiver } from './http';

/** An event of PagerDuty's Events API v2. */
export interface PagerDutyEvent {
  readonly routing_key: string;
  readonly event_action: 'trigger' | 'resolve' | 'acknowledge';
  /** Events of one key are one incident. */
  readonly dedup_key: string;
  readonly client?: string;
  readonly client_url?: string;
  readonly links?: readonly { readonly href: string; readonly text: string }[];
  readonly payload?: {
    readonly summary: string;
    readonly source: string;
    readonly severity: string;
    readonly class?: string;
    readonly component?: string;
    readonly group?: string;
    readonly custom_details?: Readonly<Record<string, string>>;
  };
}

const SEVERITIES = ['critical', 'error', 'warning', 'info'];

/** Stands for PagerDuty: takes what the Events API v2 takes. */
export function startFakePagerDuty(): Promise<HttpReceiver<PagerDutyEvent>> {
  return startHttpReceiver<PagerDutyEvent>((event) => {
    const problem = problemOf(event);
    return problem === undefined
      ? {
          status: 202,
          body: JSON.stringify({ status: 'success', message: 'Event processed', dedup_key: event.dedup_key }),
        }
      : { status: 400, body: JSON.stringify({ status: 'invalid event', errors: [problem] }) };
  });
}

function problemOf({ routing_key: key, event_action: action, payload }: PagerDutyEvent): string | undefined {
  if (key === '') return 'routing_key is empty';
  if (!['trigger', 'resolve', 'acknowledge'].includes(action)) return `event_action is ${action}`;
  if (action !== 'trigger') return undefined;
  if (payload === undefined || payload.summary === '' || payload.source === '')
    return 'payload is incomplete';
  return SEVERITIES.includes(payload.severity) ? undefined : `severity is ${payload.severity}`;
}
