import { TEMPLATES } from '../templates/names';
import { fileProblems } from './fields';

/** A Slack channel, by an incoming webhook. */
export interface SlackNotifier {
  readonly kind: 'slack';
  /** File that holds the URL of the incoming webhook: who knows it can post. */
  readonly apiUrlFile: string;
  /** Channel such as `#alerts`, for webhooks that let it be chosen; that of the webhook unless given. */
  readonly channel?: string;
  readonly sendResolved?: boolean;
}

export interface SlackConfig {
  readonly api_url_file: string;
  readonly channel?: string;
  readonly send_resolved: boolean;
  readonly color: string;
  readonly title: string;
  readonly title_link: string;
  readonly text: string;
  readonly fallback: string;
  readonly mrkdwn_in: readonly string[];
}

const call = (name: string): string => `{{ template "${name}" . }}`;

export function slackConfig({ apiUrlFile, channel, sendResolved }: SlackNotifier): SlackConfig {
  return {
    api_url_file: apiUrlFile,
    ...(channel === undefined ? {} : { channel }),
    send_resolved: sendResolved ?? true,
    color: call(TEMPLATES.slackColor),
    title: call(TEMPLATES.slackTitle),
    title_link: call(TEMPLATES.link),
    text: call(TEMPLATES.slackText),
    fallback: call(TEMPLATES.slackTitle),
    mrkdwn_in: ['text'],
  };
}

export function slackProblems(path: string, { apiUrlFile, channel }: SlackNotifier): string[] {
  return [
    ...fileProblems(`${path}.apiUrlFile`, apiUrlFile),
    ...(channel === undefined || /^[#@][^\s,]+$/.test(channel)
      ? []
      : [`${path}.channel is "${channel}": a channel is needed, such as #alerts`]),
  ];
}
