import { z } from 'zod';
import { address, count, duration, flag, host, name, secretKey, url } from './fields';

/** A key of a Secret, for schemas. */
const secretWith = (what: string, key: string) => ({
  secret: name().describe(`Existing Secret in the namespace of the stack with ${what}.`),
  key: secretKey().describe(`Key of the Secret that holds ${what}.`).default(key),
});

const NOTHING = 'a secret with the URL of a webhook, or slack, pagerduty or email';

/**
 * A receiver: a webhook, Slack, PagerDuty, mail, or several of them. The keys of Secrets default to the variables that
 * a local run reads, so that one file of variables can be made a Secret as it is.
 */
const receiverSchema = z
  .strictObject({
    secret: name().describe('Existing Secret in the namespace of the stack, for a webhook.').optional(),
    key: secretKey().describe('Key of the Secret that holds the URL of the webhook.').default('url'),
    slack: z
      .strictObject(secretWith('the URL of an incoming webhook', 'SLACK_WEBHOOK_URL'))
      .optional()
      .describe('Slack.'),
    pagerduty: z
      .strictObject({
        ...secretWith('the integration key of the service', 'PAGERDUTY_SERVICE_KEY'),
        url: url().describe('Events API v2 of another region.').optional(),
      })
      .optional()
      .describe('PagerDuty.'),
    email: z
      .strictObject({
        to: z
          .array(address(), { error: 'a list of mail addresses' })
          .min(1, { error: 'at least one mail address' })
          .describe('Who gets the mail.'),
        from: address().describe('Sender of the mail.'),
        host: host().describe('Mail server.'),
        port: count(1, 65_535).describe('Port of the mail server.').default(587),
        requireTls: flag().describe('Refuse a mail server that does not encrypt.').default(true),
        login: z
          .strictObject({
            username: z.string({ error: 'text' }).min(1, { error: 'text' }).describe('User.'),
            ...secretWith('the password', 'SMTP_PASSWORD'),
          })
          .optional()
          .describe('User and password, for a mail server that asks for them.'),
      })
      .optional()
      .describe('Mail.'),
    atMostEvery: duration('1s')
      .describe(
        'Rate limit: at most one notification within this time, with all alerts since. Not for critical alerts.',
      )
      .optional(),
  })
  .refine(
    ({ secret, slack, pagerduty, email }) =>
      [secret, slack, pagerduty, email].some((one) => one !== undefined),
    {
      error: NOTHING,
    },
  );

export const receiversSchema = z
  .record(name(), receiverSchema, {
    error: 'receivers by name, each with a secret, such as { oncall: { secret: oncall-webhook } }',
  })
  .describe('Who Alertmanager notifies, by name. Secrets are read from Secrets, never from this file.');

/** A checked receiver. */
export type ReceiverConfig = z.output<typeof receiverSchema>;

const values = (what: string) =>
  z
    .array(z.string({ error: 'text' }).min(1, { error: 'text' }), { error: `a list of ${what}` })
    .min(1, { error: `at least one of the ${what}` })
    .meta({ allowed: `a list of ${what}` })
    .optional();

export const routeRulesSchema = z
  .array(
    z.strictObject({
      environments: values('environments').describe('Values of the label `environment`.'),
      teams: values('teams').describe('Values of the label `team`.'),
      tenants: values('tenants').describe('Values of the label `tenant_id`.'),
      services: values('services').describe('Values of the label `service`.'),
      critical: name().describe('Receiver of critical ones; those of the next rule unless given.').optional(),
      warning: name().describe('Receiver of warnings; those of the next rule unless given.').optional(),
      info: name().describe('Receiver of the others; those of the next rule unless given.').optional(),
      muted: z
        .array(name(), { error: 'a list of names of muteTimes' })
        .describe('Names of `muteTimes` at which these alerts wait.')
        .default([]),
    }),
    { error: 'a list of rules, each with what it matches and receivers' },
  )
  .default([])
  .describe('Alerts that go elsewhere than `routes` says: the first rule that matches takes an alert.');

export const escalationsSchema = z
  .array(name(), { error: 'a list of names of receivers' })
  .default([])
  .describe(
    'Receivers of what nobody acknowledged in time, by level; without any, an escalation goes where its alert went.',
  );

export const muteTimesSchema = z
  .record(
    name(),
    z
      .array(
        z.strictObject({
          times: z
            .array(
              z.strictObject({
                start: z.string({ error: 'HH:MM' }).meta({ allowed: 'HH:MM' }).describe('Begin, HH:MM.'),
                end: z.string({ error: 'HH:MM' }).meta({ allowed: 'HH:MM' }).describe('End, HH:MM.'),
              }),
              { error: 'a list of times' },
            )
            .optional()
            .describe('Times of the day.'),
          weekdays: values('days such as saturday or monday:friday').describe('Days of the week.'),
          location: z
            .string({ error: 'a time zone' })
            .meta({ allowed: 'a time zone such as Europe/Berlin' })
            .optional()
            .describe('Time zone; UTC unless given.'),
        }),
        { error: 'a list of times' },
      )
      .min(1, { error: 'at least one time' }),
    { error: 'times by name' },
  )
  .prefault({})
  .describe('Times at which rules of `routeRules` notify nobody, by name.');
