import { addressProblems, urlProblems } from '../notifiers/fields';
import type { AlertChannels } from './channels';

/** The variables that name the channels of alerts, and what each is. */
export const CHANNEL_VARIABLES = {
  SLACK_WEBHOOK_URL: 'URL of an incoming webhook of Slack; a secret',
  ALERT_FROM_EMAIL: 'sender of alert mails',
  ALERT_TO_EMAILS: 'receivers of alert mails, separated by commas',
  SMTP_HOST: 'mail server',
  SMTP_PORT: 'port of the mail server; default 587',
  SMTP_USERNAME: 'user at the mail server, if it asks for one',
  SMTP_PASSWORD: 'password of that user; a secret',
  PAGERDUTY_SERVICE_KEY: 'integration key of a PagerDuty service (Events API v2); a secret',
  PAGERDUTY_EVENTS_URL:
    'Events API of another region of PagerDuty, such as https://events.eu.pagerduty.com/v2/enqueue',
} as const;

type Variable = keyof typeof CHANNEL_VARIABLES;
type Given = Readonly<Partial<Record<Variable, string>>>;

/** Submission port of mail servers (RFC 6409). */
const SUBMISSION_PORT = 587;
const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/**
 * The channels that the environment names; a variable that is empty counts as not set.
 * @throws Error naming every variable that is wrong or missing, its value unless it is a secret, and what is needed
 */
export function alertChannels(env: Readonly<Record<string, string | undefined>>): AlertChannels {
  const given: Given = Object.fromEntries(
    Object.keys(CHANNEL_VARIABLES).flatMap((name) => {
      const value = env[name]?.trim() ?? '';
      return value === '' ? [] : [[name, value]];
    }),
  );
  const problems = [...slackProblems(given), ...emailProblems(given), ...pagerDutyProblems(given)];
  if (problems.length > 0) {
    throw new Error(`the channels of alerts are wrong:\n${problems.map((one) => `- ${one}`).join('\n')}`);
  }
  return { ...slack(given), ...email(given), ...pagerDuty(given) };
}

function slackProblems({ SLACK_WEBHOOK_URL: url }: Given): string[] {
  return url === undefined || isUrl(url)
    ? []
    : ['SLACK_WEBHOOK_URL is no http or https URL: the URL of an incoming webhook is needed'];
}

function slack({ SLACK_WEBHOOK_URL: webhookUrl }: Given): Pick<AlertChannels, 'slack'> {
  return webhookUrl === undefined ? {} : { slack: { webhookUrl } };
}

const EMAIL_NEEDS = ['SMTP_HOST', 'ALERT_FROM_EMAIL', 'ALERT_TO_EMAILS'] as const;
const EMAIL_ALL = [...EMAIL_NEEDS, 'SMTP_PORT', 'SMTP_USERNAME', 'SMTP_PASSWORD'] as const;

function emailProblems(given: Given): string[] {
  const there = EMAIL_ALL.filter((name) => given[name] !== undefined);
  if (there.length === 0) return [];
  const { SMTP_PORT: port, ALERT_FROM_EMAIL: from, SMTP_HOST: host } = given;
  const login = (['SMTP_USERNAME', 'SMTP_PASSWORD'] as const).filter((name) => given[name] === undefined);
  return [
    ...missing(given, EMAIL_NEEDS, there),
    ...(login.length === 1
      ? [`${login.join()} is missing: a mail server that asks for a user asks for both`]
      : []),
    ...(host === undefined || /^[^\s/:]+$|^[0-9a-f:]+$/i.test(host)
      ? []
      : [`SMTP_HOST is "${host}": the name of a mail server is needed; its port is SMTP_PORT`]),
    ...(port === undefined || (/^\d+$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535)
      ? []
      : [`SMTP_PORT is "${port}": a port from 1 to 65535 is needed, such as 587`]),
    ...(from === undefined ? [] : addressProblems('ALERT_FROM_EMAIL', from)),
    ...listed(given).flatMap((address) => addressProblems('ALERT_TO_EMAILS', address)),
  ];
}

function email(given: Given): Pick<AlertChannels, 'email'> {
  const { SMTP_HOST: host, ALERT_FROM_EMAIL: from, SMTP_PORT: port } = given;
  const { SMTP_USERNAME: username, SMTP_PASSWORD: password } = given;
  if (host === undefined || from === undefined) return {};
  return {
    email: {
      to: listed(given),
      from,
      server: { host, port: Number(port ?? SUBMISSION_PORT) },
      ...(username === undefined || password === undefined ? {} : { login: { username, password } }),
      requireTls: !LOOPBACK.includes(host),
    },
  };
}

function listed({ ALERT_TO_EMAILS: list = '' }: Given): string[] {
  return list
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

const PAGERDUTY_ALL = ['PAGERDUTY_SERVICE_KEY', 'PAGERDUTY_EVENTS_URL'] as const;

function pagerDutyProblems(given: Given): string[] {
  const there = PAGERDUTY_ALL.filter((name) => given[name] !== undefined);
  if (there.length === 0) return [];
  return [
    ...missing(given, ['PAGERDUTY_SERVICE_KEY'], there),
    ...(['PAGERDUTY_SERVICE_KEY'] as const)
      .filter((name) => /\s/.test(given[name] ?? ''))
      .map((name) => `${name} has a space in it: the key as PagerDuty shows it is needed`),
    ...urlProblems('PAGERDUTY_EVENTS_URL', given.PAGERDUTY_EVENTS_URL),
  ];
}

function pagerDuty(given: Given): Pick<AlertChannels, 'pagerduty'> {
  const { PAGERDUTY_SERVICE_KEY: serviceKey, PAGERDUTY_EVENTS_URL: eventsUrl } = given;
  if (serviceKey === undefined) return {};
  return {
    pagerduty: {
      serviceKey,
      ...(eventsUrl === undefined ? {} : { eventsUrl }),
    },
  };
}

function missing(given: Given, needed: readonly Variable[], there: readonly Variable[]): string[] {
  return needed
    .filter((name) => given[name] === undefined)
    .map((name) => `${name} is missing, which ${there.join(', ')} needs: ${CHANNEL_VARIABLES[name]}`);
}

function isUrl(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text);
}
