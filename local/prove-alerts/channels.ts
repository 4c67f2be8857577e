import type { AlertRule, Severity } from '../../alerts';
import type { Channel, Rig } from '../faults';

/** One alert as somebody got it. */
export interface Arrival {
  /** Unix time in milliseconds. */
  readonly at: number;
  readonly via: Channel;
  readonly status: 'firing' | 'resolved';
  /** What is known of its labels; only the webhook has them all. */
  readonly labels: Readonly<Record<string, string>>;
  readonly text: string;
  /** What a firing and a resolved arrival of the same alert have in common, where that is known. */
  readonly incident?: string;
  /** Of the webhook alone. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Who has to hear of what: a page calls somebody, a ticket is mailed, and Slack reads everything. */
export const CHANNELS: Readonly<Record<Severity, readonly Channel[]>> = {
  critical: ['webhook', 'pagerduty', 'slack'],
  warning: ['webhook', 'slack', 'email'],
  info: ['webhook', 'slack'],
};

/** Everything that arrived at one channel since a time, in the order of arrival. */
export function arrivals(
  via: Channel,
  since: number,
  { stack, channels: fakes }: Pick<Rig, 'stack' | 'channels'>,
): readonly Arrival[] {
  const later = <T extends { readonly at: number }>(all: readonly T[]): readonly T[] =>
    all.filter(({ at }) => at >= since);
  switch (via) {
    case 'webhook':
      return later(stack.webhook.received()).flatMap(({ at, alerts }) =>
        alerts.map(({ status, labels, annotations, fingerprint: incident }) => ({
          ...{ at, via, status, labels, annotations, incident },
          text: Object.values(annotations).join('\n'),
        })),
      );
    case 'slack':
      return later(fakes.slack.received()).flatMap(({ at, body }) =>
        body.attachments.map(({ title, text }) => told(at, via, title, plain(text))),
      );
    case 'pagerduty':
      return later(fakes.pagerduty.received()).map(({ at, body }) => ({
        ...{ at, via, labels: {}, incident: body.dedup_key },
        status: body.event_action === 'resolve' ? ('resolved' as const) : ('firing' as const),
        text: JSON.stringify(body).replaceAll('\\"', '"').replaceAll('\\n', '\n'),
      }));
    case 'email':
      return later(fakes.mail.received()).map(({ at, subject, text }) => told(at, via, subject, text));
  }
}

/** A message whose title begins with what became of the alerts. */
function told(at: number, via: Channel, title: string, text: string): Arrival {
  const status = title.startsWith('[RESOLVED') ? 'resolved' : 'firing';
  return { at, via, status, labels: {}, text: `${title}\n${text}` };
}

/** Slack's text without its escapes. */
function plain(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** True if an arrival tells of an alert of this rule. */
export function isAbout({ text, labels }: Arrival, { alert, annotations }: AlertRule): boolean {
  return labels['alertname'] === alert || (text.includes(alert) && text.includes(annotations.summary));
}
