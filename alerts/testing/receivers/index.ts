import { alertChannels, type AlertChannels } from '../../routing';
import type { HttpReceiver } from './http';
import { type MailServer, startMailServer } from './mail';
import { type PagerDutyEvent, startFakePagerDuty } from './pagerduty';
import { type SlackMessage, startFakeSlack } from './slack';

export { type HttpReceiver, type Post, startHttpReceiver } from './http';
export { type Mail, type MailServer, startMailServer } from './mail';
export { type PagerDutyEvent, startFakePagerDuty } from './pagerduty';
export { type SlackMessage, startFakeSlack } from './slack';

/** Stand-ins for the channels of alerts on this machine; the mail server is a real one. */
export interface FakeChannels {
  readonly slack: HttpReceiver<SlackMessage>;
  readonly pagerduty: HttpReceiver<PagerDutyEvent>;
  readonly mail: MailServer;
  /** The variables that lead to them, as a user would set them. */
  readonly variables: Readonly<Record<string, string>>;
  /** The same, read. */
  readonly channels: AlertChannels;
  close(): Promise<void>;
}

const LOGIN = { username: 'alerts', password: 'password-of-the-mail-server' };
export const PAGERDUTY_KEY = 'key-of-the-pagerduty-service';

export async function startFakeChannels(): Promise<FakeChannels> {
  const [slack, pagerduty, mail] = await Promise.all([
    startFakeSlack(),
    startFakePagerDuty(),
    startMailServer(LOGIN),
  ]);
  const variables = {
    SLACK_WEBHOOK_URL: `${slack.url}/services/T0/B0/secret`,
    PAGERDUTY_SERVICE_KEY: PAGERDUTY_KEY,
    PAGERDUTY_EVENTS_URL: `${pagerduty.url}/v2/enqueue`,
    ALERT_FROM_EMAIL: 'alerts@example.com',
    ALERT_TO_EMAILS: 'team@example.com,oncall@example.com',
    SMTP_HOST: mail.host,
    SMTP_PORT: String(mail.port),
    SMTP_USERNAME: LOGIN.username,
    SMTP_PASSWORD: LOGIN.password,
  };
  return {
    slack,
    pagerduty,
    mail,
    variables,
    channels: alertChannels(variables),
    close: async () => {
      await Promise.all([slack.close(), pagerduty.close(), mail.close()]);
    },
  };
}
