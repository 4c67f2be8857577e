import type { ShownAlert } from '../../../alerts/operations/core/view';
import { type Replica, type Rig, TOKEN } from './rig';

/** An answer of the service. */
export interface Answer {
  readonly status: number;
  readonly body: {
    readonly message?: string;
    readonly error?: string;
    readonly fingerprint?: string;
    readonly alerts?: readonly ShownAlert[];
    readonly total_count?: number;
    readonly events?: readonly { readonly type: string; readonly fingerprint: string }[];
    readonly alert_statistics?: Readonly<Record<string, unknown>>;
  };
}

export async function ask(replica: Replica, path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(replica.url + path, {
    ...init,
    headers: { authorization: `Bearer ${TOKEN}`, ...init.headers },
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

export const post = (replica: Replica, path: string): Promise<Answer> =>
  ask(replica, path, { method: 'POST' });

export async function alertsOf(replica: Replica, query = ''): Promise<readonly ShownAlert[]> {
  return (await ask(replica, `/alerts${query}`)).body.alerts ?? [];
}

/** What Prometheus does: sends the alerts that fire, again and again, with the time at which each began. */
export class Sender {
  readonly #firing = new Map<
    string,
    { readonly labels: Record<string, string>; readonly startsAt: string }
  >();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly rig: Rig,
    everyMs: number,
  ) {
    this.resume(everyMs);
  }

  /** Sends every so often until `stop`. */
  resume(everyMs: number): void {
    this.#timer = setInterval(() => void this.send().catch(() => undefined), everyMs);
  }

  async fire(names: readonly string[], labels: Readonly<Record<string, string>> = {}): Promise<void> {
    const startsAt = new Date().toISOString();
    for (const name of names) {
      this.#firing.set(name, {
        labels: { alertname: name, severity: 'critical', service: 'orders', ...labels },
        startsAt,
      });
    }
    await this.send();
  }

  async resolve(names: readonly string[]): Promise<void> {
    const endsAt = new Date().toISOString();
    const ended = names.flatMap((name) => this.#firing.get(name) ?? []);
    names.forEach((name) => this.#firing.delete(name));
    await this.#post(ended.map((alert) => ({ ...alert, endsAt })));
  }

  send(): Promise<void> {
    // As Prometheus: an alert that is not sent again ends by itself.
    const endsAt = new Date(Date.now() + 4 * 60_000).toISOString();
    return this.#post([...this.#firing.values()].map((alert) => ({ ...alert, endsAt })));
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #post(alerts: readonly object[]): Promise<void> {
    const annotated = alerts.map((alert) => ({ ...alert, annotations: { description: 'It is broken.' } }));
    const response = await fetch(`${this.rig.alertmanager}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(annotated),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  }
}

/** Calls that carried the alert as firing. */
export function calls(rig: Rig, alertname: string, about?: string): number {
  return rig.pager
    .received()
    .filter(({ alerts }) =>
      alerts.some(
        ({ labels, status }) =>
          status === 'firing' &&
          labels['alertname'] === alertname &&
          (about === undefined || labels['escalates'] === about),
      ),
    ).length;
}
