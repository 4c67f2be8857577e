import { alertChannels } from './environment';
import { channelNotifiers } from './notifiers';
import { notifiersFor, notifiersOfLevels } from './use';

const ALL = {
  SLACK_WEBHOOK_URL: 'https://hooks.slack.example/T0/B0/secret',
  ALERT_FROM_EMAIL: 'alerts@example.com',
  ALERT_TO_EMAILS: 'team@example.com, oncall@example.com',
  SMTP_HOST: 'smtp.example.com',
  SMTP_PORT: '2525',
  SMTP_USERNAME: 'alerts',
  SMTP_PASSWORD: 'mail-secret',
  PAGERDUTY_SERVICE_KEY: 'service-secret',
};

/** The lines of the error that the environment is refused with. */
function problemsOf(env: Readonly<Record<string, string>>): string[] {
  try {
    alertChannels(env);
  } catch (error) {
    return (error as Error).message.split('\n').slice(1);
  }
  throw new Error('the environment was accepted');
}

describe('alertChannels', () => {
  it('reads SLACK_WEBHOOK_URL, the mail variables and the PagerDuty key', () => {
    expect(alertChannels(ALL)).toEqual({
      slack: { webhookUrl: ALL.SLACK_WEBHOOK_URL },
      email: {
        to: ['team@example.com', 'oncall@example.com'],
        from: 'alerts@example.com',
        server: { host: 'smtp.example.com', port: 2525 },
        login: { username: 'alerts', password: 'mail-secret' },
        requireTls: true,
      },
      pagerduty: { serviceKey: 'service-secret' },
    });
  });

  it('uses no channel that is not named, and takes an empty variable for none', () => {
    expect(alertChannels({})).toEqual({});
    expect(alertChannels({ SLACK_WEBHOOK_URL: '', SMTP_PORT: ' ' })).toEqual({});
  });

  it('hands mail to port 587 unless told otherwise, and unencrypted on this machine only', () => {
    const mail = {
      ALERT_FROM_EMAIL: ALL.ALERT_FROM_EMAIL,
      ALERT_TO_EMAILS: 'a@b.example',
      SMTP_HOST: '127.0.0.1',
    };
    expect(alertChannels(mail).email).toEqual({
      to: ['a@b.example'],
      from: ALL.ALERT_FROM_EMAIL,
      server: { host: '127.0.0.1', port: 587 },
      requireTls: false,
    });
  });

  it('names every variable that is wrong at once, and shows no secret', () => {
    const problems = problemsOf({
      SLACK_WEBHOOK_URL: 'hooks-secret',
      ALERT_FROM_EMAIL: 'alerts',
      ALERT_TO_EMAILS: 'team@example.com, oncall',
      SMTP_HOST: 'smtp.example.com:25',
      SMTP_PORT: 'smtp',
      SMTP_USERNAME: 'alerts',
      PAGERDUTY_EVENTS_URL: 'events',
    });
    expect(problems).toEqual([
      '- SLACK_WEBHOOK_URL is no http or https URL: the URL of an incoming webhook is needed',
      '- SMTP_PASSWORD is missing: a mail server that asks for a user asks for both',
      '- SMTP_HOST is "smtp.example.com:25": the name of a mail server is needed; its port is SMTP_PORT',
      '- SMTP_PORT is "smtp": a port from 1 to 65535 is needed, such as 587',
      '- ALERT_FROM_EMAIL is "alerts": a mail address is needed, such as alerts@example.com',
      '- ALERT_TO_EMAILS is "oncall": a mail address is needed, such as alerts@example.com',
      '- PAGERDUTY_SERVICE_KEY is missing, which PAGERDUTY_EVENTS_URL needs: ' +
        'integration key of a PagerDuty service (Events API v2); a secret',
      '- PAGERDUTY_EVENTS_URL is "events": an http or https URL is needed',
    ]);
    expect(problems.join()).not.toMatch(/hooks-secret/);
  });

  it.each(['SMTP_HOST', 'ALERT_FROM_EMAIL', 'ALERT_TO_EMAILS'])('misses %s where mail is wanted', (name) => {
    const rest = Object.entries(ALL).filter(([other]) => other !== name);
    expect(problemsOf(Object.fromEntries(rest))).toEqual([
      expect.stringContaining(`- ${name} is missing, which `),
    ]);
  });
});

describe('channelNotifiers', () => {
  const { notifiers, secrets } = channelNotifiers(alertChannels(ALL), '/run/secrets');

  it('keep secrets in files, and nowhere else', () => {
    expect(secrets).toEqual({
      '/run/secrets/slack-webhook-url': ALL.SLACK_WEBHOOK_URL,
      '/run/secrets/smtp-password': 'mail-secret',
      '/run/secrets/pagerduty-service-key': 'service-secret',
    });
    expect(JSON.stringify(notifiers)).not.toMatch(/secret"|T0\/B0/);
  });

  const kinds = (list: readonly { readonly kind: string }[]): string[] => list.map(({ kind }) => kind);

  it('call somebody for a page, and others when nobody takes it', () => {
    expect(kinds(notifiersFor('critical', notifiers))).toEqual(['pagerduty', 'slack']);
    expect(kinds(notifiersFor('warning', notifiers))).toEqual(['slack', 'email']);
    expect(kinds(notifiersFor('info', notifiers))).toEqual(['slack']);
    expect(notifiersOfLevels(notifiers).map(kinds)).toEqual([
      ['email', 'slack'],
      ['email', 'slack', 'pagerduty'],
    ]);
  });

  it('use what there is where none of the usual channels is', () => {
    const { notifiers: mailOnly } = channelNotifiers({ ...mail() }, '/run/secrets');
    for (const severity of ['critical', 'warning', 'info'] as const) {
      expect(kinds(notifiersFor(severity, mailOnly))).toEqual(['email']);
    }
    expect(notifiersFor('critical', {})).toEqual([]);
  });

  function mail(): ReturnType<typeof alertChannels> {
    const { email } = alertChannels(ALL);
    return email === undefined ? {} : { email };
  }
});
