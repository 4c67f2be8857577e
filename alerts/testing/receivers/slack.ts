import { type HttpReceiver, startHttpReceiver } from './http';

/** What Alertmanager posts to an incoming webhook of Slack. */
export interface SlackMessage {
  readonly channel?: string;
  readonly username?: string;
  readonly attachments: readonly {
    readonly title: string;
    readonly title_link: string;
    readonly text: string;
    readonly fallback: string;
    readonly color: string;
  }[];
}

/** Stands for Slack: answers `ok` as it does, and refuses what it refuses. */
export function startFakeSlack(): Promise<HttpReceiver<SlackMessage>> {
  return startHttpReceiver<SlackMessage>(({ attachments }) =>
    Array.isArray(attachments) && attachments.length > 0
      ? { status: 200, body: 'ok' }
      : { status: 400, body: 'no_text' },
  );
}
