import { z } from 'zod';
import type { SentAlert } from '../core/escalation';
import type { WantedSilence } from '../core/holds';
import type { Observation } from '../core/observation';

/** An Alertmanager on the same network answers in milliseconds; callers of ours wait for 10 s at most. */
const TIMEOUT_MS = 3_000;

const time = z.string().transform((text) => Date.parse(text));
const labels = z.record(z.string(), z.string());
const matcher = z
  .object({ name: z.string(), value: z.string() })
  .transform((given) => ({ ...given, isRegex: false as const, isEqual: true as const }));

const STATUS = z.object({ uptime: time });
const ALERTS = z.array(
  z
    .object({
      fingerprint: z.string(),
      labels,
      annotations: labels,
      startsAt: time,
      endsAt: time,
      generatorURL: z.string().optional(),
      status: z.object({ state: z.string() }),
    })
    .transform(({ generatorURL: generatorUrl, status, ...alert }) => ({
      ...alert,
      generatorUrl,
      isActive: status.state !== 'suppressed',
    })),
);
const SILENCES = z.array(
  z
    .object({
      id: z.string(),
      status: z.object({ state: z.enum(['pending', 'active', 'expired']) }),
      startsAt: time,
      endsAt: time,
      updatedAt: time,
      createdBy: z.string(),
      comment: z.string(),
      matchers: z.array(matcher),
    })
    .transform(({ status, ...silence }) => ({ ...silence, state: status.state })),
);
const RECEIVERS = z.array(z.object({ name: z.string() }));

/** No Alertmanager did as asked. The message names each and why. */
export class AlertmanagerError extends Error {}

/** The API v2 of an Alertmanager, or of several that form a cluster. */
export interface Alertmanager {
  observe(): Promise<Observation>;
  /** Resolves to the id. */
  setSilence(silence: WantedSilence): Promise<string>;
  expireSilence(id: string): Promise<void>;
  /** Members of a cluster do not tell each other of alerts, so each is told. */
  send(alerts: readonly SentAlert[]): Promise<void>;
  receivers(): Promise<readonly string[]>;
}

/** @param urls base URLs, without a slash at the end; the first that answers is asked */
export function alertmanagerAt(urls: readonly string[]): Alertmanager {
  const first = async <T>(ask: (url: string) => Promise<T>): Promise<T> => {
    const reasons: string[] = [];
    for (const url of urls) {
      try {
        return await ask(url);
      } catch (error) {
        reasons.push(`${url}: ${reasonOf(error)}`);
      }
    }
    throw new AlertmanagerError(`Alertmanager does not do as asked: ${reasons.join('; ')}`);
  };
  return {
    observe: () => first(observe),
    setSilence: (silence) =>
      first(async (url) => {
        const body = { ...silence, startsAt: iso(silence.startsAt), endsAt: iso(silence.endsAt) };
        const answer = await call(`${url}/api/v2/silences`, { method: 'POST', body });
        return z.object({ silenceID: z.string() }).parse(answer.body).silenceID;
      }),
    expireSilence: (id) =>
      first(async (url) => {
        await call(`${url}/api/v2/silence/${encodeURIComponent(id)}`, { method: 'DELETE' });
      }),
    send: async (alerts) => {
      const body = alerts.map(({ generatorUrl, startsAt, endsAt, ...alert }) => ({
        ...alert,
        startsAt: iso(startsAt),
        endsAt: iso(endsAt),
        ...(generatorUrl === undefined ? {} : { generatorURL: generatorUrl }),
      }));
      const sent = await Promise.allSettled(
        urls.map((url) => call(`${url}/api/v2/alerts`, { method: 'POST', body })),
      );
      if (sent.some(({ status }) => status === 'fulfilled')) return;
      const reasons = sent.map(
        (one, index) => `${urls[index]}: ${reasonOf((one as PromiseRejectedResult).reason)}`,
      );
      throw new AlertmanagerError(`Alertmanager takes no alerts: ${reasons.join('; ')}`);
    },
    receivers: () =>
      first(async (url) =>
        RECEIVERS.parse((await call(`${url}/api/v2/receivers`)).body).map(({ name }) => name),
      ),
  };
}

async function observe(url: string): Promise<Observation> {
  // Alerts before silences: one that was silenced in between is then seen with its silence.
  const alerts = ALERTS.parse((await call(`${url}/api/v2/alerts`)).body);
  const silences = await call(`${url}/api/v2/silences`);
  const { uptime: upSince } = STATUS.parse((await call(`${url}/api/v2/status`)).body);
  return { now: silences.date, upSince, alerts, silences: SILENCES.parse(silences.body) };
}

interface Call {
  readonly method?: 'POST' | 'DELETE';
  readonly body?: object;
}

async function call(
  url: string,
  { method, body }: Call = {},
): Promise<{ readonly body: unknown; readonly date: number }> {
  const response = await fetch(url, {
    method: method ?? 'GET',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text.slice(0, 200).trim()}`);
  const date = Date.parse(response.headers.get('date') ?? '');
  if (Number.isNaN(date)) throw new Error('an answer without the header Date');
  return { body: text === '' ? undefined : (JSON.parse(text) as unknown), date };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function reasonOf(error: unknown): string {
  const { cause, message } = error as Error & { cause?: { code?: string } };
  return cause?.code ?? message;
}
