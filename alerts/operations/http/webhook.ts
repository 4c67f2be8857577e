import { z } from 'zod';
import { FINGERPRINT } from '../core/fingerprint';
import type { ToldAlert } from '../core/observation';
import { BadRequest } from './query';

const labels = z.record(z.string(), z.string());
const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/** The fields of Alertmanager's webhook, version 4, that are read here. */
const WEBHOOK = z.object({
  version: z.literal('4'),
  alerts: z.array(
    z.object({
      status: z.enum(['firing', 'resolved']),
      fingerprint: z.string().regex(FINGERPRINT),
      labels,
      annotations: labels,
      startsAt: time,
      endsAt: time,
    }),
  ),
});

/** @throws BadRequest unless it is a webhook call of Alertmanager, saying why */
export function webhookAlerts(body: string): readonly ToldAlert[] {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new BadRequest('the body is no JSON');
  }
  const parsed = WEBHOOK.safeParse(value);
  if (parsed.data !== undefined) return parsed.data.alerts;
  const [first] = parsed.error?.issues ?? [];
  throw new BadRequest(
    `the body is no webhook call of Alertmanager: ${first?.path.join('.')}: ${first?.message}`,
  );
}
