import { z } from 'zod';
import { SEVERITIES } from '../rule';
import { SEVERITY_WORDS, urgencyOf } from './core/severity';
import type { PlanSettings } from './core/settings';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/** A positive number of the unit, in milliseconds. */
const duration = (unitMs: number, fallback: number) =>
  z.coerce
    .number()
    .positive()
    .max(1e6)
    .default(fallback)
    .transform((value) => value * unitMs);

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== ''),
);
const baseUrl = z
  .string()
  .regex(/^https?:\/\/[^\s?#]+$/, 'an http:// or https:// URL without a query is needed')
  .transform((url) => url.replace(/\/+$/, ''));

/**
 * The variables, each with its default. The clocks of an alert follow from Alertmanager's and Prometheus' own defaults:
 * an alert that was lost by a restart of Alertmanager is sent again within a minute and an evaluation.
 */
const VARIABLES = z
  .object({
    ALERT_OPERATIONS_ALERTMANAGER_URLS: list.default(['http://127.0.0.1:9093']).pipe(z.array(baseUrl).min(1)),
    ALERT_OPERATIONS_PROMETHEUS_URL: baseUrl.optional(),
    ALERT_OPERATIONS_HOST: z.string().default('127.0.0.1'),
    ALERT_OPERATIONS_PORT: z.coerce.number().int().min(0).max(65535).default(9465),
    ALERT_OPERATIONS_DATA: z.string({ error: 'a folder is needed, which no other replica uses' }).min(1),
    ALERT_OPERATIONS_TOKEN: z.string().min(1).optional(),
    ALERT_OPERATIONS_TOKEN_FILE: z.string().min(1).optional(),
    ALERT_OPERATIONS_WEBHOOK_TOKEN: z.string().min(1).optional(),
    ALERT_OPERATIONS_WEBHOOK_TOKEN_FILE: z.string().min(1).optional(),
    ALERT_OPERATIONS_SERVICE: z.string().min(1).default('alert-operations'),
    ALERT_OPERATIONS_POLL_SECONDS: duration(SECOND_MS, 5),
    ALERT_OPERATIONS_HOLD_MINUTES: duration(MINUTE_MS, 10),
    ALERT_OPERATIONS_RESOLVED_AFTER_SECONDS: duration(SECOND_MS, 180),
    ALERT_OPERATIONS_ESCALATE_AFTER_MINUTES: list
      .default(['15', '30'])
      .pipe(z.array(z.coerce.number<string>().positive()))
      .transform((minutes) => minutes.map((one) => one * MINUTE_MS).sort((a, b) => a - b)),
    ALERT_OPERATIONS_ESCALATE_SEVERITIES: list
      .default([SEVERITIES[0]])
      .pipe(z.array(z.enum(SEVERITY_WORDS)))
      .transform((words) => [...new Set(words.map((word) => urgencyOf(word) ?? SEVERITIES[0]))]),
    ALERT_OPERATIONS_TEST_EVERY_HOURS: z.coerce.number().nonnegative().max(8760).default(0),
    ALERT_OPERATIONS_REQUESTS_PER_SECOND: z.coerce.number().positive().default(10),
  })
  .superRefine((given, context) => {
    const hasToken = given.ALERT_OPERATIONS_TOKEN ?? given.ALERT_OPERATIONS_TOKEN_FILE;
    if (hasToken !== undefined || LOOPBACK.includes(given.ALERT_OPERATIONS_HOST)) return;
    context.addIssue({
      code: 'custom',
      path: ['ALERT_OPERATIONS_TOKEN_FILE'],
      message: `is needed where other machines reach the service (ALERT_OPERATIONS_HOST is ${given.ALERT_OPERATIONS_HOST})`,
    });
  });

interface Secret {
  readonly value: string | undefined;
  readonly file: string | undefined;
}

/** How the service runs. */
export interface OperationsConfig {
  readonly alertmanagerUrls: readonly string[];
  readonly prometheusUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly isLocal: boolean;
  /** Folder of the journal. */
  readonly data: string;
  readonly token: Secret;
  /** What Alertmanager shows with its webhook calls; the token of the API unless given. */
  readonly webhookToken: Secret;
  readonly service: string;
  readonly pollMs: number;
  readonly requestsPerSecond: number;
  readonly plan: PlanSettings;
}

/**
 * The configuration that the environment gives.
 * @throws Error naming every variable that is wrong, its value unless it is a secret, and what is allowed
 */
export function operationsConfig(env: NodeJS.ProcessEnv): OperationsConfig {
  const unknown = Object.keys(env)
    .filter((name) => name.startsWith('ALERT_OPERATIONS_') && !Object.hasOwn(VARIABLES.shape, name))
    .map(
      (name) =>
        `${name} is no variable of the alert operations server; there are: ${Object.keys(VARIABLES.shape).join(', ')}`,
    );
  const parsed = VARIABLES.safeParse(env);
  const wrong = (parsed.error?.issues ?? []).map(({ path: [name, ...rest], message }) => {
    const shown = String(name).includes('TOKEN') ? '' : ` is ${JSON.stringify(env[String(name)] ?? null)}`;
    return `${String(name)}${rest.length === 0 ? '' : `[${rest.join('.')}]`}${shown}: ${message}`;
  });
  const problems = [...unknown, ...wrong];
  if (parsed.data === undefined || problems.length > 0) {
    throw new Error(
      `the configuration of alert operations is wrong:\n${problems.map((one) => `- ${one}`).join('\n')}`,
    );
  }
  return configOf(parsed.data);
}

function configOf(given: z.output<typeof VARIABLES>): OperationsConfig {
  const token = { value: given.ALERT_OPERATIONS_TOKEN, file: given.ALERT_OPERATIONS_TOKEN_FILE };
  const webhook = {
    value: given.ALERT_OPERATIONS_WEBHOOK_TOKEN,
    file: given.ALERT_OPERATIONS_WEBHOOK_TOKEN_FILE,
  };
  return {
    alertmanagerUrls: given.ALERT_OPERATIONS_ALERTMANAGER_URLS,
    prometheusUrl: given.ALERT_OPERATIONS_PROMETHEUS_URL,
    host: given.ALERT_OPERATIONS_HOST,
    port: given.ALERT_OPERATIONS_PORT,
    isLocal: LOOPBACK.includes(given.ALERT_OPERATIONS_HOST),
    data: given.ALERT_OPERATIONS_DATA,
    token,
    webhookToken: webhook.value === undefined && webhook.file === undefined ? token : webhook,
    service: given.ALERT_OPERATIONS_SERVICE,
    pollMs: given.ALERT_OPERATIONS_POLL_SECONDS,
    requestsPerSecond: given.ALERT_OPERATIONS_REQUESTS_PER_SECOND,
    plan: {
      holdMs: given.ALERT_OPERATIONS_HOLD_MINUTES,
      resolvedAfterMs: given.ALERT_OPERATIONS_RESOLVED_AFTER_SECONDS,
      escalateAfterMs: given.ALERT_OPERATIONS_ESCALATE_AFTER_MINUTES,
      testEveryMs: given.ALERT_OPERATIONS_TEST_EVERY_HOURS * HOUR_MS,
      escalated: given.ALERT_OPERATIONS_ESCALATE_SEVERITIES,
    },
  };
}
